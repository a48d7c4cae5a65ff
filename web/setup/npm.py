"""npm packages of web/package-lock.json: the editor and the bundler; for the tests, the browser drivers."""

import hashlib

from places import NODE_MODULES, WEB

STAMP = NODE_MODULES / '.crabglass'


def install(report, purposes):
    lock = hashlib.sha256((WEB / 'package-lock.json').read_bytes()).hexdigest()
    with_tests = 'tests' in purposes
    have = STAMP.read_text().split() if STAMP.exists() else []
    if lock in have and (not with_tests or 'tests' in have):
        return
    report.begin('npm packages')
    report.run(['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', *([] if with_tests else ['--omit=dev'])],
               cwd=WEB, hint='Does `npm ping` answer?')
    STAMP.write_text(lock + (' tests' if with_tests else ''))
    report.done()
