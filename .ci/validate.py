"""Says what is wrong with documents by their schemas, for tests: JSON in, JSON out.

Reads a list of objects with a `document`, as text, and either a `schema`, as text, or a `file` of
`schemas/` and optionally the `definition` that is meant. Writes a list of lists of sentences.
"""

import json
import sys

import schemas


def problems(case):
    validator = (
        schemas.validator_of(json.loads(case["schema"]))
        if "schema" in case else schemas.validator(case["file"], case.get("definition"))
    )
    try:
        document = json.loads(case["document"])
    except json.JSONDecodeError as error:
        return [f"not JSON: {error}"]
    return [schemas.sentence(error) for error in schemas.errors(validator, document)]


json.dump([problems(case) for case in json.load(sys.stdin)], sys.stdout)
