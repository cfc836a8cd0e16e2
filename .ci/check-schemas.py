"""Holds the files that people write against the schemas.

Guidelines and juries are read as YAML, items line by line. Prints a line for each file, and every
problem with its place; ends with 1 if there is one.
"""

import json
import pathlib
import sys

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[1]


def as_json(value):
    """YAML's values as JSON has them: keys are texts."""
    if isinstance(value, dict):
        return {str(key): as_json(child) for key, child in value.items()}
    if isinstance(value, list):
        return [as_json(child) for child in value]
    return value


def validator(name):
    schema = json.loads((ROOT / "schemas" / name).read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def documents(path):
    """The documents of a file, each with the words for its place."""
    if path.suffix == ".jsonl":
        for number, line in enumerate(path.read_text().splitlines(), 1):
            yield f"{path.relative_to(ROOT)}:{number}", json.loads(line)
    else:
        yield str(path.relative_to(ROOT)), as_json(yaml.safe_load(path.read_text()))


def main():
    checks = [
        ("guideline.schema.json", sorted(ROOT.glob("guidelines/*.yaml"))),
        ("jury.schema.json", sorted(ROOT.glob("samples/jury*.yaml"))),
        ("item.schema.json", [ROOT / "samples/items.jsonl"]),
    ]
    bad = 0
    for schema, paths in checks:
        check = validator(schema)
        for path in paths:
            count = 0
            for place, document in documents(path):
                count += 1
                for error in check.iter_errors(document):
                    bad += 1
                    field = "/".join(str(step) for step in error.absolute_path)
                    print(f"{place}: {field}: {error.message}", file=sys.stderr)
            print(f"{path.relative_to(ROOT)}: {count} checked against {schema}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
