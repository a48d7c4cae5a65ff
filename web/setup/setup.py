"""Installs what building the site (`--for site`) or running the tests (`--for tests`) needs.

Asks nothing, touches the network only for what is missing, and takes a moment when nothing is.
"""

import argparse
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import apt
import npm
import sources
from places import LOGS
from report import Report, main


def set_up(report, purpose):
    lock = json.loads(pathlib.Path(__file__).with_name('lock.json').read_text())
    purposes = ['site', 'tests'] if purpose == 'tests' else ['site']
    apt.install(report, lock, purposes)
    sources.install(report, lock, purposes)
    npm.install(report, purposes)


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--for', dest='purpose', choices=['site', 'tests'], default='site')
    purpose = parser.parse_args().purpose
    main(lambda: set_up(Report(LOGS), purpose))
