"""Holds the includes of src/ to src/layers.txt: folders, headers of others, and no cycles.

Prints each include that breaks a rule, and a closing count. `check_layers.py [SRC]`.
"""

import fnmatch
import pathlib
import re
import sys

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)


def read_table(text):
    """layers.txt: (folder -> folders it may include, [(patterns, folders that may include them)])."""
    layers, guards = {}, []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.split('#')[0].strip()
        if not line:
            continue
        head, colon, names = line.partition(':')
        words = head.split()
        if not colon or len(words) < 2 or words[0] not in ('layer', 'guard'):
            sys.exit(f'layers.txt:{number}: cannot read "{line}"')
        if words[0] == 'layer':
            layers[words[1]] = names.split()
        else:
            guards.append((words[1:], names.split()))
    return layers, guards


def find_cycle(edges):
    """A list of nodes that leads from a node back to it, or None."""
    done, path = set(), []

    def visit(node):
        if node in path:
            return path[path.index(node):] + [node]
        if node in done:
            return None
        path.append(node)
        for following in edges.get(node, []):
            found = visit(following)
            if found:
                return found
        path.pop()
        done.add(node)
        return None

    for node in sorted(edges):
        found = visit(node)
        if found:
            return found
    return None


def check(src):
    """(number of includes looked at, what is wrong)."""
    layers, guards = read_table((src / 'layers.txt').read_text())
    problems, looked_at, files = [], 0, {}
    for folder, allowed in layers.items():
        problems += [f'layers.txt: {folder} names {name}, which has no row' for name in allowed if name not in layers]
    cycle = find_cycle(layers)
    if cycle:
        problems.append(f'layers.txt: a cycle: {" -> ".join(cycle)}')

    for path in sorted([*src.rglob('*.h'), *src.rglob('*.cpp'), *src.rglob('*.def')]):
        name = path.relative_to(src)
        folder = name.parts[0]
        if folder not in layers:
            problems.append(f'{name}: layers.txt has no row for {folder}')
            continue
        text = path.read_text(encoding='utf-8')
        for match in INCLUDE.finditer(text):
            looked_at += 1
            header = match[2]
            where = f'src/{name}:{text.count(chr(10), 0, match.start()) + 1}'
            top = header.split('/')[0]
            if match[1] == '"' and top in layers:
                files.setdefault(name.as_posix(), []).append(header)
                if top != folder and top not in layers[folder]:
                    problems.append(f'{where}: {folder} may not include {header}')
                if not (src / header).exists():
                    problems.append(f'{where}: there is no {header}')
            for patterns, allowed in guards:
                if folder not in allowed and any(fnmatch.fnmatch(header, pattern) for pattern in patterns):
                    who = ', '.join(allowed) or 'nobody'
                    problems.append(f'{where}: {header} is for {who}')
    cycle = find_cycle(files)
    if cycle:
        problems.append(f'files include each other: {" -> ".join(cycle)}')
    return looked_at, problems


def main():
    src = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[1] / 'src'
    looked_at, problems = check(src)
    for problem in problems:
        print(problem)
    print(f'layers: {looked_at - min(len(problems), looked_at)} passed, {len(problems)} failed')
    sys.exit(1 if problems else 0)


if __name__ == '__main__':
    main()
