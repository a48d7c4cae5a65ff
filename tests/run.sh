#!/bin/bash
# Sets up what is missing, builds everything, runs all tests: `bash tests/run.sh [PART...]`.
# The parts, and what each does, stand in run.py.
set -eu
if ! command -v python3 >/dev/null; then
  sudo=$([ "$(id -u)" = 0 ] || echo sudo)
  echo "installing python3"
  $sudo apt-get update -q
  $sudo apt-get install -q -y --no-install-recommends python3
fi
exec python3 "$(dirname "$0")/run.py" "$@"
