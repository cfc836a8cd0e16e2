"""Holds the files that people write, and all that the programs write, against the schemas.

Guidelines and juries are read as YAML, items line by line; `review` prints reports and exports a
release of sample items. Prints a line for each, and every problem with its place; ends with 1 if there
is one.
"""

import json
import pathlib
import re
import sys
import tempfile

import yaml

import release
from sample_release import Sample
from schemas import ROOT, errors, sentence, validator, validator_of

PROGRAMS = ROOT / ".build/debug"

CHECKS = [
    ("guideline.schema.json", sorted(ROOT.glob("guidelines/*.yaml"))),
    ("jury.schema.json", sorted(ROOT.glob("samples/jury*.yaml")) + [ROOT / "samples/writers.yaml"]),
    ("item.schema.json", [ROOT / "samples/items.jsonl"]),
    ("canary.schema.json", [ROOT / "samples/canaries.jsonl"]),
    ("question.schema.json", [ROOT / "samples/questions.jsonl"]),
    ("reference.schema.json", [ROOT / "samples/references.jsonl"]),
    ("settings.schema.json", [ROOT / "samples/settings.yaml"]),
]

# What `review` prints with --json of the sample project, by definition in report.schema.json. Of
# `jury check`, whose recorded replies can't follow what it changes, the exit status is not looked at.
REPORTS = [
    ("status", ["status", "PROJECT"]),
    ("people", ["people", "list", "PROJECT"]),
    ("import", ["import", "PROJECT", "items.jsonl"]),
    ("import_annotations", ["import-annotations", "PROJECT", "labels.csv"]),
    ("assign", ["assign", "PROJECT"]),
    ("decide", ["decide", "PROJECT"]),
    ("disputes", ["adjudicate", "PROJECT", "--as", "noor"]),
    ("adjudication",
     ["adjudicate", "PROJECT", "en-07", "judgment", "inappropriate", "--reason", "Invented.", "--as", "noor"]),
    ("disagreement", ["disagreement", "PROJECT"]),
    ("raters", ["raters", "PROJECT", "--field", "judgment"]),
    ("alternative_annotator_tests", ["alt-test", "PROJECT", "--field", "judgment"]),
    ("metrics", ["metrics", ROOT / "samples/gold.csv", ROOT / "samples/predictions.csv",
                 ROOT / "samples/predictions-other.csv"]),
    ("assistance", ["assistance", "PROJECT"]),
    ("ablation", ["ablation", "PROJECT"]),
    ("guideline_change", ["guideline", "PROJECT", "guidelines/x-value.yaml"]),
    ("reference_import", ["reference", "import", "PROJECT", "references.jsonl"]),
    ("reference_results", ["reference", "results", "PROJECT"]),
    ("run", ["run", "PROJECT", "--jury", "third.yaml"]),
    ("prompts", ["jury", "prompt", "PROJECT", "en-01"]),
    ("batches", ["jury", "batch", "PROJECT", "--list"]),
    ("check", ["jury", "check", "PROJECT", "--jury", "third.yaml", "--limit", "4",
               "--canaries", ROOT / "samples/canaries.jsonl"]),
]


class Loader(yaml.SafeLoader):
    """YAML's values as the workbench and YAML 1.2 read them: `no` is a word, a date a text."""

    yaml_implicit_resolvers = {
        first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith((":bool", ":timestamp"))]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


def as_json(value):
    """The value as JSON has it: keys are texts."""
    if isinstance(value, dict):
        return {str(key): as_json(child) for key, child in value.items()}
    if isinstance(value, list):
        return [as_json(child) for child in value]
    return value


def yaml_line(node, path):
    """The line, from 1, of what a path leads to in a YAML tree."""
    for step in path:
        if isinstance(node, yaml.MappingNode):
            node = next(value for key, value in node.value if key.value == str(step))
        else:
            node = node.value[step]
    return node.start_mark.line + 1


