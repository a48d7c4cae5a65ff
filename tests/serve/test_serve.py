"""serve.py: what it sends, what it refuses, and what it says when it cannot start."""

import gzip
import http.client
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
from unittest import mock

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import serve


class Served(unittest.TestCase):
    """A small site in a scratch folder, beside a secret that must stay one."""

    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.outside = pathlib.Path(scratch.name).resolve()
        self.root = self.outside / 'site'
        (self.root / 'lessons').mkdir(parents=True)
        (self.root / 'index.html').write_text('<p>front</p>')
        (self.root / 'a b.txt').write_text('spaced')
        (self.root / 'lessons' / 'index.html').write_text('<p>lessons</p>')
        (self.root / 'lessons' / 'one.md').write_text('# One, é')
        (self.root / 'crabglass.wasm').write_bytes(b'\0asm')
        (self.root / '.hidden').write_text('secret')
        (self.outside / 'secret.txt').write_text('secret')
        (self.root / 'leak.txt').symlink_to(self.outside / 'secret.txt')
        (self.root / 'leak').symlink_to(self.outside)
        (self.root / 'inside.txt').symlink_to(self.root / 'a b.txt')
        quiet = mock.patch.object(serve.Handler, 'log_error')
        quiet.start()
        self.addCleanup(quiet.stop)
        self.server = serve.make_server(self.root, 0)
        self.port = self.server.server_address[1]
        thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))
        thread.start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(thread.join)
        self.addCleanup(self.server.shutdown)

    def ask(self, target, method='GET', **headers):
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=10)
        self.addCleanup(connection.close)
        connection.putrequest(method, target, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace('_', '-'), value)
        connection.endheaders()
        response = connection.getresponse()
        response.body = response.read()
        return response


class Files(Served):
    def test_a_folder_is_its_index(self):
        self.assertEqual(self.ask('/').body, b'<p>front</p>')
        self.assertEqual(self.ask('/lessons/?x=1').body, b'<p>lessons</p>')

    def test_a_folder_without_a_slash_is_redirected_by_a_relative_address(self):
        response = self.ask('/lessons?x=1')
        self.assertEqual((response.status, response.headers['Location']), (301, 'lessons/?x=1'))

    def test_each_file_has_its_type(self):
        for name, mime in (('/', 'text/html; charset=utf-8'), ('/crabglass.wasm', 'application/wasm'),
                           ('/lessons/one.md', 'text/markdown; charset=utf-8')):
            self.assertEqual(self.ask(name).headers['Content-Type'], mime)
        for suffix, mime in (('.js', 'text/javascript; charset=utf-8'), ('.mjs', 'text/javascript; charset=utf-8'),
                             ('.css', 'text/css; charset=utf-8'), ('.svg', 'image/svg+xml'),
                             ('.otf', 'font/otf'), ('.ttf', 'font/ttf'), ('.zip', 'application/zip'),
                             ('.json', 'application/json; charset=utf-8'),
                             ('.toml', 'application/toml; charset=utf-8')):
            self.assertEqual(serve.TYPES[suffix], mime)

    def test_encoded_names_and_queries_are_understood(self):
        self.assertEqual(self.ask('/a%20b.txt?v=3').body, b'spaced')
        self.assertEqual(self.ask('/lessons/one.md').body.decode('utf-8'), '# One, é')

    def test_a_link_that_stays_inside_is_followed(self):
        self.assertEqual(self.ask('/inside.txt').body, b'spaced')

    def test_head_has_the_length_and_no_body(self):
        response = self.ask('/', 'HEAD')
        self.assertEqual((response.status, response.headers['Content-Length'], response.body), (200, '12', b''))

    def test_nothing_is_kept_without_asking_again(self):
        first = self.ask('/')
        self.assertEqual(first.headers['Cache-Control'], 'no-cache')
        again = self.ask('/', If_None_Match=first.headers['ETag'])
        self.assertEqual((again.status, again.body), (304, b''))
        (self.root / 'index.html').write_text('<p>changed</p>')
        self.assertEqual(self.ask('/', If_None_Match=first.headers['ETag']).body, b'<p>changed</p>')

    def test_one_connection_serves_many_requests(self):
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=10)
        self.addCleanup(connection.close)
        for _ in range(3):
            connection.request('GET', '/')
            self.assertEqual(connection.getresponse().read(), b'<p>front</p>')

    def test_other_methods_are_refused(self):
        self.assertGreaterEqual(self.ask('/', 'POST', Content_Length='0').status, 400)


