"""Holds a release against its schemas, and recounts what can be recounted from its lines alone."""

import collections
import hashlib
import json

from schemas import errors, sentence, validator

# The files of a release that hold JSON, by the schema of a line or of the whole.
LINES = {
    "data/items.jsonl": "release-item",
    "data/set-aside.jsonl": "release-set-aside",
    "evidence/annotations.jsonl": "release-annotation",
    "evidence/reviews.jsonl": "release-review",
    "evidence/jurors.jsonl": "release-juror",
    "evidence/prompts.jsonl": "release-prompt",
    "evidence/decisions.jsonl": "release-decision",
    "evidence/assistance.jsonl": "release-assistance",
}
DOCUMENTS = {"manifest.json": "release-manifest", "evidence/agreement.json": "agreement"}


def problems(folder):
    """What is wrong with a release, in sentences, each with its file."""
    found = []
    paths = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    unknown = {path for path in paths if path.endswith((".json", ".jsonl"))} - {*LINES, *DOCUMENTS}
    found += [f"{path}: there is no schema for this file" for path in sorted(unknown)]
    documents = {path: json.loads((folder / path).read_text(encoding="utf-8")) for path in DOCUMENTS}
    lines = {path: _lines(folder / path) for path in LINES}
    for path, name in DOCUMENTS.items():
        found += [f"{path}: {sentence(error)}" for error in errors(validator(f"{name}.schema.json"), documents[path])]
    for path, name in LINES.items():
        if not lines[path]:
            found.append(f"{path}: there is no line to check")
        for number, line in enumerate(lines[path], 1):
            found += [f"{path}:{number}: {sentence(error)}" for error in errors(validator(f"{name}.schema.json"), line)]
    if found:
        return found
    return [
        *_unlisted(folder, paths, documents["manifest.json"]),
        *_references(lines, documents["manifest.json"]),
        *_recounted(lines),
    ]


def _lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def _unlisted(folder, paths, manifest):
    """Files that are not as the manifest lists them."""
    listed = {file["path"]: file["sha256"] for file in manifest["files"]}
    actual = {path: hashlib.sha256((folder / path).read_bytes()).hexdigest() for path in paths - {"manifest.json"}}
    return [f"manifest.json: {path} is not as listed" for path in sorted(listed | actual)
            if listed.get(path) != actual.get(path)]


def _references(lines, manifest):
    """Lines that are not unique, or name what is not there."""
    reviews, jurors = lines["evidence/reviews.jsonl"], lines["evidence/jurors.jsonl"]
    keys = {
        "evidence/reviews.jsonl": ("item", "juror", "trial", "attempt"),
        "evidence/jurors.jsonl": ("jury", "juror"), "evidence/prompts.jsonl": ("prompt",),
        "evidence/annotations.jsonl": ("id",), "evidence/decisions.jsonl": ("item", "field"),
    }
    found = []
    for path, names in keys.items():
        counts = collections.Counter(tuple(line[name] for name in names) for line in lines[path])
        found += [f"{path}: {names} is not unique: {key}" for key, count in counts.items() if count > 1]
    known = {(line["jury"], line["juror"]) for line in jurors}
    prompts = {line["prompt"] for line in lines["evidence/prompts.jsonl"]}
    ids = {line["id"] for line in reviews}
    annotations = {line["id"] for line in lines["evidence/annotations.jsonl"]}
    for line in reviews:
        if (line["jury"], line["juror"]) not in known:
            found.append(f"review {line['id']}: its juror is not listed")
        if line["prompt"] not in prompts:
            found.append(f"review {line['id']}: its prompt is not listed")
    for line in lines["evidence/annotations.jsonl"]:
        if line["guideline"] not in manifest["guideline_versions"]:
            found.append(f"annotation {line['id']}: its guideline is not listed")
    for line in lines["evidence/decisions.jsonl"]:
        if not (set(line["reviews"]) <= ids and set(line["annotations"]) <= annotations):
            found.append(f"{line['item']} {line['field']}: it rests on what is not there")
    for line in lines["evidence/prompts.jsonl"]:
        parts = "".join(line[f"{part}_sha256"] for part in ("system", "user", "schema"))
        if hashlib.sha256(parts.encode()).hexdigest() != line["prompt"]:
            found.append(f"prompt {line['prompt']}: its digest is another one")
    return found


def _recounted(lines):
    """Decisions that do not follow from the verdicts of the jurors that counted."""
    in_force = {line["juror"] for line in lines["evidence/jurors.jsonl"] if line["in_force"]}
    verdicts = collections.defaultdict(list)
    for line in lines["evidence/reviews.jsonl"]:
        if line["outcome"] == "verdict":
            verdicts[line["item"], line["juror"]].append(line)
    juror_of = {line["id"]: juror for (_, juror), given in verdicts.items() for line in given}
    found, counted, split = [], 0, 0
    for decision in lines["evidence/decisions.jsonl"]:
        place = f"{decision['item']} {decision['field']}"
        counting = {juror_of.get(id) for id in decision["reviews"]}
        if not counting <= in_force:
            found.append(f"{place}: a juror counts that is not in force")
            continue
        given = [verdicts[decision["item"], juror] for juror in sorted(counting)]
        if sorted(line["id"] for one in given for line in one) != decision["reviews"]:
            found.append(f"{place}: it does not rest on all verdicts of its jurors")
        if decision["how"] != "jury_confirmed":
            continue
        said = [self_consistent(one, decision["field"]) for one in given]
        if _majority([json.dumps(value) for value in said]) != json.dumps(decision["value"]):
            found.append(f"{place}: the jury says {said}, and {decision['value']!r} was decided")
        counted += 1
        split += any(len({json.dumps(_value(line, decision["field"])) for line in one}) > 1 for one in given)
    if not (counted and split):
        found.append("evidence/decisions.jsonl: no decision rests on a juror whose verdicts differ")
    return found


def self_consistent(verdicts, field):
    """What a juror says of a field by its verdicts on one item, or None: first the criteria that more
    than half of them have, then the label that more than half of those with these criteria have."""
    criterion = _majority([_way(line) for line in verdicts])
    agreeing = [line for line in verdicts if _way(line) == criterion]
    values = [_value(line, field) for line in agreeing]
    if any(isinstance(value, list) for value in values):
        choices = sorted({choice for value in values for choice in value or []})
        return [c for c in choices if 2 * sum(c in (value or []) for value in values) > len(values)]
    return _majority(values)


def _way(verdict):
    """By which criteria a verdict judged, stage by stage, as far as it came."""
    return tuple(stage["criterion"] for stage in verdict["stages"])


def _value(verdict, field):
    for stage in verdict["stages"]:
        if field in stage["values"]:
            return stage["values"][field]
    return None


def _majority(values):
    """The value of more than half, or None."""
    for value, count in collections.Counter(values).items():
        if 2 * count > len(values):
            return value
    return None
