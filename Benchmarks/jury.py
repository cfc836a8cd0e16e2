"""Measures the jury against a local server that answers after 50 ms, side by side with a Python client.

    python Benchmarks/jury.py .build/release [REVIEWS]

Every review of `review run` is durably stored: its verdict, its raw reply, its prompt. The Python client
(AsyncOpenAI, `openai` of PyPI) sends the same bodies, reads each reply as an object, and stores nothing.
"""

import asyncio
import json
import os
import pathlib
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "Benchmarks"))
import items
from labels import label_everything
from run import LANGUAGES

DELAY = 50
VERDICT = {
    "category": "belief_expression", "issue": "an issue", "scope": "global", "nature": "consensus",
    "concerned_groups": [], "stage_one_confidence": 4, "stance": "mixed",
    "viewpoint_coverage": None, "violations": [], "judgment": "appropriate",
    "stage_two_confidence": 5, "rationale": "It complies. " * 8,
}
REPLY = json.dumps({
    "id": "c-1", "object": "chat.completion", "created": 0, "model": "m-1",
    "choices": [{"index": 0, "finish_reason": "stop", "message": {
        "role": "assistant", "content": json.dumps(VERDICT)}}],
    "usage": {"prompt_tokens": 2000, "completion_tokens": 150, "total_tokens": 2150},
})


class Server:
    """The server for as long as the `with` lasts."""

    def __init__(self, programs):
        self.command = [programs / "jury-server", "0", str(DELAY), REPLY]

    def __enter__(self):
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()


def project(review, folder, count):
    """A project with so many items that wait for the jury."""
    path, source = folder / "bench.xvw", folder / "items.jsonl"
    items.generate(source, count)
    for step in (["new", path, "--guideline", ROOT / "guidelines/x-value.yaml"],
                 ["import", path, source],
                 ["people", "add", path, "ana", "--languages", ",".join(LANGUAGES)],
                 ["people", "add", path, "ben", "--languages", ",".join(LANGUAGES)],
                 ["assign", path]):
        subprocess.run([review, *step], check=True, stdout=subprocess.DEVNULL)
    label_everything(path)
    return path


def jury(folder, port, concurrency):
    path = folder / f"jury-{concurrency}.yaml"
    path.write_text(
        f"jury: bench\njurors:\n  - {{name: juror-{concurrency}, concurrency: {concurrency}, "
        f"endpoint: \"http://127.0.0.1:{port}/v1\", model: m-{concurrency}}}\n")
    return path


def measured(command):
    """Seconds, seconds of CPU, and MiB at most, of a command that succeeds."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    if status != 0:
        sys.exit(f"{command[1]} failed: {error}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def line(client, concurrency, count, seconds, cpu, memory):
    print(f"{client:14} {concurrency:4} at once: {count / seconds:7.0f} reviews/s, "
          f"{cpu / count * 1000:6.2f} ms of CPU each, {memory:4.0f} MiB", flush=True)


def ours(review, path, folder, server, concurrency, count):
    command = [review, "run", path, "--jury", jury(folder, server.port, concurrency)]
    seconds, cpu, memory = measured(command)
    database = sqlite3.connect(path)
    kept, = database.execute(
        "SELECT count(DISTINCT item) FROM review WHERE juror = ? AND outcome = 'verdict'",
        [f"juror-{concurrency}"]).fetchone()
    if kept != count:
        sys.exit(f"only {kept} of {count} reviews were kept")
    line("review run", concurrency, count, seconds, cpu, memory)


def python_client(path, server, concurrency, count):
    """The same bodies through AsyncOpenAI, in a process of its own."""
    script = pathlib.Path(__file__)
    seconds, cpu, memory = measured(
        [sys.executable, script, "client", path, str(server.port), str(concurrency), str(count)])
    line("AsyncOpenAI", concurrency, count, seconds, cpu, memory)


def client(path, port, concurrency, count):
    import openai
    database = sqlite3.connect(path)
    prompts = database.execute(
        """SELECT s.text, u.text, c.text FROM prompt
           JOIN prompt_text AS s ON s.hash = prompt.system_text
           JOIN prompt_text AS u ON u.hash = prompt.user_text
           JOIN prompt_text AS c ON c.hash = prompt.schema_text LIMIT ?""", [count]).fetchall()

    async def everything():
        speaker = openai.AsyncOpenAI(
            base_url=f"http://127.0.0.1:{port}/v1", api_key="none", max_retries=0,
            http_client=openai.DefaultAsyncHttpxClient(limits=__import__("httpx").Limits(
                max_connections=concurrency, max_keepalive_connections=concurrency)))
        places = asyncio.Semaphore(concurrency)

        async def ask(system, user, schema):
            async with places:
                reply = await speaker.chat.completions.create(
                    model="m",
                    messages=[{"role": "system", "content": system}, {"role": "user", "content": user}],
                    response_format={"type": "json_schema", "json_schema": {
                        "name": "review", "strict": True, "schema": schema}})
                assert "judgment" in json.loads(reply.choices[0].message.content)

        bodies = [(system, user, json.loads(schema)) for system, user, schema in prompts]
        await asyncio.gather(*(ask(*bodies[index % len(bodies)]) for index in range(count)))

    asyncio.run(everything())


def main():
    programs = pathlib.Path(sys.argv[1]).resolve()
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    # AsyncOpenAI has open files for each connection.
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, most), most))
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-jury-"))
    try:
        path = project(programs / "review", folder, count)
        print(f"# {count} reviews, a server that answers after {DELAY} ms: at most "
              f"{64_000 // DELAY} a second at 64, {256_000 // DELAY} at 256", flush=True)
        with Server(programs) as server:
            for concurrency in (64, 256):
                ours(programs / "review", path, folder, server, concurrency, count)
                python_client(path, server, concurrency, min(count, 5_000))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    if sys.argv[1] == "client":
        client(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))
    else:
        main()