class Refused(Served):
    def test_no_path_leads_outside(self):
        for target in ('/../secret.txt', '/%2e%2e/secret.txt', '/lessons/../../secret.txt', '/..%2fsecret.txt',
                       '/%2e%2e%2fsecret.txt', '/lessons/%2e%2e/%2e%2e/secret.txt', '/..\\secret.txt',
                       '/..%5csecret.txt', '/%252e%252e/secret.txt', '/leak.txt', '/leak/secret.txt',
                       '/leak/', '//../secret.txt', f'/{self.outside}/secret.txt', f'{self.outside}/secret.txt',
                       f'//{self.outside}/secret.txt', '/secret.txt%00', '/index.html%00.txt', '/.hidden',
                       '/lessons/../.hidden', '/C:/secret.txt', '/%ff%fe', '/' + 'a' * 5000):
            response = self.ask(target)
            self.assertEqual(response.status, 404, target)
            self.assertNotIn(b'secret', response.body.replace(b'secret.txt', b''), target)

    def test_a_missing_file_is_404(self):
        self.assertEqual(self.ask('/nothing.html').status, 404)
        self.assertEqual(self.ask('/index.html/').status, 404)

    def test_a_folder_without_an_index_is_not_listed(self):
        (self.root / 'bare').mkdir()
        self.assertEqual(self.ask('/bare/').status, 404)

    def test_only_this_machine_is_served(self):
        self.assertEqual(self.server.server_address[0], '127.0.0.1')


class Compressed(Served):
    def setUp(self):
        super().setUp()
        (self.root / 'crabglass.wasm.gz').write_bytes(gzip.compress(b'\0asm'))
        (self.root / 'crabglass.wasm.br').write_bytes(b'brotli')

    def encoding(self, accepted):
        response = self.ask('/crabglass.wasm', Accept_Encoding=accepted)
        self.assertEqual(response.headers['Vary'], 'Accept-Encoding')
        self.assertEqual(response.headers['Content-Type'], 'application/wasm')
        self.assertEqual(int(response.headers['Content-Length']), len(response.body))
        return response.headers['Content-Encoding'], response.body

    def test_the_best_accepted_twin_is_sent(self):
        self.assertEqual(self.encoding('gzip, deflate, br'), ('br', b'brotli'))
        self.assertEqual(self.encoding('gzip, br;q=0')[0], 'gzip')
        self.assertEqual(self.encoding('GZIP;q=0.5')[0], 'gzip')

    def test_without_a_common_encoding_the_file_itself_is_sent(self):
        for accepted in ('', 'identity', 'deflate', 'br;q=0, gzip; q=0', 'gzip;q=x'):
            self.assertEqual(self.encoding(accepted), (None, b'\0asm'), accepted)

    def test_a_twin_has_a_tag_of_its_own(self):
        tags = {self.ask('/crabglass.wasm', Accept_Encoding=name).headers['ETag'] for name in ('br', 'gzip', '')}
        self.assertEqual(len(tags), 3)


class Program(unittest.TestCase):
    """A published folder: serve.py alone, run by Python without any package."""

    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        shutil.copy(ROOT / 'serve.py', self.folder)
        (self.folder / 'index.html').write_text('front')

    def start(self, *arguments):
        process = subprocess.Popen([sys.executable, '-I', '-S', self.folder / 'serve.py', *arguments], cwd='/',
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def test_it_prints_its_address_and_serves_its_own_folder(self):
        process = self.start('--port', '0')
        line = process.stdout.readline()
        self.assertRegex(line, r'^Crabglass is at http://127\.0\.0\.1:\d+/')
        port = int(line.split(':')[2].split('/')[0])
        connection = http.client.HTTPConnection('127.0.0.1', port, timeout=10)
        self.addCleanup(connection.close)
        connection.request('GET', '/')
        self.assertEqual(connection.getresponse().read(), b'front')

    def test_a_port_in_use_is_named_and_another_is_offered(self):
        with socket.socket() as taken:
            taken.bind(('127.0.0.1', 0))
            taken.listen()
            port = taken.getsockname()[1]
            process = self.start('--port', str(port))
            said = process.communicate(timeout=20)
        self.assertEqual(process.returncode, 1)
        self.assertEqual(said[1].strip(), f'Port {port} is in use, perhaps by another serve.py. '
                                          f'Choose another: python3 serve.py --port {port + 1}')

    def test_a_port_that_is_none_is_refused(self):
        for port in ('70000', '-1', 'x'):
            process = self.start(f'--port={port}')
            self.assertIn('--port', process.communicate(timeout=20)[1])
            self.assertEqual(process.returncode, 2)


if __name__ == '__main__':
    unittest.main()
