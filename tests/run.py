"""All tests, part by part. Each part says what passed and what failed; the last line adds them up.

A part that fails does not keep the others from running. What a part printed is in build/logs.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / 'web/setup'))

import publish
import setup
import site_build
from places import BUILD, LOGS
from report import Failure, Report

MINUTE = 60
PUBLISHED = BUILD / 'published'


def run(name, command, *, limit=15 * MINUTE, env=None):
    """Runs one test program to its end or its time limit: (exit code, what it said)."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f'test-{name}.log'
    with open(log, 'wb') as out:
        process = subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=out,
                                   stderr=subprocess.STDOUT, cwd=ROOT, env={**os.environ, **(env or {})},
                                   start_new_session=True)
        try:
            code = process.wait(limit)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            out.write(f'\nstopped: it took longer than {limit} s\n'.encode())
            code = 124
    return code, log.read_text(errors='replace')


def count(code, said, pattern):
    """Adds up the (passed, failed) pairs of every line that `pattern` matches.

    A program that failed without a failed test, or that counted nothing, counts as one failure.
    """
    passed = failed = 0
    for match in re.finditer(pattern, said, re.M):
        passed += int(match['passed'])
        failed += int(match['failed'] or 0)
    if code != 0 and failed == 0 or not re.search(pattern, said, re.M):
        failed += 1
    return passed, failed, said if failed or code else ''


DOCTEST = r'test cases: *\d+ \| *(?P<passed>\d+) passed \| *(?P<failed>\d+) failed'
TAP = r'^# pass (?P<passed>\d+)\n# fail (?P<failed>\d+)'
PLAIN = r'(?P<passed>\d+) passed, (?P<failed>\d+) failed'


# The longest of the unit tests: it runs all of tests/programs.
PROGRAMS = 'every program does what it claims'
# Of the others, those that take as long as all the rest.
SEARCHES = 'C11:*'


def doctest(name, command, env=None):
    """Three processes, which keep two cores busy to the end: the programs, the longest searches, the rest."""
    def part(which, choice):
        return count(*run(f'{name}-{which}', [*command, '--no-colors=true', choice], env=env), DOCTEST)

    parts = {'programs': f'--test-case={PROGRAMS}', 'searches': f'--test-case={SEARCHES}',
             'others': f'--test-case-exclude={PROGRAMS},{SEARCHES}'}
    with concurrent.futures.ThreadPoolExecutor() as pool:
        passed, failed, said = zip(*pool.map(part, parts.keys(), parts.values()))
    return sum(passed), sum(failed), ''.join(said)


def layers(report):
    return count(*run('layers', [sys.executable, 'tests/check_layers.py']), PLAIN)


def native(report):
    site_build.compile_targets(report, 'native', ['all'], 'compiling with gcc')
    return doctest('native', ['build/native/crabglass_tests'])


SANITIZERS = {'ASAN_OPTIONS': 'detect_leaks=1:detect_stack_use_after_return=0', 'UBSAN_OPTIONS': 'print_stacktrace=1'}


def asan(report):
    site_build.compile_targets(report, 'native-asan', ['crabglass_tests', 'syntax_fuzz', 'pipeline_fuzz'],
                               'compiling with clang and sanitizers')
    return doctest('native-asan', ['build/native-asan/crabglass_tests'], SANITIZERS)


# How often a text is changed; what is changed how depends on nothing but the seed.
SHORT_FUZZ = {'syntax_fuzz': 6_000, 'pipeline_fuzz': 200}
FUZZ_SEED = 1
# So that the short run starts from all kinds of programs and not from all programs.
EVERY_NTH = 6


def fuzz(report):
    """A short run of libFuzzer from some of tests/programs; a long one is a command in tests/fuzz/README.md."""
    targets = list(SHORT_FUZZ)
    site_build.compile_targets(report, 'native-asan', targets, 'compiling with clang and sanitizers')
    programs = sorted((ROOT / 'tests/programs').rglob('*.rs'))[::EVERY_NTH]

    def search(target):
        # A corpus of its own, which is not read again: what the other one finds when would decide what this one tries.
        corpus = BUILD / f'fuzz/corpus_{target}'
        shutil.rmtree(corpus, ignore_errors=True)
        corpus.mkdir(parents=True)
        for program in programs:
            shutil.copy(program, corpus / program.relative_to(ROOT / 'tests/programs').as_posix().replace('/', '_'))
        found = BUILD / f'fuzz/{target}-'   # libFuzzer writes the text that it stopped at behind this
        return run(target, [f'build/native-asan/{target}', f'-seed={FUZZ_SEED}', f'-runs={SHORT_FUZZ[target]}',
                            '-reload=0', '-timeout=60', '-rss_limit_mb=4096', '-max_len=4096', '-print_final_stats=1',
                            '-dict=tests/fuzz/rust.dict', f'-artifact_prefix={found}', corpus],
                   env=SANITIZERS)

    with concurrent.futures.ThreadPoolExecutor() as pool:
        ends = list(pool.map(search, targets))
    bad = [said for code, said in ends if code != 0 or 'stat::number_of_executed_units' not in said]
    return len(ends) - len(bad), len(bad), ''.join(bad)


