"""web/setup: what is missing is found, what was fetched is checked, and failures say what to do."""

import contextlib
import hashlib
import io
import json
import pathlib
import sys
import tarfile
import tempfile
import unittest
from unittest import mock

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / 'web/setup'))
sys.path.insert(0, str(ROOT / 'tests'))

import apt
import check_layers
import fonts
import report
import site_build
import sources

LOCK = json.loads((ROOT / 'web/setup/lock.json').read_text())


class Scratch(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        self.report = report.Report(self.folder / 'logs')
        silence = contextlib.redirect_stdout(io.StringIO())
        silence.__enter__()
        self.addCleanup(silence.__exit__, None, None, None)


class Packages(Scratch):
    def test_only_what_dpkg_does_not_call_installed_is_missing(self):
        said = 'cmake installed\ng++ not-installed\nbrotli config-files\n'
        with mock.patch('subprocess.run', return_value=mock.Mock(stdout=said)):
            self.assertEqual(apt.missing(['cmake', 'g++', 'brotli', 'xvfb']), ['g++', 'brotli', 'xvfb'])

    def test_an_emscripten_on_path_is_used(self):
        with mock.patch('shutil.which', side_effect=lambda name: f'/opt/{name}' if name == 'emcc' else None):
            packages = apt.wanted(LOCK, ['site'])
        self.assertNotIn('emscripten', packages)
        self.assertIn('npm', packages)

    def test_an_old_node_is_replaced(self):
        for version, enough in (('v20.1.0', True), ('v18.0.0', True), ('v12.22.0', False), ('', False)):
            with mock.patch('shutil.which', return_value='/bin/node'), \
                 mock.patch('subprocess.run', return_value=mock.Mock(stdout=version)):
                self.assertEqual(apt.node_is_new_enough(), enough, version)

    def test_nothing_missing_runs_nothing(self):
        with mock.patch.object(apt, 'missing', return_value=[]), mock.patch.object(self.report, 'run') as run:
            apt.install(self.report, LOCK, ['site', 'tests'])
        run.assert_not_called()

    def test_without_root_and_sudo_the_command_is_shown(self):
        with mock.patch('os.geteuid', return_value=1000), mock.patch('shutil.which', return_value=None):
            with self.assertRaisesRegex(report.Failure, 'apt-get install x'):
                apt.as_root(['apt-get', 'install', 'x'])


class Sources(Scratch):
    def setUp(self):
        super().setUp()
        inside = self.folder / 'thing-1.0'
        inside.mkdir()
        (inside / 'thing.h').write_text('// thing\n')
        downloads = self.folder / 'downloads'
        downloads.mkdir()
        self.tarball = downloads / 'thing_1.0.tar.gz'
        with tarfile.open(self.tarball, 'w:gz') as archive:
            archive.add(inside, 'thing-1.0')
        self.source = {'name': 'thing', 'version': '1.0', 'package': 'thing', 'suites': ['stable'],
                       'file': self.tarball.name, 'sha256': sources.sha256(self.tarball), 'folder': 'thing',
                       'needed': 'thing.h', 'upstream': 'thing, release 1.0'}
        for name, value in (('DEPS', self.folder), ('DOWNLOADS', downloads)):
            replaced = mock.patch.object(sources, name, value)
            replaced.start()
            self.addCleanup(replaced.stop)

    def install(self):
        sources.install(self.report, {'sources': [self.source]}, ['site'])

    def test_a_tarball_is_unpacked_without_its_outer_folder(self):
        self.install()
        self.assertEqual((self.folder / 'thing/thing.h').read_text(), '// thing\n')
        self.assertTrue(sources.is_there(self.source))

    def test_another_version_in_the_lock_file_replaces_it(self):
        self.install()
        (self.folder / 'thing/.sha256').write_text('older')
        self.assertFalse(sources.is_there(self.source))

    def test_a_folder_put_there_by_hand_is_used(self):
        (self.folder / 'thing').mkdir()
        (self.folder / 'thing/thing.h').write_text('mine')
        self.tarball.unlink()
        self.install()
        self.assertEqual((self.folder / 'thing/thing.h').read_text(), 'mine')

    def test_a_file_with_other_bytes_is_refused(self):
        self.source['sha256'] = hashlib.sha256(b'other').hexdigest()
        with mock.patch.object(self.report, 'run'), mock.patch.object(sources, 'debian_mirror', return_value='x'), \
             mock.patch('os.path.exists', return_value=True), mock.patch('shutil.which', return_value='/bin/x'):
            with self.assertRaisesRegex(report.Failure, 'not the expected file'):
                self.install()
        self.assertFalse(self.tarball.exists())

    def test_without_a_mirror_one_is_told_what_to_put_where(self):
        self.tarball.unlink()
        with mock.patch.object(sources, 'debian_mirror', return_value=None):
            with self.assertRaisesRegex(report.Failure, r'put the file thing_1\.0\.tar\.gz .*thing, release 1\.0'):
                self.install()


class Steps(Scratch):
    def test_a_failing_tool_shows_what_it_said(self):
        self.report.begin('step')
        with self.assertRaisesRegex(report.Failure, r'(?s)step failed.*ended with 3.*boom.*try tea'):
            self.report.run([sys.executable, '-c', 'print("boom"); exit(3)'], hint='try tea')

    def test_a_missing_tool_is_named(self):
        self.report.begin('step')
        with self.assertRaisesRegex(report.Failure, 'no program "no-such-tool"'):
            self.report.run(['no-such-tool'])

    def test_errors_are_picked_out_of_long_output(self):
        said = '\n'.join(['a.cpp:1: error: first', *['noise'] * 100, 'last'])
        self.assertIn('a.cpp:1: error: first', report.telling_lines(said))
        self.assertIn('last', report.telling_lines(said))


class Site(Scratch):
    def test_copying_makes_the_folder_hold_exactly_the_site(self):
        source = self.folder / 'a.js'
        source.write_text('one')
        out = self.folder / 'out'
        out.mkdir()
        (out / 'gone.js').write_text('old')
        site_build.copy({'host/a.js': source}, out)
        self.assertEqual([p.relative_to(out).as_posix() for p in site_build.files_below(out)], ['host/a.js'])

    def test_a_step_is_repeated_only_when_its_inputs_change(self):
        source, output = self.folder / 'in', self.folder / 'out'
        source.write_text('1')
        runs = []

        def work():
            runs.append(1)
            output.write_text('made')
        with mock.patch.object(site_build, 'MADE', self.folder / 'made'):
            for _ in range(2):
                site_build.make(self.report, 'step', [source], output, work)
            source.write_text('22')
            site_build.make(self.report, 'step', [source], output, work)
        self.assertEqual(len(runs), 2)

    def test_the_faces_of_the_site_are_readable(self):
        self.assertIn('text-regular.otf', [name for name, _, _ in fonts.faces()])


class Layers(Scratch):
    def check(self, table, **files):
        (self.folder / 'layers.txt').write_text(table)
        for name, text in files.items():
            path = self.folder / name.replace('__', '/').replace('_h', '.h')
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        return check_layers.check(self.folder)[1]

    def test_a_folder_includes_only_what_its_row_names(self):
        table = 'layer base:\nlayer mir: base\n'
        self.assertEqual(self.check(table, base__a_h='', mir__b_h='#include "base/a.h"\n'), [])
        problems = self.check(table, base__a_h='#include "mir/b.h"\n', mir__b_h='')
        self.assertEqual(problems, ['src/base/a.h:1: base may not include mir/b.h'])

    def test_a_cycle_is_found(self):
        self.assertIn('cycle', self.check('layer a: b\nlayer b: a\n')[0])
        problems = self.check('layer a:\n', a__x_h='#include "a/y.h"\n', a__y_h='#include "a/x.h"\n')
        self.assertEqual(problems, ['files include each other: a/x.h -> a/y.h -> a/x.h'])

    def test_guarded_headers_are_for_those_who_are_named(self):
        table = 'layer ui:\nlayer mir:\nguard imgui.h SDL*: ui\n'
        problems = self.check(table, ui__a_h='#include <imgui.h>\n', mir__b_h='#include <SDL2/SDL.h>\n')
        self.assertEqual(problems, ['src/mir/b.h:1: SDL2/SDL.h is for ui'])

    def test_a_header_that_is_not_there_is_an_error(self):
        self.assertEqual(self.check('layer a:\n', a__x_h='#include "a/z.h"\n'), ['src/a/x.h:1: there is no a/z.h'])


if __name__ == '__main__':
    unittest.main()
