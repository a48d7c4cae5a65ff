"""Dear ImGui, SDL2 and md4c: Debian's source tarballs, checked against lock.json and unpacked.

The tarballs come by apt, with lists and state folders of our own that are derived from the machine's
Debian mirror and keyring. So signatures are verified, and the system's configuration is untouched.
"""

import hashlib
import os
import pathlib
import re
import shutil
import tarfile

from places import DEPS
from report import Failure

DOWNLOADS = DEPS / 'downloads'
KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg'


def debian_mirror():
    """The address of the Debian archive that this machine's own lists name, or None."""
    lists = [pathlib.Path('/etc/apt/sources.list')]
    lists += sorted(pathlib.Path('/etc/apt/sources.list.d').glob('*'))
    for path in lists:
        if path.suffix not in ('.list', '.sources') or not path.is_file():
            continue
        text = path.read_text(errors='replace')
        found = re.findall(r'^URIs:\s*(\S+)', text, re.M)
        found += re.findall(r'^deb(?:-src)?\s+(?:\[[^\]]*\]\s+)?(\S+)\s', text, re.M)
        for uri in found:
            if uri.rstrip('/').endswith('/debian'):
                return uri
    return None


def sha256(path):
    digest = hashlib.sha256()
    with open(path, 'rb') as file:
        for block in iter(lambda: file.read(1 << 20), b''):
            digest.update(block)
    return digest.hexdigest()


def by_hand(source):
    return (f'Without it, either put the file {source["file"]} (SHA-256 {source["sha256"]}) into {DOWNLOADS}, '
            f'or unpack {source["upstream"]} as {DEPS / source["folder"]}, and run this again.')


def fetch(report, source):
    """Downloads one tarball; the suites are tried in turn, since Debian moves on."""
    tarball = DOWNLOADS / source['file']
    if tarball.exists() and sha256(tarball) == source['sha256']:
        return tarball
    mirror = debian_mirror()
    if not mirror or not shutil.which('apt-get') or not os.path.exists(KEYRING):
        raise Failure(f'{source["name"]}: /etc/apt names no Debian mirror to fetch its source from. {by_hand(source)}')
    problem = ''
    for suite in source['suites']:
        state = DEPS / 'apt' / suite
        (state / 'lists/partial').mkdir(parents=True, exist_ok=True)
        (state / 'cache/archives/partial').mkdir(parents=True, exist_ok=True)
        (state / 'sources.list').write_text(f'deb-src [signed-by={KEYRING}] {mirror} {suite} main\n')
        options = ['-q', '-o', f'Dir::Etc::SourceList={state / "sources.list"}', '-o', 'Dir::Etc::SourceParts=-',
                   '-o', f'Dir::State::Lists={state / "lists"}', '-o', f'Dir::Cache={state / "cache"}',
                   '-o', 'APT::Get::List-Cleanup=0']
        if os.geteuid() == 0:
            options += ['-o', 'APT::Sandbox::User=root']  # _apt may not write here
        try:
            report.run(['apt-get', *options, 'update'])
            report.run(['apt-get', *options, 'source', '--tar-only', source['package']], cwd=DOWNLOADS)
        except Failure as failure:
            problem = str(failure)
            continue
        if tarball.exists():
            break
        problem = f'{suite} has another version of {source["package"]} now'
    if not tarball.exists():
        raise Failure(f'{source["name"]} {source["version"]} could not be fetched: {problem}\n{by_hand(source)}')
    found = sha256(tarball)
    if found != source['sha256']:
        tarball.unlink()
        raise Failure(f'{source["file"]} is not the expected file: its SHA-256 is {found}, the lock file says '
                      f'{source["sha256"]}. It was deleted.')
    return tarball


def unpack(tarball, folder):
    """Unpacks `tarball` as `folder`, without the one folder that everything in it stands in."""
    scratch = folder.with_name(folder.name + '.part')
    shutil.rmtree(scratch, ignore_errors=True)
    with tarfile.open(tarball) as archive:
        if hasattr(tarfile, 'data_filter'):
            archive.extractall(scratch, filter='data')
        else:
            archive.extractall(scratch)
    inside = list(scratch.iterdir())
    shutil.rmtree(folder, ignore_errors=True)
    (inside[0] if len(inside) == 1 else scratch).rename(folder)
    shutil.rmtree(scratch, ignore_errors=True)


def is_there(source):
    """A folder with a stamp is ours, and must be of the locked version; one without is the person's."""
    folder = DEPS / source['folder']
    stamp = folder / '.sha256'
    if not (folder / source['needed']).exists():
        return False
    return not stamp.exists() or stamp.read_text() == source['sha256']


def install(report, lock, purposes):
    for source in lock['sources']:
        if not set(source.get('for', purposes)) & set(purposes) or is_there(source):
            continue
        DOWNLOADS.mkdir(parents=True, exist_ok=True)
        report.begin(f'{source["name"]} {source["version"]}', 'source')
        tarball = fetch(report, source)
        unpack(tarball, DEPS / source['folder'])
        (DEPS / source['folder'] / '.sha256').write_text(source['sha256'])
        report.done()
