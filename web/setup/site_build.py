"""Puts the site together in build/site: the program, the page around it, fonts, editor, lessons.

What each file is made from is the table of web/README.md.
"""

import hashlib
import json
import os
import shutil
import subprocess

import about
import fonts
from places import BUILD, NODE_MODULES, ROOT, SITE, WEB

WEB_BUILD = BUILD / 'web'
MADE = BUILD / 'made'  # what is made here and then copied: fonts, editor, text, about page
EDITOR_PARTS = MADE / 'editor.json'  # which packages the editor was made from
SCRIPTS = MADE / 'scripts'

# What the page needs before it can be drawn; its progress bar counts these bytes.
COUNTED = ['crabglass.js', 'crabglass.wasm', 'fonts/*']


def emscripten_version():
    emcc = shutil.which('emcc')
    said = subprocess.run([emcc, '-dumpversion'], capture_output=True, text=True).stdout.strip()
    return f'{said} {os.path.realpath(emcc)}'


def configure(report, preset):
    """Configures a build folder, unless it is configured for the Emscripten that is on PATH."""
    folder = BUILD / preset
    for_web = preset == 'web'
    stamp = folder / '.configured'
    wanted = emscripten_version() if for_web else 'system'
    if (folder / 'build.ninja').exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    shutil.rmtree(folder, ignore_errors=True)
    report.begin(f'configuring build/{preset}')
    launcher = shutil.which('ccache')
    options = [f'-DCMAKE_{language}_COMPILER_LAUNCHER={launcher}' for language in ('C', 'CXX') if launcher]
    report.run([*(['emcmake'] if for_web else []), 'cmake', '--preset', preset, *options], cwd=ROOT)
    stamp.write_text(wanted)
    report.done()


def compile_targets(report, preset, targets, what):
    configure(report, preset)
    report.begin(what, 'some minutes the first time')
    report.run(['cmake', '--build', BUILD / preset, '--target', *targets, '--', '-k', '0'], cwd=ROOT)
    report.done()


def files_below(folder):
    return sorted(path for path in folder.rglob('*') if path.is_file())


def fingerprint(paths):
    """Changes when one of the files does, or one comes or goes."""
    digest = hashlib.sha256()
    for path in paths:
        at = path.stat()
        digest.update(f'{path} {at.st_mtime_ns} {at.st_size}\n'.encode())
    return digest.hexdigest()


def make(report, name, inputs, output, work):
    """Runs `work` when `inputs` changed since it last made `output`."""
    stamp = MADE / f'{name}.stamp'
    now = fingerprint(inputs)
    if output.exists() and stamp.exists() and stamp.read_text() == now:
        return
    MADE.mkdir(parents=True, exist_ok=True)
    report.begin(name)
    work()
    stamp.write_text(now)
    report.done()


def bundle_editor(report):
    def work():
        report.run([NODE_MODULES / '.bin/esbuild', WEB / 'editor.js', '--bundle', '--minify', '--format=esm',
                    '--target=es2020', '--legal-comments=none', f'--outfile={MADE / "editor.js"}',
                    f'--metafile={EDITOR_PARTS}'])
    make(report, 'editor', [WEB / 'editor.js', WEB / 'package-lock.json'], EDITOR_PARTS, work)


def shorten_scripts(report):
    """The page's own modules without comments and spaces. start.js is left alone: old browsers parse it."""
    scripts = [WEB / 'boot.js', WEB / 'reader.js', *sorted((WEB / 'host').glob('*.js'))]

    def work():
        report.run([NODE_MODULES / '.bin/esbuild', *scripts, '--minify', '--target=es2020', f'--outbase={WEB}',
                    f'--outdir={SCRIPTS}'])
    make(report, 'scripts', scripts, SCRIPTS, work)


def write_about_page(report):
    def work():
        (MADE / 'about.html').write_text(about.page(EDITOR_PARTS), encoding='utf-8')
    made_from = [EDITOR_PARTS, ROOT / 'LICENSE', WEB / 'setup/about.py', WEB / 'setup/lock.json']
    make(report, 'about page', made_from, MADE / 'about.html', work)


def write_text_twin(report):
    """The course as plain HTML, by `crabglass book text` alone, run in node."""
    tool = WEB_BUILD / 'course_text.js'

    def work():
        shutil.rmtree(MADE / 'text', ignore_errors=True)
        report.run(['node', '--require', WEB / 'setup/no_fetch.cjs', tool, ROOT / 'lessons',
                    MADE / 'text'])
    inputs = [*files_below(ROOT / 'lessons'), tool, tool.with_suffix('.wasm')]
    make(report, 'text of the course', inputs, MADE / 'text', work)


def contents():
    """The site: path in the site -> file it is copied from."""
    site = {path.relative_to(WEB).as_posix(): path
            for path in [*WEB.glob('*.html'), *WEB.glob('*.css'), *WEB.glob('*.webmanifest'), WEB / 'start.js']}
    site.update({path.relative_to(SCRIPTS).as_posix(): path for path in files_below(SCRIPTS)})
    for name in ('editor.js', 'about.html'):
        site[name] = MADE / name
    for pattern in ('*.svg', '*.png', '*.ico'):
        site.update({path.name: path for path in (ROOT / 'assets').glob(pattern)})
    for name in ('crabglass.js', 'crabglass.wasm', 'engine.wasm'):
        site[name] = WEB_BUILD / 'page' / name
    site['std.txt'] = WEB_BUILD / 'generated/std.txt'
    for folder, at in ((MADE / 'fonts', 'fonts'), (MADE / 'text', 'text'), (ROOT / 'lessons', 'lessons')):
        if folder.is_dir():
            site.update({f'{at}/{path.relative_to(folder).as_posix()}': path
                         for path in files_below(folder) if not path.name.startswith('.')})
    return site


def copy(site, folder):
    """Makes `folder` hold exactly `site`; a file that is there already is left alone."""
    for name, source in site.items():
        target = folder / name
        at = source.stat()
        if target.exists() and target.stat().st_mtime_ns == at.st_mtime_ns and target.stat().st_size == at.st_size:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
    for path in files_below(folder):
        if path.relative_to(folder).as_posix() not in site:
            path.unlink()


def write_sizes(folder):
    sizes = {path.relative_to(folder).as_posix(): path.stat().st_size
             for pattern in COUNTED for path in sorted(folder.glob(pattern))}
    (folder / 'sizes.json').write_text(json.dumps(sizes, indent=2) + '\n')


def build(report):
    """Brings build/site up to date."""
    compile_targets(report, 'web', ['crabglass_page', 'course_text'], 'compiling the page')
    fonts.build(report, MADE / 'fonts')
    bundle_editor(report)
    shorten_scripts(report)
    write_about_page(report)
    if (ROOT / 'lessons/book.toml').exists():
        write_text_twin(report)
    SITE.mkdir(parents=True, exist_ok=True)
    copy(contents(), SITE)
    write_sizes(SITE)
    return SITE
