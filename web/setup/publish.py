"""Writes the folder to put on a static host: the site, compressed twins, and a zip to use offline."""

import concurrent.futures
import gzip
import os
import shutil
import zipfile

from places import ROOT, SITE
from report import Failure

ZIP_NAME = 'crabglass.zip'
COMPRESSED = {'.html', '.css', '.js', '.json', '.wasm', '.svg', '.md', '.toml', '.txt', '.otf', '.ttf', '.rs'}
SMALLEST = 400  # bytes; below, compressing gains nothing

NOTE = '''Crabglass, to use without a network.

Run `python3 serve.py` in this folder (Python 3.8 or newer, nothing else) and open the address that
it prints. A page opened as a file is not allowed to load its own parts.
'''


def refuse_to_overwrite(folder):
    """Replaces a folder only if it is empty, or was written by us."""
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not all((folder / name).exists() for name in ('serve.py', 'crabglass.wasm', '.nojekyll')):
        raise Failure(f'{folder} holds other files. Name an empty or a new folder, or one published before.')


def compress(report, folder):
    """Puts a .gz and a .br beside each file that gains by it; the largest are begun first, on all cores."""
    def compress_one(path):
        path.with_name(path.name + '.gz').write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
        report.run(['brotli', '-q', '11', '-w', '24', '-f', '-k', path])

    paths = [path for path in folder.rglob('*')
             if path.is_file() and path.suffix in COMPRESSED and path.stat().st_size >= SMALLEST]
    paths.sort(key=lambda path: (-path.stat().st_size, path))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(compress_one, paths))


def write_zip(folder):
    """Without the compressed twins, and with fixed dates, so that the same site is the same zip."""
    with zipfile.ZipFile(folder / ZIP_NAME, 'w', zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(folder.rglob('*')):
            if path.is_dir() or path.suffix in ('.br', '.gz', '.zip') or path.name == '.nojekyll':
                continue
            entry = zipfile.ZipInfo(f'crabglass/{path.relative_to(folder).as_posix()}', (2025, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes())


def publish(report, folder):
    refuse_to_overwrite(folder)
    report.begin('publishing', str(folder))
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SITE, folder)
    shutil.copy2(ROOT / 'serve.py', folder / 'serve.py')
    shutil.copy2(ROOT / 'LICENSE', folder / 'LICENSE.txt')
    (folder / 'README.txt').write_text(NOTE)
    (folder / '.nojekyll').write_text('')  # some hosts drop files otherwise
    write_zip(folder)
    compress(report, folder)
    report.done()
