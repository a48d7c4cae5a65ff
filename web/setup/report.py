"""One line per step while it runs, and what to do when it fails."""

import os
import subprocess
import sys
import time


class Failure(Exception):
    """A step did not succeed. The text says what was tried, and what the person can do."""


def telling_lines(said):
    """The few lines of a tool's output that say what went wrong: errors, or else its end."""
    lines = said.strip().splitlines()
    errors = [line for line in lines if 'error:' in line or line.startswith(('E: ', 'CMake Error'))]
    return errors[:15] + lines[-10:] if errors else lines[-25:]


class Report:
    """Prints progress, and keeps what the tools said in a file per step."""

    def __init__(self, log_folder):
        self.log_folder = log_folder
        self.name = ''
        self.began = 0.0

    def begin(self, name, note=''):
        self.name, self.began = name, time.monotonic()
        print(f'  {name} ...' + (f' ({note})' if note else ''), flush=True)

    def done(self, note=''):
        seconds = time.monotonic() - self.began
        print(f'  {self.name}: done in {seconds:.1f} s' + (f', {note}' if note else ''), flush=True)

    def run(self, command, *, env=None, cwd=None, hint=''):
        """Runs a tool quietly. When it fails, shows the end of what it said."""
        self.log_folder.mkdir(parents=True, exist_ok=True)
        log = self.log_folder / (''.join(c if c.isalnum() else '-' for c in self.name) + '.log')
        with open(log, 'ab') as out:
            out.write(f'\n$ {" ".join(map(str, command))}\n'.encode())
            out.flush()
            start = out.tell()
            try:
                code = subprocess.run(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=out,
                                      stderr=subprocess.STDOUT, cwd=cwd,
                                      env={**os.environ, **(env or {})}).returncode
            except FileNotFoundError:
                raise Failure(f'{self.name}: there is no program "{command[0]}" on PATH. {hint}') from None
        said = log.read_bytes()[start:].decode('utf-8', 'replace')
        if code == 0:
            return said
        end = '\n'.join('    | ' + line[:300] for line in telling_lines(said))
        raise Failure(f'{self.name} failed: {" ".join(map(str, command[:4]))} ... ended with {code}\n'
                      f'{end}\n    the whole of it: {log}' + (f'\n    {hint}' if hint else ''))


def main(work):
    """Runs `work`; a failure is a message and exit code 1, never a traceback."""
    try:
        work()
    except Failure as failure:
        print(f'\n{failure}', file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print('\nstopped', file=sys.stderr)
        sys.exit(130)
