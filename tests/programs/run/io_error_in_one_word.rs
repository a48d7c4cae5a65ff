//@ models: stacked tree
//@ outputs: bad Custom { kind: InvalidData, error: "bad" } invalid data Some("bad")\nentity not found Kind(NotFound) NotFound true\nin Custom { kind: Other, error: Custom { kind: Other, error: "in" } } true\nSome("bad")\ntrue\nfailed to fill whole buffer Error { kind: UnexpectedEof, message: "failed to fill whole buffer" } UnexpectedEof\nfailed to write whole buffer Error { kind: WriteZero, message: "failed to write whole buffer" }\nin\n8 8\nSome("w")\nSome("w")\nSome("main") 8\ntrue
// An io::Error is one word: a kind, a message of std or a box, told by its lowest bits. A Thread is one too.
use std::error::Error as _;
use std::io::{self, Error, ErrorKind, Read, Write};
fn main() {
    let a = Error::new(ErrorKind::InvalidData, "bad");
    let b = Error::from(ErrorKind::NotFound);
    let c = Error::other(io::Error::new(ErrorKind::Other, "in"));
    println!("{a} {a:?} {} {:?}", a.kind(), a.get_ref().map(|e| e.to_string()));
    println!("{b} {b:?} {:?} {:?}", b.kind(), b.get_ref().is_none());
    println!("{c} {c:?} {}", c.source().is_none());
    println!("{:?}", a.into_inner().map(|e| e.to_string()));
    println!("{:?}", b.into_inner().is_none());
    let mut buf = [0u8; 4];
    let e = (&b"ab"[..]).read_exact(&mut buf).unwrap_err();
    println!("{e} {e:?} {:?}", e.kind());
    let mut out = [0u8; 1];
    let e = (&mut out[..]).write_all(b"abc").unwrap_err();
    println!("{e} {:?}", e);
    let r: Result<(), Box<dyn std::error::Error>> = Err(Box::new(c));
    println!("{}", r.unwrap_err());
    println!("{} {}", size_of::<Error>(), size_of::<io::Result<()>>());
    let t = std::thread::Builder::new()
        .name("w".into())
        .spawn(|| std::thread::current().name().map(str::to_string))
        .unwrap();
    println!("{:?}", t.thread().name());
    println!("{:?}", t.join().unwrap());
    println!("{:?} {}", std::thread::current().name(), size_of::<Option<std::thread::Thread>>());
    println!("{:?}", std::thread::current().id() == std::thread::current().id());
}
