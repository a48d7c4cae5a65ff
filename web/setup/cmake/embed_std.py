"""Writes the Rust files of src/std into one C++ file: `embed_std.py ROOT OUT.cpp FILE.rs...`.

Beside it, for the page: std.txt with the same texts, each after a line with its path and its length in
bytes; and std_digest.h, which tells one std.txt from another.
"""

import hashlib
import pathlib
import sys

root, out = map(pathlib.Path, sys.argv[1:3])
files = sorted(map(pathlib.Path, sys.argv[3:]))


def literal(text):
    """`text` as a raw string. Compilers promise only 64 KB a literal, so long texts are cut up."""
    assert ')rust"' not in text, 'the end of a raw string stands in the text'
    parts = [text[i:i + 16000] for i in range(0, len(text), 16000)] or ['']
    return '\n'.join(f'R"rust({part})rust"' for part in parts)


rows = ''.join(
    f'    {{"{path.relative_to(root).as_posix()}",\n     std::string_view({name}, sizeof({name}) - 1)}},\n'
    for name, path in ((f'text_{i}', path) for i, path in enumerate(files)))
texts = ''.join(
    f'constexpr char text_{i}[] =\n{literal(path.read_text(encoding="utf-8"))};\n\n'
    for i, path in enumerate(files))
table = (f'constexpr File table[] = {{\n{rows}}};\n' if files else '')
result = 'table' if files else '{}'

out.parent.mkdir(parents=True, exist_ok=True)
out.write_text(f'''// Generated from src/std by web/setup/cmake/embed_std.py.
#include "run/std_source.h"

namespace std_source {{
namespace {{

{texts}{table}
}}  // namespace

std::span<const File> files() {{ return {result}; }}

}}  // namespace std_source
''', encoding='utf-8')

bundle = b''.join(f'{path.relative_to(root).as_posix()} {len(text)}\n'.encode() + text
                  for path, text in ((path, path.read_bytes()) for path in files))
(out.parent / 'std.txt').write_bytes(bundle)
(out.parent / 'std_digest.h').write_text(f'''#pragma once
// Generated from src/std by web/setup/cmake/embed_std.py.
inline constexpr char std_digest[] = "{hashlib.sha256(bundle).hexdigest()[:12]}";
''')