def wasm(report):
    # The page too: its link fills the other core.
    site_build.compile_targets(report, 'web', ['crabglass_tests', 'course_text', 'crabglass_page'], 'compiling for WebAssembly')
    return doctest('wasm', ['node', '--require', './web/setup/no_fetch.cjs',
                            'build/web/crabglass_tests.js'])


def lessons(report):
    """The claims of the course: by our engine, and by rustc where there is one."""
    if not (ROOT / 'lessons/book.toml').exists():
        return 0, 0, ''
    site_build.compile_targets(report, 'native', ['crabglass'], 'the command line tool')
    passed = failed = 0
    said_all = ''
    for name, command, pattern in (
            ('lessons', ['build/native/crabglass', 'book', 'check', 'lessons'], PLAIN),
            ('lessons-rustc', [sys.executable, 'tests/lessons_rustc.py'], None)):
        code, said = run(name, command)
        if pattern and re.search(pattern, said):
            good, bad, said = count(code, said, pattern)
        else:
            good, bad, said = (1, 0, '') if code == 0 else (0, 1, said)
        passed, failed, said_all = passed + good, failed + bad, said_all + said
    return passed, failed, said_all


def python(report):
    """Every folder below tests/ with files test_*.py in it, by unittest."""
    passed = failed = 0
    said_all = ''
    for folder in sorted({path.parent for path in (ROOT / 'tests').rglob('test_*.py')}):
        name = folder.relative_to(ROOT / 'tests').as_posix().replace('/', '-')
        code, said = run(f'python-{name}', [sys.executable, '-m', 'unittest', 'discover', '-v', '-s', folder],
                         env={'CRABGLASS': str(BUILD / 'native/crabglass'), 'CRABGLASS_ROOT': str(ROOT)})
        ran = re.search(r'^Ran (\d+) test', said, re.M)
        wrong = sum(map(int, re.findall(r'(?:failures|errors)=(\d+)', said)))
        if code != 0:
            wrong = max(wrong, 1)
            said_all += said
        passed += max(0, int(ran[1]) - wrong) if ran else 0
        failed += wrong
    return passed, failed, said_all


def start_server(command, pattern):
    """Starts a server and waits for the line that says where it is."""
    process = subprocess.Popen(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True, cwd=ROOT)
    said = ''
    for line in process.stdout:
        said += line
        found = re.search(pattern, line)
        if found:
            return process, found[0]
    raise Failure(f'{command[1]} did not start:\n{said}')


# What a browser test of these says may depend on how the files arrive.
HOSTING = ('page', 'failures', 'firefox')


def web(report):
    """tests/web/*.test.mjs, on the site as served here; those on hosting also as published under a sub-path."""
    every = sorted((ROOT / 'tests/web').glob('*.test.mjs'))
    hosting = [script for script in every if script.name.split('.')[0] in HOSTING]
    site_build.build(report)
    publish.publish(report, PUBLISHED)
    command = ['node', '--test', '--test-reporter=tap', '--test-concurrency=2']
    if shutil.which('xvfb-run'):
        command = ['xvfb-run', '-a', '-s', '-screen 0 1600x1200x24', *command]  # headless, Firefox has no WebGL
    passed, failed, said_all = 0, 0, ''
    server, address = start_server([sys.executable, 'serve.py', '--port', '0'], r'http://\S+/')
    try:
        for name, scripts, env in (('served', every, {'CRABGLASS_URL': address}), ('published', hosting, {})):
            report.begin(f'browser tests, {name}')
            code, said = run(f'web-{name}', [*command, *scripts], limit=20 * MINUTE, env={'CRABGLASS_SITE': str(PUBLISHED), **env})
            good, bad, said = count(code, said, TAP)
            report.done(f'{good} passed, {bad} failed')
            passed, failed, said_all = passed + good, failed + bad, said_all + said
    finally:
        server.terminate()
        server.wait(10)
        server.stdout.close()
    return passed, failed, said_all


PARTS = {part.__name__: part for part in (layers, native, asan, fuzz, wasm, lessons, python, web)}


def main():
    parser = argparse.ArgumentParser(description='Runs all tests, or the parts named.')
    parser.add_argument('parts', nargs='*', metavar='PART', help=', '.join(PARTS))
    parts = parser.parse_args().parts or list(PARTS)
    for part in parts:
        if part not in PARTS:
            sys.exit(f'there is no part {part}; the parts are {", ".join(PARTS)}')

    report = Report(LOGS)
    print('setting up', flush=True)
    try:
        setup.set_up(report, 'tests')
    except Failure as failure:
        sys.exit(f'\n{failure}')

    results = []
    for name in parts:
        print(name, flush=True)
        began = time.monotonic()
        try:
            passed, failed, said = PARTS[name](report)
        except Failure as failure:
            passed, failed, said = 0, 1, str(failure)
        for line in said.strip().splitlines()[-80:]:
            print('    | ' + line)
        results.append((name, passed, failed, time.monotonic() - began))
        print(f'{name}: {passed} passed, {failed} failed', flush=True)

    print()
    for name, passed, failed, seconds in results:
        print(f'  {name:8} {passed:6} passed {failed:6} failed {seconds:8.1f} s')
    failed = sum(result[2] for result in results)
    print(f'tests: {sum(result[1] for result in results)} passed, {failed} failed', flush=True)
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