def documents(path):
    """The documents of a file, each with a function from a path in it to its line."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        # By "\n" alone: a text may hold other characters that end a line.
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                try:
                    yield json.loads(line), lambda _, number=number: number
                except json.JSONDecodeError as error:
                    raise ValueError(f"{number}: not JSON: {error}") from None
    else:
        try:
            tree = yaml.compose(text, Loader)
            document = as_json(yaml.load(text, Loader))
        except yaml.MarkedYAMLError as error:
            raise ValueError(f"{error.problem_mark.line + 1}: not YAML: {error.problem}") from None
        yield document, lambda steps: yaml_line(tree, steps)


def problems(validator, path):
    """What is wrong in a file, each with its line, and how many documents it has."""
    found, count = [], 0
    try:
        for document, line in documents(path):
            count += 1
            found += [f"{line(error.absolute_path)}: {sentence(error)}" for error in errors(validator, document)]
    except ValueError as error:
        found.append(str(error))
    return found, count


def say(what, found):
    """Prints whether something is right, with what is wrong; gives whether it is."""
    for problem in found:
        print(f"{what}:{problem}", file=sys.stderr)
    print(f"{what}: {'not as the schema has it' if found else 'as the schema has it'}")
    return not found


def written_files():
    """Files that people write."""
    for name, paths in CHECKS:
        if not paths:
            yield say(name, ["there is no file to check"])
        for path in paths:
            found, count = problems(validator(name), path)
            amount = f", {count} items" if path.suffix == ".jsonl" else ""
            yield say(f"{path.relative_to(ROOT)}{amount}", found)


def reports(sample):
    """What `review` prints with --json."""

    def printed(name, definition, arguments):
        arguments = [sample.project if argument == "PROJECT" else argument for argument in arguments]
        text = sample.review(*arguments, "--json", may_fail=definition == "check")
        try:
            found = [sentence(error) for error in errors(validator(name, definition), json.loads(text))]
        except json.JSONDecodeError as error:
            found = [f"not JSON: {error}"]
        words = [argument.name if isinstance(argument, pathlib.Path) else argument for argument in arguments]
        return say("review " + " ".join(words), found)

    ratings = ["agreement", "--ratings", ROOT / "samples/ratings.csv", "--by", "group", "--pairs"]
    ratings += ["--differences", "--confusion", "all", "--width", "0.1"]
    for scale in ("nominal", "ordinal", "ratio", "sets"):
        yield printed("agreement.schema.json", None, [*ratings, "--scale", scale])
    yield printed("agreement.schema.json", "measured", ["agreement", "PROJECT"])
    yield printed("agreement.schema.json", "history", ["agreement", "PROJECT", "--history"])
    for command, definition in (("judge", "judgement"), ("route", "routing"), ("share", "shares")):
        yield printed("jury-report.schema.json", definition, ["jury", command, "PROJECT"])
    for definition, arguments in REPORTS:
        yield printed("report.schema.json", definition, arguments)
    answers = validator("report.schema.json", "answers")
    yield say("review answers", [sentence(error) for error in errors(answers, json.loads(sample.answers()))])
    checked = {definition for definition, _ in REPORTS} | {"answers"}
    known = json.loads((ROOT / "schemas/report.schema.json").read_text(encoding="utf-8"))["anyOf"]
    unchecked = {one["$ref"].rsplit("/", 1)[1] for one in known} - checked
    yield say("report.schema.json", [f"{name} is not checked" for name in sorted(unchecked)])


def replies(sample):
    """Recorded replies by the schema that a juror is sent: each is right, and wrong once it is damaged."""
    [prompt] = json.loads(sample.review("jury", "prompt", sample.project, "en-01", "alder", "--json"))
    schema = validator_of(json.loads(prompt["schema"]))
    for (item, juror), reply in sample.replies.items():
        wrong = [sentence(error) for error in errors(schema, reply)]
        damaged = [{**reply, "score": 10}, {**reply, "category": "sports"}, {**reply, "stage_one_confidence": 6},
                   {**reply, "stage_one_confidence": "5"}, {**reply, "concerned_groups": "citizens"}, [reply],
                   *({name: value for name, value in reply.items() if name != left_out} for left_out in reply)]
        wrong += [f"a wrong reply is taken for right: {one}" for one in damaged if schema.is_valid(one)]
        if wrong:
            yield say(f"reply of {juror} about {item}", wrong)
    yield say(f"{len(sample.replies)} recorded replies, by the schema that jurors are sent", [])


def programs_files():
    """Files and reports of a project of sample items."""
    with tempfile.TemporaryDirectory(prefix="sample-") as folder:
        sample = Sample(PROGRAMS, pathlib.Path(folder))
        sample.build()
        sample.review("agreement", sample.project, "--by", "language", "--save")
        counts = json.loads(sample.review("export", sample.project, "release", "--json"))
        contents = validator("release-manifest.schema.json", "contents")
        yield say("review export", [sentence(error) for error in errors(contents, counts)])
        yield say("the release, its references and its votes", release.problems(sample.folder / "release"))
        yield from replies(sample)
        sample.prepare_reports()
        yield from reports(sample)
        for name in ("run.log", "answers.log"):
            log = (sample.folder / name).rename(sample.folder / (name + ".jsonl"))
            found, count = problems(validator("log.schema.json"), log)
            yield say(f"{name}, {count} lines", found if count else ["0: there is no line to check"])


def main():
    for path in sorted(ROOT.glob("schemas/*.json")):
        validator(path.name)
    # All of them, whatever is wrong in the first one.
    return 0 if all([*written_files(), *programs_files()]) else 1


if __name__ == "__main__":
    sys.exit(main())
