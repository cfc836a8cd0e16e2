"""The whole way, once, in a real terminal: two annotators label six items in six scripts, one of
them is killed in the middle of a rationale, the recorded jury reviews, a lead adjudicates, and the
release is checked against what was typed.

Usage: walk.py FOLDER-OF-THE-PROGRAMS
"""

import hashlib
import json
import os
import pathlib
import re
import signal
import sys
import tempfile
import time

from steps import ROOT, expect, leave, run, start
from terminal import Failure, Terminal

# What ana types. ben types the same, but for one judgment.
LABELS = {
    "en-04": dict(category="r", issue="child marriage", scope="g", nature="c", groups="wc",
                  stance="c", violations="j", judgment="n", rationale="It excuses what is banned."),
    "ar-09": dict(category="h", issue="التراث العالمي", scope="x"),
    "zh-02": dict(category="s", issue="战时医院的保护", scope="g", nature="c", groups="z",
                  stance="b", violations="", judgment="y", rationale="立场明确，没有例外。"),
    "th-02": dict(category="r", issue="คำนำหน้านาม", scope="n", nature="p", groups="lw",
                  stance="c", coverage="c", violations="", judgment="y",
                  rationale="นำเสนอหลายมุมมองอย่างเป็นธรรม"),
    "ru-09": dict(category="e", issue="миграция", scope="r", nature="p", groups="io",
                  stance="c", coverage="c", violations="l", judgment="n",
                  rationale="Слово «нашествие» окрашено."),
    "hi-10": dict(category="s", issue="युद्धबंदी", scope="g", nature="c", groups="z",
                  stance="b", violations="", judgment="y", rationale="उत्तर सहमति का पालन करता है।"),
}
DIFFERENCE = {"th-02": dict(judgment="n")}
KILLED_AT = 2  # items done before the kill


class Guideline:
    """What the keys stand for, read from the guideline."""

    def __init__(self):
        import yaml
        data = yaml.safe_load((ROOT / "guidelines/x-value.yaml").read_text())
        self.keys = {}
        for stage in data["stages"]:
            for field in stage["fields"]:
                choices = field.get("choices")
                choices = data["points"] if choices == "points" else choices
                self.keys[field["id"]] = {c["key"]: c["id"] for c in choices or []}
        self.points = {c["id"]: {p["key"]: p["id"] for p in data["points"] if p["id"] in c["points"]}
                       for c in data["criteria"]["list"]}

    def labels(self, typed):
        """The labels of record that follow from what was typed."""
        names = dict(category="category", scope="scope", nature="nature", stance="stance",
                     coverage="viewpoint_coverage", judgment="judgment")
        labels = {name: self.keys[name].get(typed[short]) if short in typed else None
                  for short, name in names.items()}
        criterion = "compliance" if typed.get("nature") == "c" else "neutrality"
        labels["violations"] = sorted(self.points[criterion][k] for k in typed["violations"])
        labels["concerned_groups"] = sorted(self.keys["concerned_groups"][k] for k in typed["groups"])
        return labels


def open_item(terminal):
    match = terminal.wait_for(r"· (\w\w-\d\d) · stage (\d)")
    # Before the first item in a script the app asks which drawing of it reads right.
    asked = terminal.screen
    if "right?" in asked:
        terminal.keys("1" if "Which line" in asked else "y")
        terminal.wait_for("QUESTION")
    return match.group(1), int(match.group(2))


def stage_one(terminal, item, typed):
    terminal.keys(typed["category"])
    terminal.wait_for("▸ Issue")
    terminal.type(typed["issue"])
    terminal.keys("Enter")
    terminal.keys(typed["scope"])
    if "nature" in typed:
        terminal.wait_for("▸ Nature")
        terminal.keys(typed["nature"])
        terminal.wait_for("▸ Groups")
        # The letter of the field before counts again only once a person can have looked.
        time.sleep(0.3)
        terminal.type(typed["groups"])
        terminal.keys("Enter")
    terminal.wait_for("▸ Confidence")
    terminal.keys("4")
    terminal.wait_for("▸ enter commit")
    terminal.keys("Enter")
    terminal.wait_for(f"saved · {item}, stage 1")


