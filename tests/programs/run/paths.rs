// Paths: components from both ends, names and extensions, joining, and equality by components.
use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::path::{Component, Path, PathBuf};

fn depth(path: impl AsRef<Path>) -> usize {
    path.as_ref().components().filter(|part| matches!(part, Component::Normal(_))).count()
}

fn main() {
    let path = Path::new("/usr/./local//archive.tar.gz");
    println!("{:?}", path.components().collect::<Vec<_>>()); //~ PRINTS: [RootDir, Normal("usr"), Normal("local"), Normal("archive.tar.gz")]
    println!("{:?} {:?} {:?}", path.file_name(), path.file_stem(), path.extension()); //~ PRINTS: Some("archive.tar.gz") Some("archive.tar") Some("gz")
    println!("{:?}", path.ancestors().collect::<Vec<_>>()); //~ PRINTS: ["/usr/./local//archive.tar.gz", "/usr/./local", "/usr", "/"]
    println!("{:?} {}", path.strip_prefix("/usr"), path.strip_prefix("usr").unwrap_err()); //~ PRINTS: Ok("local//archive.tar.gz") prefix not found
    println!("{} {} {}", path.starts_with("/usr/local"), path.starts_with("/us"), path.ends_with("archive.tar.gz")); //~ PRINTS: true false true
    println!("{}|{:?}|{:?}", path.with_extension("zip").display(), path.with_file_name("b"), Path::new(".profile").extension()); //~ PRINTS: /usr/./local//archive.tar.zip|"/usr/./local/b"|None

    let mut buffer = PathBuf::from("a");
    buffer.push("b.txt");
    buffer.set_extension("");
    println!("{buffer:?} {}", buffer.join("/c").display()); //~ PRINTS: "a/b" /c
    println!("{} {buffer:?}", { buffer.clone().pop() }); //~ PRINTS: true "a/b"
    println!("|{:>5}|{:?}", buffer.display(), ["x", "y", "/z", "w"].iter().collect::<PathBuf>()); //~ PRINTS: |  a/b|"/z/w"
    println!("{} {} {}", depth("a/./b/../c"), depth(String::from("/")), depth(&buffer)); //~ PRINTS: 3 0 2

    let sizes = HashMap::from([(PathBuf::from("src//main.rs"), 10)]);
    println!("{:?} {}", sizes.get(Path::new("src/main.rs")), Path::new("a/b/") == Path::new("a/b")); //~ PRINTS: Some(10) true
    let name: OsString = OsStr::new("Read.ME").to_ascii_lowercase();
    println!("{} {:?} {}", name == "read.me", name, path.extension().and_then(OsStr::to_str).unwrap_or("none")); //~ PRINTS: true "read.me" gz
}
