"""The published folder: complete, compressed, and with a zip that runs on its own."""

import gzip
import pathlib
import subprocess
import sys
import tempfile
import unittest
import zipfile
from unittest import mock

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / 'web/setup'))

import publish
from report import Failure, Report


class Published(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.scratch = pathlib.Path(scratch.name)
        self.site = self.scratch / 'site'
        (self.site / 'lessons').mkdir(parents=True)
        (self.site / 'index.html').write_text('<p>' + 'front ' * 200)
        (self.site / 'crabglass.wasm').write_bytes(b'\0asm' * 500)
        (self.site / 'lessons/one.md').write_text('short')
        self.folder = self.scratch / 'out'
        replaced = mock.patch.object(publish, 'SITE', self.site)
        replaced.start()
        self.addCleanup(replaced.stop)

    def publish(self):
        with mock.patch('builtins.print'):
            publish.publish(Report(self.scratch / 'logs'), self.folder)

    def test_every_file_of_the_site_is_there(self):
        self.publish()
        for name in ('index.html', 'crabglass.wasm', 'lessons/one.md', 'serve.py', 'LICENSE.txt', 'README.txt',
                     '.nojekyll', 'crabglass.zip'):
            self.assertTrue((self.folder / name).is_file(), name)

    def test_compressed_twins_hold_the_same_bytes(self):
        self.publish()
        want = (self.site / 'crabglass.wasm').read_bytes()
        self.assertEqual(gzip.decompress((self.folder / 'crabglass.wasm.gz').read_bytes()), want)
        got = subprocess.run(['brotli', '-d', '-c', self.folder / 'crabglass.wasm.br'], capture_output=True).stdout
        self.assertEqual(got, want)
        self.assertFalse((self.folder / 'lessons/one.md.gz').exists(), 'short files are sent as they are')

    def test_the_zip_holds_the_site_and_serve_py_in_one_folder(self):
        self.publish()
        names = set(zipfile.ZipFile(self.folder / 'crabglass.zip').namelist())
        self.assertEqual(names, {f'crabglass/{name}' for name in (
            'index.html', 'crabglass.wasm', 'lessons/one.md', 'serve.py', 'LICENSE.txt', 'README.txt')})

    def test_the_same_site_gives_the_same_zip(self):
        self.publish()
        first = (self.folder / 'crabglass.zip').read_bytes()
        self.publish()
        self.assertEqual((self.folder / 'crabglass.zip').read_bytes(), first)

    def test_publishing_again_removes_what_is_gone(self):
        self.publish()
        (self.site / 'lessons/one.md').unlink()
        self.publish()
        self.assertFalse((self.folder / 'lessons/one.md').exists())

    def test_a_folder_with_other_files_is_left_alone(self):
        self.folder.mkdir()
        (self.folder / 'thesis.tex').write_text('years of work')
        with self.assertRaisesRegex(Failure, 'holds other files'):
            self.publish()
        self.assertEqual((self.folder / 'thesis.tex').read_text(), 'years of work')


if __name__ == '__main__':
    unittest.main()
