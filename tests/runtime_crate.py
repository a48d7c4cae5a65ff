"""The runtime for lessons, `use crabglass::…`, as a crate that rustc can link."""
import atexit
import functools
import pathlib
import shutil
import subprocess
import tempfile

STD = pathlib.Path(__file__).resolve().parents[1] / "src" / "std"


@functools.cache
def built():
    folder = pathlib.Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    parts = "".join(f'#[path = "{STD / name}.rs"] pub mod {name};\n' for name in ("crabglass", "crabglass_sync"))
    (folder / "lib.rs").write_text(parts + "pub use crabglass::*;\n")
    library = folder / "libcrabglass.rlib"
    subprocess.run(["rustc", "--edition", "2024", "-A", "warnings", "--crate-type", "rlib", "--crate-name", "crabglass",
                    "-o", library, folder / "lib.rs"], check=True)
    return library


def options(text):
    """What rustc is to be told for this program."""
    return ["--extern", f"crabglass={built()}"] if "crabglass::" in text else []
