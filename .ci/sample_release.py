"""Makes a project of sample items with everything that a release can tell of.

Two annotators label seven items by lines, under two versions of the guideline; one item is set aside, and
one annotator revises after seeing the jury. Two juries review: recorded jurors, one of whom is asked no
longer, and one behind a server, who is asked in four trials, changes its mind between them, and cannot
be understood at first. A lead decides one field.
"""

import collections
import contextlib
import http.server
import json
import shutil
import subprocess
import threading

from schemas import ROOT

ITEMS = ["en-01", "en-02", "en-03", "en-04", "en-06", "en-07", "fr-09"]
STAGE_ONE = ["category", "issue", "scope", "nature", "concerned_groups", "stage_one_confidence"]
STAGE_TWO = ["stance", "viewpoint_coverage", "violations", "judgment", "stage_two_confidence", "rationale"]


class Sample:
    """A project in a folder, and the programs that work on it."""

    def __init__(self, programs, folder):
        self.programs, self.folder, self.project = programs, folder, folder / "sample.xvw"
        lines = [json.loads(line) for line in open(ROOT / "samples/replies.jsonl", encoding="utf-8")]
        self.replies = {(line["item"], line["juror"]): line["reply"] for line in lines if "item" in line}
        items = [json.loads(line) for line in open(ROOT / "samples/items.jsonl", encoding="utf-8")]
        self.items = {item["id"]: item for item in items if item["id"] in ITEMS}

    def review(self, *arguments, may_fail=False):
        """What `review` prints."""
        return self._run("review", arguments, may_fail=may_fail)

    def annotate(self, name, *lines):
        """Has a person work by lines."""
        return self._run("annotate", [self.project, "--as", name, "--plain"], "\n".join([*lines, ":quit", ""]))

    def _run(self, program, arguments, entered=None, may_fail=False):
        command = [str(argument) for argument in [self.programs / program, *arguments]]
        done = subprocess.run(command, input=entered, capture_output=True, text=True, cwd=self.folder)
        if done.returncode != 0 and not may_fail:
            raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def labels(self, item, juror):
        """The lines by which an annotator gives what a recorded juror replied."""
        reply = self.replies[item, juror]

        def line(value):
            return ", ".join(value) if isinstance(value, list) else str(value)

        stages = [[line(reply[field]) for field in fields if reply[field] is not None]
                  for fields in (STAGE_ONE, STAGE_TWO)]
        return [f":jump {item}", *(line for stage in stages if stage for line in [*stage, ""])]

    def write(self, name, lines):
        """Makes a file of JSON lines."""
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (self.folder / name).write_text(text, encoding="utf-8")

    def build(self):
        """Everything up to the decisions, with the log of the second run in `run.log`."""
        self.review("new", self.project, "--guideline", ROOT / "guidelines/x-value.yaml")
        self.write("items.jsonl", self.items.values())
        self.review("import", self.project, "items.jsonl")
        references = [json.loads(line) for line in open(ROOT / "samples/references.jsonl", encoding="utf-8")]
        self.write("references.jsonl", [line for line in references if line["item"] == "en-04"])
        self.review("reference", "import", self.project, "references.jsonl")
        for name in ("ana", "ben"):
            self.review("people", "add", self.project, name, "--languages", "en,fr")
        self.review("people", "add", self.project, "noor", "--role", "lead")
        self.review("assign", self.project)
        self.annotate("ana", *(line for item in ITEMS for line in self.labels(item, "alder")))
        self.review("guideline", self.project, self._second_guideline())
        self.annotate("ben", *(line for item in ITEMS for line in self.labels(item, "birch")))
        ember = [{"item": item, "juror": "ember", "reply": self.replies[item, "cedar"]} for item in ITEMS]
        recorded = [{"item": item, "juror": juror, "reply": reply} for (item, juror), reply in self.replies.items()]
        self.write("replies.jsonl", [*recorded, *ember])
        recorded = [{"name": name, "recorded": "replies.jsonl"} for name in ("alder", "birch", "ember")]
        self._jury("first.yaml", recorded)
        self.review("run", self.project, "--jury", "first.yaml")
        with self._server() as address:
            delta = {
                "name": "delta", "endpoint": address, "model": "sample", "order": "both", "samples": 2,
                "concurrency": 1, "temperature": 0.7, "seed": 11,
            }
            self._jury("second.yaml", [*recorded[:2], delta])
            self.review("run", self.project, "--jury", "second.yaml", "--log", "run.log", "--log-texts")
        # ana sees what the jury says, and gives another reason.
        self.annotate("ana", ":jump en-01", ":verdicts", ":reopen", "It refuses torture, as the jury says too.", "")
        self.review("decide", self.project)
        self.review(
            "adjudicate", self.project, "en-03", "judgment", "inappropriate",
            "--reason", "One side is missing.", "--as", "noor",
        )

    def prepare_reports(self):
        """Files for commands that need some: labels of another tool, a smaller jury."""
        labels = "item,annotator,field,label\nen-01,noor,judgment,appropriate\n"
        (self.folder / "labels.csv").write_text(labels, encoding="utf-8")
        self._jury("third.yaml", [{"name": "alder", "recorded": "replies.jsonl"}])

    def answers(self):
        """What `review answers` prints, with its log in `answers.log`."""
        self.write("questions.jsonl", [{"id": "q-1", "language": "en", "question": "Should towns keep statues?"}])
        with self._server() as address:
            self._jury("writers.yaml", [{"name": "pen", "endpoint": address, "model": "sample"}])
            return self.review(
                "answers", self.project, "questions.jsonl", "--writers", "writers.yaml", "--log", "answers.log",
                "--json",
            )

    def _second_guideline(self):
        """The guideline as its next version, which lets annotators see the jury once they committed."""
        shutil.copytree(ROOT / "guidelines", self.folder / "guidelines")
        file = self.folder / "guidelines/x-value.yaml"
        text = file.read_text(encoding="utf-8")
        changed = text.replace("version: 1.0.0", "version: 1.0.1").replace("# assistance:", "assistance:")
        file.write_text(changed, encoding="utf-8")
        return file

    def _jury(self, name, jurors):
        # JSON is YAML too.
        (self.folder / name).write_text(json.dumps({"jury": "sample", "jurors": jurors}), encoding="utf-8")

    def _reply(self, message, asked):
        """What a recorded juror said of the item in a message, each time another one; at first nothing that
        can be read. Without an item: an answer to a question."""
        item = next((id for id, item in self.items.items() if item["question"] in message), None)
        if item is None:
            return "Some towns keep them, and explain whom they honour; others move them to a museum."
        juror = ("cedar", "birch", "cedar", "alder")[asked[item] % 4]
        text = json.dumps(self.replies[item, juror]) if asked else "I would rather not say."
        asked[item] += 1
        return text

    @contextlib.contextmanager
    def _server(self):
        """A server that speaks chat completions."""
        sample, asked = self, collections.Counter()

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                text = sample._reply(body["messages"][-1]["content"], asked)
                answer = json.dumps({
                    "id": "c-1", "model": "sample-1",
                    "choices": [{"index": 0, "finish_reason": "stop",
                                 "message": {"role": "assistant", "content": text}}],
                    "usage": {"prompt_tokens": 100, "completion_tokens": 50},
                }).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1"
        finally:
            server.shutdown()
            server.server_close()
