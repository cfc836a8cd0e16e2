"""Holds the files that people write against the schemas.

Guidelines and juries are read as YAML, items line by line. Prints a line for each file, and every
problem with its place; ends with 1 if there is one.
"""

import json
import pathlib
import re
import subprocess
import sys

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[1]

CHECKS = [
    ("guideline.schema.json", sorted(ROOT.glob("guidelines/*.yaml"))),
    ("jury.schema.json", sorted(ROOT.glob("samples/jury*.yaml")) + [ROOT / "samples/writers.yaml"]),
    ("item.schema.json", [ROOT / "samples/items.jsonl"]),
    ("canary.schema.json", [ROOT / "samples/canaries.jsonl"]),
    ("question.schema.json", [ROOT / "samples/questions.jsonl"]),
    ("reference.schema.json", [ROOT / "samples/references.jsonl"]),
    ("settings.schema.json", [ROOT / "samples/settings.yaml"]),
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
            for error in validator.iter_errors(document):
                # Of alternatives, the one that comes nearest.
                error = jsonschema.exceptions.best_match([error])
                field = "/".join(str(step) for step in error.absolute_path)
                found.append(f"{line(error.absolute_path)}: {field + ': ' if field else ''}{error.message}")
    except ValueError as error:
        found.append(str(error))
    return found, count


def prints_as_schema(name, *arguments):
    """Whether what `review` prints is as a schema has it."""
    schema = json.loads((ROOT / "schemas" / name).read_text(encoding="utf-8"))
    said = subprocess.run([ROOT / ".build/debug/review", *arguments], capture_output=True, text=True)
    errors = (
        list(jsonschema.Draft202012Validator(schema).iter_errors(json.loads(said.stdout)))
        if said.returncode == 0 else [said.stderr]
    )
    command = "review " + " ".join(str(argument) for argument in arguments)
    for error in errors:
        print(f"{command}: {error}", file=sys.stderr)
    print(f"{command}: {'not as the schema has it' if errors else 'as the schema has it'}")
    return not errors


def main():
    ratings = ["agreement", "--ratings", "samples/ratings.csv", "--by", "group", "--json"]
    failed = not all([
        prints_as_schema("agreement.schema.json", *ratings, "--scale", scale, "--pairs")
        for scale in ("nominal", "ordinal", "ratio", "sets")
    ])
    for name, paths in CHECKS:
        schema = json.loads((ROOT / "schemas" / name).read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        if not paths:
            print(f"{name}: there is no file to check", file=sys.stderr)
            failed = True
        for path in paths:
            place = path.relative_to(ROOT)
            found, count = problems(validator, path)
            for problem in found:
                print(f"{place}:{problem}", file=sys.stderr)
            failed = failed or bool(found)
            amount = f", {count} items" if path.suffix == ".jsonl" else ""
            print(f"{place}{amount}: {'not as the schema has it' if found else 'as the schema has it'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
