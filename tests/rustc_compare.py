#!/usr/bin/env python3
"""Runs programs with rustc and with Crabglass, and says where they differ.

    tests/rustc_compare.py [PATH...]     folders or files; tests/programs if none is given

A program that compiles is run; verdict and output must be the same. One that does not must have the
same error codes at the same lines. A program with threads may end in several ways: then the run must
be among what `crabglass explore` finds. Programs that claim undefined behaviour, a race, a deadlock or
a limit are compiled by rustc and not run. A head line `// expect: …` is compared with our verdict.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

import runtime_crate

ROOT = pathlib.Path(__file__).resolve().parents[1]
ERROR = re.compile(r"main\.rs:(\d+):\d+: error(?:\[(E\d{4})\])?")
NOT_RUN = re.compile(r"^//@ (always|expect: (limit|deadlock|race|ub))|//~[v^]* ?(UB|RACE|DEADLOCK)|^// expect: (UB|deadlock)", re.M)


def call(command, limit, **options):
    """(exit code, stdout, stderr); the code is None if the time was up."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               start_new_session=True, **options)
    try:
        out, err = process.communicate(timeout=limit)
        code = process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate()
        code = None
    return code, out.decode(errors="replace"), err.decode(errors="replace")


def by_rustc(text, edition, runs):
    """{errors} of a text that does not compile, or {verdict, stdout} of a run; verdict None: not run."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "main.rs")
        source.write_text(text)
        code, _, err = call(["rustc", "--edition", edition, "-A", "warnings", "--error-format=short",
                             "-C", "debuginfo=0", "-C", "debug-assertions=on", *runtime_crate.options(text),
                             "-o", "main", "main.rs"], 120, cwd=folder)
        if code != 0:
            return {"errors": sorted({(int(line), what) for line, what in ERROR.findall(err)})}
        if not runs:
            return {"verdict": None}
        code, out, _ = call([str(pathlib.Path(folder, "main"))], 10)
        verdict = "hangs" if code is None else "panic" if code == 101 else "abort" if code < 0 else "ok"
        return {"verdict": verdict, "stdout": out}


def by_crabglass(tool, path, edition, options, explores):
    command = [tool, "explore" if explores else "run", str(path), "--edition", edition, "--json", *options]
    code, out, err = call(command, 60)
    try:
        return json.loads(out)
    except json.JSONDecodeError:
        why = "takes longer than 60 s" if code is None else err.strip().split("\n")[-1] or f"exit code {code}"
        return {"broken": why}


def head_verdict(text):
    """What `// expect: …` says, as one of our verdicts; None if there is no such line."""
    found = re.search(r"^// expect: (.*)", text, re.M)
    if not found:
        return None
    words = found[1]
    for start, verdict in (("output", "ok"), ("ok", "ok"), ("panic", "panic"), ("abort", "abort"), ("deadlock", "deadlock"),
                           ("UB (data race", "race"), ("UB", "ub"), ("compile-error", "compile_error")):
        if words.startswith(start):
            return verdict
    return None


def compare(tool, path):
    """(kind, detail): same, differs, unsupported, broken."""
    text = path.read_text()
    found = re.search(r"^//@? ?edition: (\d{4})", text, re.M)
    edition = found[1] if found else "2024"
    options = []
    if re.search(r"^// expect: .*stacked borrows", text, re.M):
        options += ["--aliasing", "stacked"]
    if re.search(r"^// expect: .*tree borrows", text, re.M):
        options += ["--aliasing", "tree"]
    runs = not NOT_RUN.search(text)
    native = by_rustc(text, edition, runs)
    explores = "errors" not in native and bool(re.search(r"\bthread\b|^//@ explore", text, re.M)) and "expect: limit" not in text
    if explores:
        options += ["--max-executions", "20000"]
    ours = by_crabglass(tool, path, edition, options, explores)
    if "broken" in ours:
        return "broken", ours["broken"]
    verdict = ours.get("verdict", "ok")
    if verdict == "unsupported":
        places = [item for item in ours["diagnostics"] if item["level"] == "error"]
        first = places[0] if places else ours
        return "unsupported", f"line {first.get('line', 0)}: {first['message']}"

    our_errors = sorted({(item["line"], item["code"]) for item in ours["diagnostics"] if item["level"] == "error"})
    if "errors" in native or our_errors:
        wanted = native.get("errors", [])
        if our_errors == wanted:
            return "same", ""
        messages = "; ".join(f"{item['line']}: {item['message']}" for item in ours["diagnostics"][:2])
        return "differs", f"errors: rustc {show(wanted)}, here {show(our_errors)} {messages}"

    outcomes = ours["outcomes"] if explores else [ours]
    if native["verdict"] is None or native["verdict"] == "hangs":
        wanted = head_verdict(text)
        if wanted and not any(one["verdict"] == wanted for one in outcomes):
            return "differs", f"expected {wanted}, here {sorted({one['verdict'] for one in outcomes})}: {outcomes[0].get('message', '')}"
        return "same", ""
    if any(one["verdict"] == native["verdict"] and one["stdout"] == native["stdout"] for one in outcomes):
        return "same", ""
    one = outcomes[0]
    if one["verdict"] == "unsupported":
        return "unsupported", f"line {one['line']}: {one['message']}"
    if one["verdict"] != native["verdict"]:
        return "differs", f"rustc {native['verdict']}, here {one['verdict']} at line {one['line']}: {one.get('message', '')}"
    return "differs", f"prints {native['stdout']!r:.200}, here {one['stdout']!r:.200}"


def show(errors):
    return ", ".join(f"{code or 'error'} at {line}" for line, code in errors) or "none"


def programs_in(paths):
    for path in map(pathlib.Path, paths):
        yield from sorted(path.rglob("*.rs")) if path.is_dir() else [path]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="*", default=[str(ROOT / "tests/programs")])
    parser.add_argument("--tool", default=os.environ.get("CRABGLASS", str(ROOT / "build/native/crabglass")))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--all", action="store_true", help="list also what is the same")
    arguments = parser.parse_args()
    if not shutil.which("rustc"):
        print("rustc_compare: no rustc on PATH, nothing compared")
        return 0
    paths = list(programs_in(arguments.paths))
    counts = collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for path, (kind, detail) in zip(paths, pool.map(lambda path: compare(arguments.tool, path), paths)):
            counts[kind] += 1
            if kind != "same" or arguments.all:
                print(f"{kind:12} {path.parent.name}/{path.stem:34} {detail}", flush=True)
    print(f"rustc_compare: {len(paths)} programs: " + ", ".join(f"{count} {kind}" for kind, count in counts.most_common()))
    return 0 if counts["same"] == len(paths) else 1


if __name__ == "__main__":
    sys.exit(main())
