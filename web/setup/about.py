"""Writes about.html: what the site is made of, and under which licence each part stands.

The texts of the licences are read from where the parts came from; nothing is copied into the checkout.
"""

import html
import json
import os
import pathlib
import re
import shutil

from places import DEPS, NODE_MODULES, ROOT
from report import Failure

# Names that esbuild calls its own and not a package's.
PACKAGE = re.compile(r'node_modules/((?:@[^/]+/)?[^/]+)/')


def licence_at(*paths):
    """The text of the first that is there: a file, or a folder's licence under its usual names."""
    for path in paths:
        for candidate in (path, *(path / name for name in ('LICENSE', 'LICENSE.txt', 'LICENSE.md', 'COPYING'))):
            if candidate.is_file():
                return candidate.read_text(encoding='utf-8', errors='replace').strip()
    raise Failure(f'no licence text was found at {" or ".join(map(str, paths))}')


def debian(package):
    return pathlib.Path('/usr/share/doc') / package / 'copyright'


def emscripten_licence():
    """Of an Emscripten that brings its own, beside emcc; of Debian's, where Debian keeps licences."""
    emcc = shutil.which('emcc')
    return licence_at(pathlib.Path(os.path.realpath(emcc)).parent, debian('emscripten'))


def locked_versions():
    lock = json.loads(pathlib.Path(__file__).with_name('lock.json').read_text())
    return {source['name']: source['version'] for source in lock['sources']}


def editor_packages(metafile):
    """The packages that the bundle of the editor was made from: (name, version, folder)."""
    inputs = json.loads(metafile.read_text())['inputs']
    names = sorted({match[1] for match in map(PACKAGE.search, inputs) if match})
    for name in names:
        folder = NODE_MODULES / name
        yield name, json.loads((folder / 'package.json').read_text())['version'], folder


def parts(metafile):
    """(name, what it does here, licence in a word, its text)"""
    versions = locked_versions()
    yield 'Crabglass', 'the program, the page and the course', 'MIT', licence_at(ROOT)
    yield (f'Dear ImGui {versions["imgui"]}', 'draws the page; with stb_truetype, stb_rect_pack and stb_textedit',
           'MIT', licence_at(DEPS / 'imgui'))
    yield f'SDL {versions["SDL2"]}', 'the canvas and its input', 'zlib', licence_at(DEPS / 'sdl2')
    yield f'md4c {versions["md4c"]}', 'reads Markdown', 'MIT', licence_at(DEPS / 'md4c')
    yield 'toml++', 'reads quizzes', 'MIT', licence_at(debian('libtomlplusplus-dev'))
    yield ('Emscripten, with musl, libc++ and compiler-rt', 'runs the program in the browser',
           'MIT or NCSA; Apache 2.0 with LLVM exceptions', emscripten_licence())
    yield 'Inter', 'the face of the text, cut to the glyphs in use', 'OFL 1.1', licence_at(debian('fonts-inter'))
    yield ('JetBrains Mono', 'the face of the code, cut to the glyphs in use', 'OFL 1.1',
           licence_at(debian('fonts-jetbrains-mono')))
    for name, version, folder in editor_packages(metafile):
        yield f'{name} {version}', 'a part of the program editor', 'MIT', licence_at(folder)


PAGE = '''<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>About Crabglass</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="style.css">
</head>
<body>
<article id="reader">
<h1>About Crabglass</h1>
<p>Crabglass is an interactive course on advanced Rust. Its programs are compiled and run by an engine of
its own, in this browser. What you do stays in this browser; nothing is sent anywhere.</p>
<p><a href="index.html">Back to the course</a> · <a href="text/index.html">The course as plain text</a></p>
<h2>What it is made of</h2>
<p>Each part keeps its own licence. Open one to read it.</p>
{parts}
</article>
</body>
</html>
'''


def page(metafile):
    rows = []
    for name, what, licence, text in parts(metafile):
        rows.append(f'<details><summary><strong>{html.escape(name)}</strong>: {html.escape(what)} '
                    f'({html.escape(licence)})</summary>\n<pre>{html.escape(text)}</pre>\n</details>')
    return PAGE.format(parts='\n'.join(rows))
