"""Where things stand in a checkout."""

import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEPS = ROOT / '.deps'          # what was fetched; kept between builds
BUILD = ROOT / 'build'
WEB = ROOT / 'web'
NODE_MODULES = WEB / 'node_modules'
SITE = BUILD / 'site'          # what serve.py serves
LOGS = BUILD / 'logs'
