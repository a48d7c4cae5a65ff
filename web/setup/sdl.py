"""SDL2 for the page, built once for each Emscripten and kept in .deps/sdl2-web."""

import hashlib
import os
import shutil
import subprocess

from places import DEPS, SDL_WEB

# The page needs a window, a canvas and input, and never copies pixels. Configuring takes longer than building.
FLAGS = '-Oz -DSDL_LEAN_AND_MEAN=1'
OPTIONS = ['-DSDL_AUDIO=OFF', '-DSDL_HAPTIC=OFF', '-DSDL_JOYSTICK=OFF', '-DSDL_SENSOR=OFF', '-DSDL_RENDER=OFF',
           '-DSDL_THREADS=OFF', '-DSDL_TEST=OFF', '-DSDL_SHARED=OFF', '-DSDL_STATIC=ON']


def emscripten_version():
    emcc = shutil.which('emcc')
    said = subprocess.run([emcc, '-dumpversion'], capture_output=True, text=True).stdout.strip()
    return f'{said} {os.path.realpath(emcc)}'


def install(report):
    recipe = hashlib.sha256(repr((emscripten_version(), FLAGS, OPTIONS)).encode()).hexdigest()
    source = DEPS / 'sdl2'
    locked = source / '.sha256'
    if locked.exists():
        recipe += ' ' + locked.read_text()
    stamp = SDL_WEB / '.recipe'
    if stamp.exists() and stamp.read_text() == recipe:
        return
    scratch = DEPS / 'sdl2-build'
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.rmtree(SDL_WEB, ignore_errors=True)
    report.begin('SDL2 for the page', 'about two minutes, once')
    report.run(['emcmake', 'cmake', '-G', 'Ninja', '-S', source, '-B', scratch, '-DCMAKE_BUILD_TYPE=MinSizeRel',
                f'-DCMAKE_C_FLAGS_MINSIZEREL={FLAGS}', f'-DCMAKE_INSTALL_PREFIX={SDL_WEB}', *OPTIONS])
    report.run(['cmake', '--build', scratch])
    report.run(['cmake', '--install', scratch])
    stamp.write_text(recipe)
    shutil.rmtree(scratch, ignore_errors=True)
    report.done()
