"""JSON Schemas of this repository, and what is wrong with documents by them: Python's `jsonschema`."""

import functools
import json
import pathlib

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[1]


@functools.cache
def validator(name, definition=None):
    """The validator of a file in `schemas/`, or of one of its definitions."""
    schema = json.loads((ROOT / "schemas" / name).read_text(encoding="utf-8"))
    if definition is not None:
        schema = {"$schema": schema["$schema"], "$ref": f"#/$defs/{definition}", "$defs": schema["$defs"]}
    return validator_of(schema)


def validator_of(schema):
    """The validator of a schema, which must be one itself."""
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def errors(validator, document):
    """What is wrong with a document; of alternatives, the one that comes nearest."""
    return [jsonschema.exceptions.best_match([error]) for error in validator.iter_errors(document)]


def sentence(error):
    """An error with the field where it is."""
    field = "/".join(str(step) for step in error.absolute_path)
    return f"{field + ': ' if field else ''}{error.message}"
