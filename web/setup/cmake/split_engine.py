"""Splits the linked program in two: what draws and reads chapters, and the engine that runs programs.

    split_engine.py PROGRAM.wasm ENGINE.wasm

The page can be read before the engine is there (web/boot.js). PROGRAM.wasm keeps its name, exports what
the engine needs of it, and calls the engine through placeholders until that is instantiated. The program
was linked with the mangled names of its functions; neither output has names.
"""

import collections
import pathlib
import re
import subprocess
import sys

# The folders of src/ that are the engine. Each is a namespace.
ENGINE = ['syntax', 'expand', 'sema', 'mir', 'lower', 'borrowck', 'memory', 'borrows', 'machine', 'explore', 'trace',
          'run']
# These call the engine only once it is there.
CALLERS = ['app', 'scene', 'lesson', 'export']
OTHERS = ['base', 'diag', 'ui', 'ImGui']

NAMESPACE = re.compile(r'(?<!\d)(?:' + '|'.join(f'{len(name)}{name}' for name in ENGINE + CALLERS + OTHERS) + ')(?![a-z])')
ENGINE_MEMBER = re.compile(r'(?:\.L)?_ZZ?NK?(?:' + '|'.join(f'{len(name)}{name}' for name in ENGINE) + ')')
EDGE = re.compile(r'^\s*"([^"]+)" -> "([^"]+)"', re.M)
FEATURES = ['--enable-mutable-globals', '--enable-sign-ext', '--enable-bulk-memory', '--enable-nontrapping-float-to-int']


def owner(function):
    """The first of our namespaces in a mangled name; '' for what is not ours."""
    if function.startswith('app_'):
        return 'app'
    found = NAMESPACE.search(function)
    return found[0].lstrip('0123456789') if found else ''


def is_engine(function):
    return owner(function) in ENGINE


def is_template_of_library(function):
    return is_engine(function) and not ENGINE_MEMBER.match(function)


def reached_from(functions, callees, follow=lambda function: True):
    waiting = list(functions)
    reached = set(waiting)
    while waiting:
        new = set(filter(follow, callees[waiting.pop()])) - reached
        reached |= new
        waiting += new
    return reached


def engine_functions(callees):
    """Which functions move, by the functions that each one calls.

    What is called from elsewhere too stays, with all that it calls: the linker folds functions with the same
    code into one, under any of their names. Of what CALLERS call stays what may be folded or does nothing with
    an empty object, since they need it before the engine is there: what is small, and a library's templates.
    """
    def is_small(function):
        return sum(map(is_engine, reached_from([function], callees))) <= 30

    elsewhere = [name for name in callees if owner(name) not in ENGINE + CALLERS]
    called = {callee for name in callees if owner(name) in CALLERS for callee in callees[name]}
    stays = (reached_from([*elsewhere, *filter(is_small, called)], callees) |
             reached_from(filter(is_template_of_library, called), callees, is_template_of_library))
    return sorted(name for name in callees if is_engine(name) and name not in stays)


def main(program, engine):
    graph = subprocess.run(['wasm-opt', *FEATURES, '--print-call-graph', program, '-o', '/dev/null'],
                           capture_output=True, text=True, check=True).stdout
    names = program.with_suffix('.names')
    subprocess.run(['wasm-opt', *FEATURES, f'--symbolmap={names}', program, '-o', '/dev/null'], check=True,
                   capture_output=True)
    callees = {line.split(':', 1)[1]: set() for line in names.read_text().splitlines()}
    for caller, callee in EDGE.findall(graph):
        if caller in callees and callee in callees:
            callees[caller].add(callee)
    moved = names.with_suffix('.moved')
    moved.write_text('\n'.join(engine_functions(callees)))
    subprocess.run(['wasm-split', *FEATURES, program, f'--split-funcs=@{moved}', '--export-prefix=%', '--symbolmap',
                    '-o1', program, '-o2', engine], check=True)


if __name__ == '__main__':
    main(*map(pathlib.Path, sys.argv[1:]))