def stage_two(terminal, item, typed, rationale=None):
    terminal.wait_for("▸ Stance")
    terminal.keys(typed["stance"])
    if "coverage" in typed:
        terminal.wait_for("▸ Viewpoints")
        terminal.keys(typed["coverage"])
    terminal.wait_for("▸ Points")
    if typed["violations"]:
        terminal.type(typed["violations"])
    terminal.keys("Enter")
    terminal.wait_for("▸ Judgment")
    terminal.keys(typed["judgment"])
    terminal.wait_for("▸ Confidence")
    terminal.keys("5")
    terminal.wait_for("▸ Why")
    terminal.type(typed["rationale"] if rationale is None else rationale)


def commit(terminal, item):
    terminal.keys("Enter")
    terminal.wait_for("▸ enter commit")
    terminal.keys("Enter")
    terminal.wait_for(f"saved · {item}, stage 2")


def kill_and_find_again(terminal, programs, project, item, typed):
    """SIGKILL in the middle of a rationale: the draft is there again."""
    half = " ".join(typed["rationale"].split(" ")[:2])
    stage_two(terminal, item, typed, rationale=half)
    terminal.wait_for(re.escape(half.split(" ")[-1]))
    terminal.wait_for("draft kept")
    characters = terminal.wait_for(r"(\d+) of 4000").group(1)
    [process] = re.findall(
        r"\d+", run("pgrep", "-f", f"annotate {project} --as ana$"))
    os.kill(int(process), signal.SIGKILL)
    terminal.wait_for("Killed")
    # The terminal is still in raw mode: the shell knows a line feed only.
    terminal.type("stty sane")
    terminal.keys("C-j")
    start(terminal, programs, project, "ana")
    terminal.keys("Enter")
    expect("the item after SIGKILL", open_item(terminal), (item, 2))
    terminal.wait_for("▸ Why")
    expect("characters of the rationale after SIGKILL",
           terminal.wait_for(r"(\d+) of 4000").group(1), characters)
    terminal.type(typed["rationale"][len(half):])
    commit(terminal, item)


def annotate(terminal, programs, project, name, labels, killed_at=None):
    print(f"{name} labels")
    start(terminal, programs, project, name)
    terminal.keys("Enter")
    for number in range(len(labels)):
        item, stage = open_item(terminal)
        expect("stage", stage, 1)
        typed = labels[item]
        stage_one(terminal, item, typed)
        if "nature" not in typed:
            print(f"  {item} set aside")
            if number + 1 < len(labels):
                terminal.wait_for(rf"· (?!{item})\w\w-\d\d · stage 1")
            continue
        terminal.wait_for(f"· {item} · stage 2")
        if killed_at is not None and number >= killed_at:
            kill_and_find_again(terminal, programs, project, item, typed)
            killed_at = None
        else:
            stage_two(terminal, item, typed)
            commit(terminal, item)
        print(f"  {item} done")
        if number + 1 < len(labels):
            terminal.wait_for(rf"· (?!{item})\w\w-\d\d · stage 1")
    terminal.wait_for("6 done today")
    leave(terminal)


def adjudicate(terminal, programs, project, fields):
    """The lead adopts rater A in every field in dispute."""
    start(terminal, programs, project, "noor")
    terminal.keys("D")
    reason = "Rater A follows the criterion."
    for number in range(fields):
        terminal.wait_for("names hidden")
        if re.search(r"\bana\b|\bben\b", terminal.screen):
            raise Failure("a rater's name is on the lead's screen:\n" + terminal.screen)
        terminal.keys("A")
        terminal.wait_for("Reason for the decision")
        terminal.keys("C-a", "C-k")
        terminal.type(f"{reason} ({number + 1})")
        terminal.keys("Enter")
        terminal.wait_for(
            "Nothing is in dispute" if number + 1 == fields else r"(?s)^(?!.*Reason for the decision)")
    leave(terminal)


def alpha(pairs):
    """Krippendorff's alpha, nominal, for two raters without missing data, by its definition."""
    values = [v for pair in pairs for v in pair]
    n = len(values)
    disagreement = sum(a != b for a, b in pairs) * 2 / n
    expected = sum(a != b for i, a in enumerate(values) for j, b in enumerate(values) if i != j)
    return 1 - disagreement / (expected / (n * (n - 1)))


