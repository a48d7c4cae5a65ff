"""Cuts the faces of assets/fonts.txt down to the glyphs that the site uses."""

import pathlib

from places import ROOT
from report import Failure

FOLDERS = [pathlib.Path('/usr/share/fonts'), pathlib.Path.home() / '.local/share/fonts']


def faces():
    """The lines of fonts.txt: (file in the site, source file, Unicode ranges)."""
    sets, found = {}, []
    for line in (ROOT / 'assets/fonts.txt').read_text(encoding='utf-8').splitlines():
        words = line.split('#')[0].split()
        if not words:
            continue
        if words[0] == 'set' and len(words) == 3:
            sets[words[1]] = words[2]
        elif words[0] == 'face' and len(words) == 4 and words[3] in sets:
            found.append((words[1], words[2], sets[words[3]]))
        else:
            raise Failure(f'assets/fonts.txt: cannot read the line "{line}"')
    return found


def find(name):
    for folder in FOLDERS:
        for path in folder.rglob(name):
            return path
    raise Failure(f'the font {name} is not in {", ".join(map(str, FOLDERS))}; '
                  'it is in Debian\'s packages fonts-inter and fonts-jetbrains-mono')


def build(report, out):
    """Writes the cut fonts into `out`, those that are there and up to date excepted."""
    out.mkdir(parents=True, exist_ok=True)
    stale = []
    for name, source, ranges in faces():
        recipe = out / f'.{name}.recipe'
        if not (out / name).exists() or not recipe.exists() or recipe.read_text() != f'{source} {ranges}':
            stale.append((name, source, ranges, recipe))
    if not stale:
        return
    report.begin('fonts')
    for name, source, ranges, recipe in stale:
        report.run(['pyftsubset', find(source), f'--unicodes={ranges}', f'--output-file={out / name}',
                    '--layout-features=', '--no-hinting', '--desubroutinize'])
        recipe.write_text(f'{source} {ranges}')
    report.done()
