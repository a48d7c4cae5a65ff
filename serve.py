#!/usr/bin/env python3
"""Serves Crabglass on this machine.

In a checkout it first installs what is missing and builds the site when it is stale; `--publish DIR`
writes the folder to put on a static host instead. In a published folder it serves that folder, and
needs nothing but Python.
"""

import argparse
import email.utils
import errno
import os
import posixpath
import shutil
import sys
import threading
import urllib.parse
import webbrowser
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).resolve().parent
SETUP = HERE / 'web' / 'setup'

TYPES = {
    '.html': 'text/html; charset=utf-8',
    '.css': 'text/css; charset=utf-8',
    '.js': 'text/javascript; charset=utf-8',
    '.mjs': 'text/javascript; charset=utf-8',
    '.json': 'application/json; charset=utf-8',
    '.webmanifest': 'application/manifest+json; charset=utf-8',
    '.wasm': 'application/wasm',
    '.md': 'text/markdown; charset=utf-8',
    '.toml': 'application/toml; charset=utf-8',
    '.rs': 'text/plain; charset=utf-8',
    '.py': 'text/plain; charset=utf-8',
    '.txt': 'text/plain; charset=utf-8',
    '.svg': 'image/svg+xml',
    '.png': 'image/png',
    '.jpg': 'image/jpeg',
    '.webp': 'image/webp',
    '.ico': 'image/x-icon',
    '.otf': 'font/otf',
    '.ttf': 'font/ttf',
    '.woff2': 'font/woff2',
    '.zip': 'application/zip',
    '.gz': 'application/gzip',
    '.br': 'application/octet-stream',
}

# Best first: the name in Accept-Encoding, and how the compressed twin of a file is named.
ENCODINGS = [('br', '.br'), ('gzip', '.gz')]


def locate(root, target):
    """The file that a request's target names, or None when there is none inside `root`.

    `root` is resolved. The name is decoded once. Hidden files, "..", backslashes and control
    characters are refused by their look; symbolic links by where they lead.
    """
    name = urllib.parse.unquote(urllib.parse.urlsplit(target).path, errors='replace')
    if not name.startswith('/') or '\\' in name or any(ord(letter) < 32 for letter in name):
        return None
    parts = [part for part in name.split('/') if part]
    if any(part.startswith('.') or ':' in part for part in parts):
        return None
    try:
        path = root.joinpath(*parts).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        return None
    if path != root and root not in path.parents:
        return None
    if name.endswith('/') and not path.is_dir():
        return None
    return path


def accepted_encodings(header):
    """The names in an Accept-Encoding header that are not refused by `q=0`."""
    names = set()
    for item in header.split(','):
        name, _, weight = item.partition(';')
        weight = weight.strip().replace(' ', '')
        if weight.startswith('q='):
            try:
                if float(weight[2:]) == 0:
                    continue
            except ValueError:
                continue
        names.add(name.strip().lower())
    return names


