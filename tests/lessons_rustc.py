#!/usr/bin/env python3
"""Checks the claims of the course's programs with rustc, where one is on PATH.

The engine's own check is `crabglass book check`; this one asks the real compiler: each program of a
chapter or a quiz compiles, or fails with the code and at the line that it claims. Programs are not
run: what threads do when they run is the engine's to explore.
"""
import concurrent.futures
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib

import runtime_crate

FENCE = re.compile(r"^```rust([^\n]*)\n(.*?)^```$", re.M | re.S)
CLAIM = re.compile(r"//~\s*ERROR:?\s*(E\d{4})?")


def visible_rules(text):
    """Hidden lines as mdBook writes them, without their marks."""
    lines = []
    for line in text.splitlines():
        stripped = line.lstrip()
        if stripped == "#":
            line = ""
        elif stripped.startswith("# "):
            line = line.replace("# ", "", 1)
        elif stripped.startswith("##"):
            line = line.replace("#", "", 1)
        lines.append(line)
    return "\n".join(lines) + "\n"


def programs_of_chapter(path):
    text = path.read_text()
    for match in FENCE.finditer(text):
        info, program = match.group(1), visible_rules(match.group(2))
        if "ignore" in re.split(r"[,\s]", info):
            continue
        if "fn main" not in program:
            program = "fn main() {\n" + program + "}\n"
        line = text.count("\n", 0, match.start()) + 1
        edition = (re.search(r"edition(\d{4})", info) or [None, "2024"])[1]
        errors = [(number, claim.group(1)) for number, text_line in enumerate(program.splitlines(), 1)
                  if (claim := CLAIM.search(text_line))]
        fails = "compile_fail" in info or "expect=compile_error" in info
        code = re.search(r"\b(E\d{4})\b", info)
        if fails and not errors:
            errors = [(None, code and code.group(1))]
        yield f"{path}:{line}", edition, program, errors if fails else []


def programs_of_quiz(path):
    for question in tomllib.loads(path.read_text()).get("questions", []):
        prompt, answer = question.get("prompt", {}), question.get("answer", {})
        edition = str(prompt.get("edition", 2024))
        name = f"{path} {question.get('id')}"
        if "program" in prompt and question["type"] != "Ordering":
            fails = question["type"] == "Tracing" and not answer.get("doesCompile", True)
            yield name, edition, prompt["program"], [(answer.get("lineNumber"), None)] if fails else []
        if question["type"] == "Exercise" and "solution" in answer:
            yield name + " (solution)", edition, answer["solution"] + answer.get("check", ""), []


def check(name, edition, program, errors):
    """A sentence on what is wrong, or nothing."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "main.rs")
        source.write_text(program)
        result = subprocess.run(
            ["rustc", "--edition", edition, "--emit=metadata", "--error-format=short", *runtime_crate.options(program), "-o",
             str(pathlib.Path(folder, "out")), str(source)], capture_output=True, text=True)
    found = re.findall(r"main\.rs:(\d+):\d+: error(?:\[(E\d{4})\])?", result.stderr)
    if not errors:
        return f"{name}: does not compile\n{result.stderr}" if result.returncode else None
    if result.returncode == 0:
        return f"{name}: compiles, although it claims not to"
    for line, code in errors:
        if not any((line is None or int(at) == line) and (code is None or what == code) for at, what in found):
            return f"{name}: claims {code} at line {line}, rustc says {found}"
    return None


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent / "lessons")
    if not shutil.which("rustc"):
        print("lessons_rustc: no rustc on PATH, nothing checked")
        return 0
    programs = []
    for path in sorted(root.rglob("*.md")):
        if path.name not in ("SUMMARY.md", "CONTRIBUTING.md"):
            programs += programs_of_chapter(path)
    for path in sorted(root.rglob("quizzes/**/*.toml")):
        programs += programs_of_quiz(path)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        problems = [problem for problem in pool.map(lambda item: check(*item), programs) if problem]
    for problem in problems:
        print(problem)
    print(f"lessons_rustc: {len(programs)} programs, {len(problems)} wrong claims")
    return 1 if problems or not programs else 0


if __name__ == "__main__":
    sys.exit(main())