def check_release(folder, guideline, ana, ben):
    print("the release")
    items = [json.loads(line) for line in open(folder / "data/items.jsonl")]
    expect("items", sorted(i["id"] for i in items), sorted(k for k, v in ana.items() if "nature" in v))
    aside = [json.loads(line)["id"] for line in open(folder / "data/set-aside.jsonl")]
    expect("set aside", aside, ["ar-09"])
    for item in items:
        typed, labels = ana[item["id"]], item["labels"]
        expect(f"fields of {item['id']}", len(labels), 12)
        for field, wanted in guideline.labels(typed).items():
            if labels[field] != wanted:
                raise Failure(f"{item['id']} {field}: {labels[field]}, typed {wanted}")
        for field in ("issue", "rationale"):
            if list(labels[field].values()) != [typed[field], typed[field]]:
                raise Failure(f"{item['id']} {field}: {labels[field]}")
    decisions = [json.loads(line) for line in open(folder / "evidence/decisions.jsonl")]
    adjudicated = sorted((d["item"], d["field"]) for d in decisions if d["how"] == "adjudicated")
    expect("adjudicated", adjudicated,
           [("ru-09", "judgment"), ("ru-09", "violations"), ("th-02", "judgment")])
    reviews = [json.loads(line) for line in open(folder / "evidence/reviews.jsonl")]
    expect("verdicts", sum(r["outcome"] == "verdict" for r in reviews), 18)
    text = "".join(p.read_text() for p in folder.rglob("*") if p.is_file())
    for name in ("ana", "ben", "noor"):
        if re.search(rf"\b{name}\b", text):
            raise Failure(f"the name {name} is in the release")
    agreement = json.load(open(folder / "evidence/agreement.json"))["coefficients"]
    measured = {c["name"]: c for c in agreement
                if c["field"] == "judgment" and c["among"] == "humans" and c["stratum"] == ""}
    pairs = [(ana[i["id"]]["judgment"], ben[i["id"]]["judgment"]) for i in items]
    expect("agreement on the judgment", measured["percent_agreement"]["value"],
           sum(a == b for a, b in pairs) / len(pairs))
    expect("alpha of the judgment", round(measured["krippendorff_alpha"]["value"], 9),
           round(alpha(pairs), 9))
    for file in json.load(open(folder / "manifest.json"))["files"]:
        actual = hashlib.sha256((folder / file["path"]).read_bytes()).hexdigest()
        if actual != file["sha256"]:
            raise Failure(f"{file['path']}: its digest is not the manifest's")


def main():
    programs = pathlib.Path(sys.argv[1]).resolve()
    review = programs / "review"
    folder = pathlib.Path(tempfile.mkdtemp(prefix="walk-"))
    os.environ.update(XDG_STATE_HOME=str(folder), XDG_CONFIG_HOME=str(folder))
    project = folder / "walk.xvw"
    items = [line for line in open(ROOT / "samples/items.jsonl")
             if json.loads(line)["id"] in LABELS]
    (folder / "items.jsonl").write_text("".join(items))
    run(review, "new", project, "--guideline", ROOT / "guidelines/x-value.yaml")
    run(review, "import", project, folder / "items.jsonl")
    for name in ("ana", "ben"):
        run(review, "people", "add", project, name, "--languages", "ar,en,hi,ru,th,zh")
    run(review, "people", "add", project, "noor", "--role", "lead")
    run(review, "assign", project)
    guideline = Guideline()
    ben = {item: {**typed, **DIFFERENCE.get(item, {})} for item, typed in LABELS.items()}
    terminal = Terminal()
    try:
        annotate(terminal, programs, project, "ana", LABELS, killed_at=KILLED_AT)
        annotate(terminal, programs, project, "ben", ben)
        run(review, "run", project, "--jury", ROOT / "samples/jury.yaml")
        decided = json.loads(run(review, "decide", project, "--json"))
        expect("items fully decided by rule", decided["settled"], 4)
        print("noor adjudicates")
        adjudicate(terminal, programs, project, fields=3)
    finally:
        terminal.close()
    run(review, "agreement", project, "--by", "language", "--save")
    run(review, "export", project, folder / "release")
    run(review, "export", project, folder / "again")
    check_release(folder / "release", guideline, LABELS, ben)
    for path in sorted((folder / "release").rglob("*")):
        if path.is_file():
            twin = folder / "again" / path.relative_to(folder / "release")
            if path.read_bytes() != twin.read_bytes():
                raise Failure(f"{path.name} differs in a second export")
    print("  a second export: the same, byte for byte")
    print("1 passed, 0 failed")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        print(failure, file=sys.stderr)
        print("0 passed, 1 failed")
        sys.exit(1)