def choose_encoding(path, header):
    """The compressed twin to send in place of `path`: (file, encoding), or (path, None)."""
    accepted = accepted_encodings(header)
    for name, suffix in ENCODINGS:
        twin = path.with_name(path.name + suffix)
        if name in accepted and twin.is_file() and not twin.is_symlink():
            return twin, name
    return path, None


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    server_version = 'Crabglass'
    timeout = 60
    root = HERE

    def do_GET(self):
        self.answer(with_body=True)

    def do_HEAD(self):
        self.answer(with_body=False)

    def answer(self, with_body):
        path = locate(self.root, self.path)
        if path is not None and path.is_dir():
            name = urllib.parse.urlsplit(self.path)
            if not name.path.endswith('/'):
                # Relative, so that it also holds behind a proxy that serves us in a sub-folder.
                last = posixpath.basename(name.path)
                return self.redirect(f'{last}/' + (f'?{name.query}' if name.query else ''))
            path = locate(self.root, name.path + 'index.html')
        if path is None or not path.is_file():
            return self.send_error(HTTPStatus.NOT_FOUND, explain='There is no such file here.')
        self.send_file(path, with_body)

    def redirect(self, target):
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header('Location', target)
        self.send_header('Content-Length', '0')
        self.send_header('Cache-Control', 'no-store')
        self.end_headers()

    def send_file(self, path, with_body):
        chosen, encoding = choose_encoding(path, self.headers.get('Accept-Encoding', ''))
        try:
            file = open(chosen, 'rb')
        except OSError:
            return self.send_error(HTTPStatus.NOT_FOUND, explain='The file cannot be read.')
        with file:
            state = os.fstat(file.fileno())
            tag = f'"{state.st_mtime_ns:x}-{state.st_size:x}"'
            unchanged = tag in self.headers.get('If-None-Match', '')
            self.send_response(HTTPStatus.NOT_MODIFIED if unchanged else HTTPStatus.OK)
            self.send_header('Content-Type', TYPES.get(path.suffix.lower(), 'application/octet-stream'))
            self.send_header('ETag', tag)
            self.send_header('Last-Modified', email.utils.formatdate(state.st_mtime, usegmt=True))
            self.send_header('Cache-Control', 'no-cache')  # may be kept, must be asked about each time
            self.send_header('Vary', 'Accept-Encoding')
            self.send_header('X-Content-Type-Options', 'nosniff')
            if encoding:
                self.send_header('Content-Encoding', encoding)
            if not unchanged:
                self.send_header('Content-Length', str(state.st_size))
            self.end_headers()
            if with_body and not unchanged:
                shutil.copyfileobj(file, self.wfile)

    def log_message(self, format, *args):
        pass

    def log_error(self, format, *args):
        if args and str(args[0]) != '404':
            return
        print(f'  not found: {self.path[:200]}', file=sys.stderr, flush=True)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        if isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            return  # the browser went away
        super().handle_error(request, client_address)


def make_server(root, port):
    """A server for `root` on the loopback interface. Port 0 takes any free one."""
    handler = type('RootedHandler', (Handler,), {'root': Path(root).resolve()})
    return Server(('127.0.0.1', port), handler)


def build_site(arguments):
    """In a checkout: sets up, builds, publishes if asked. Returns the folder to serve."""
    sys.path.insert(0, str(SETUP))
    import publish
    import setup
    import site_build
    from places import LOGS
    from report import Report

    report = Report(LOGS)
    print('Setting up and building (a moment when nothing changed):', flush=True)
    setup.set_up(report, 'site')
    site = site_build.build(report)
    if arguments.publish:
        publish.publish(report, Path(arguments.publish).resolve())
    return site


def serve(root, arguments):
    try:
        server = make_server(root, arguments.port)
    except OSError as problem:
        if problem.errno == errno.EADDRINUSE:
            sys.exit(f'Port {arguments.port} is in use, perhaps by another serve.py. '
                     f'Choose another: python3 serve.py --port {arguments.port + 1}')
        if problem.errno == errno.EACCES:
            sys.exit(f'Port {arguments.port} may not be used. Choose one above 1023 with --port.')
        raise
    address = f'http://127.0.0.1:{server.server_address[1]}/'
    print(f'Crabglass is at {address} (Ctrl+C stops it)', flush=True)
    if arguments.open:
        threading.Timer(0.2, webbrowser.open, [address]).start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print('\nstopped')
    finally:
        server.server_close()


def port_number(text):
    port = int(text)
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError('a port is a number from 0 (any free one) to 65535')
    return port


def main():
    in_checkout = SETUP.is_dir()
    parser = argparse.ArgumentParser(description='Serves Crabglass on this machine.')
    parser.add_argument('--port', type=port_number, default=8000, help='0 takes any free port (default: 8000)')
    parser.add_argument('--open', action='store_true', help='open the page in the browser')
    if in_checkout:
        parser.add_argument('--publish', metavar='DIR', help='write the folder to put on a static host, and stop')
    arguments = parser.parse_args()
    if not in_checkout:
        return serve(HERE, arguments)

    sys.path.insert(0, str(SETUP))
    import report
    found = []
    report.main(lambda: found.append(build_site(arguments)))
    if not arguments.publish:
        serve(found[0], arguments)


if __name__ == '__main__':
    main()
