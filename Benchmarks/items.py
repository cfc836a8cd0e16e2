"""Items for measurements: seeded, about 0.9 KB each, in the scripts of the fourteen sample languages.

The sentences come from the sample items, so that widths and line breaks are those of real text.
"""

import json
import pathlib
import random

ROOT = pathlib.Path(__file__).resolve().parents[1]


def generate(path, count, seed=7):
    """Writes so many items to a file of JSON lines."""
    samples = [json.loads(line) for line in open(ROOT / "samples/items.jsonl")]
    chance = random.Random(seed)
    with open(path, "w") as file:
        for number in range(count):
            sample = chance.choice(samples)
            item = {
                "id": f"{sample['language']}-{number:07}",
                "language": sample["language"],
                "question": f"{sample['question']} ({number})",
                "answer": sample["answer"],
                "source": "generated for a measurement",
            }
            file.write(json.dumps(item, ensure_ascii=False) + "\n")
