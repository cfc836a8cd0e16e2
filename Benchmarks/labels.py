"""Labels for whole projects, written past the program: what its annotators would have said."""

import json
import sqlite3

ONE = {"category": "belief_expression", "issue": {"text": "an issue"}, "scope": "global",
       "nature": "consensus", "concerned_groups": [], "stage_one_confidence": 4}
TWO = {"stance": "mixed", "violations": [], "judgment": "appropriate", "stage_two_confidence": 5,
       "rationale": {"text": "It complies. " * 8}}

COMMIT = """INSERT INTO annotation (item, person, stage, act, labels, criterion, next, guideline,
              stands_on, at)
            VALUES (?, ?, ?, 'commit', ?, ?, ?, 1, ?, 0)"""


def label_everything(project, one=lambda item, person: ONE):
    """Adds both stages of every assignment that is open.

    `one` gives the labels of stage one for an item's row and a person's.
    """
    database = sqlite3.connect(project, isolation_level=None)
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("BEGIN IMMEDIATE")
    pairs = database.execute(
        "SELECT item, person FROM assignment WHERE state = 'open'").fetchall()
    for item, person in pairs:
        stage_one = database.execute(
            COMMIT, (item, person, 1, text(one(item, person)), None, "next_stage", None)).lastrowid
        database.execute(COMMIT, (item, person, 2, text(TWO), "compliance", "done", stage_one))
    database.execute("COMMIT")
    database.close()


def text(labels):
    return json.dumps(labels, sort_keys=True, separators=(",", ":"))
