"""Debian packages: installs those that are missing, and asks the network only then."""

import os
import re
import shutil
import subprocess

from report import Failure

# Installed as programs elsewhere (emsdk, a newer Node), these packages are not needed.
NODE_AT_LEAST = 18


def node_is_new_enough():
    node = shutil.which('node')
    if not node or not shutil.which('npm'):
        return False
    said = subprocess.run([node, '--version'], capture_output=True, text=True).stdout
    found = re.match(r'v(\d+)', said)
    return bool(found) and int(found[1]) >= NODE_AT_LEAST


def wanted(lock, purposes):
    """The packages for `purposes`, less what other programs on PATH stand in for."""
    packages = [name for purpose in purposes for name in lock['packages'][purpose]]
    if not shutil.which('emcc'):
        packages.append('emscripten')
    if not node_is_new_enough():
        packages += ['nodejs', 'npm']
    return packages


def missing(packages):
    said = subprocess.run(['dpkg-query', '-W', '-f=${Package} ${db:Status-Status}\n', *packages],
                          capture_output=True, text=True).stdout
    installed = {line.split()[0] for line in said.splitlines() if line.endswith(' installed')}
    return [name for name in packages if name not in installed]


def as_root(command):
    if os.geteuid() == 0:
        return command
    if shutil.which('sudo'):
        return ['sudo', '--preserve-env=DEBIAN_FRONTEND', *command]
    raise Failure('packages must be installed, which needs root: run this as root, install sudo, or run\n'
                  f'    {" ".join(command)}')


def install(report, lock, purposes):
    packages = wanted(lock, purposes)
    if not shutil.which('dpkg-query'):
        without_dpkg()
        return
    lacking = missing(packages)
    if not lacking:
        return
    quiet = {'DEBIAN_FRONTEND': 'noninteractive'}
    hint = 'Is the network up, and do the lists in /etc/apt name a mirror that answers?'
    report.begin('package lists')
    report.run(as_root(['apt-get', 'update', '-q']), env=quiet, hint=hint)
    report.done()
    report.begin('packages', f'{", ".join(lacking)}; some minutes the first time')
    report.run(as_root(['apt-get', 'install', '-q', '-y', '--no-install-recommends', *lacking]),
               env=quiet, hint=hint)
    report.done()


def without_dpkg():
    """On a system without Debian's packages: says which programs must be there."""
    programs = ['emcc', 'cmake', 'ninja', 'node', 'npm', 'pyftsubset', 'brotli', 'g++', 'clang++']
    lacking = [name for name in programs if not shutil.which(name)]
    if lacking:
        raise Failure('this is not a Debian system, so nothing can be installed for you. These programs '
                      f'are missing: {", ".join(lacking)}. The headers of doctest, toml++ and '
                      'nlohmann-json are needed too.')
