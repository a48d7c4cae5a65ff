// The fields of a packed struct lie at any address; derived code copies them before it refers to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[repr(C, packed)]
struct Header {
    kind: u8,
    length: u32,
    id: u16,
}

#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(packed(2))]
struct Pair(u8, u64);

fn main() {
    let header = Header { kind: 1, length: 70000, id: 7 };
    let copy = header;
    println!("{:?} {}", header, size_of::<Header>()); //~ PRINTS: Header { kind: 1, length: 70000, id: 7 } 7
    println!("{} {:?}", header == copy, header.cmp(&Header { length: 70001, ..copy })); //~ PRINTS: true Less
    let length = header.length;
    println!("{length} {:?}", Header::default()); //~ PRINTS: 70000 Header { kind: 0, length: 0, id: 0 }
    println!("{:?} {}", Pair(1, 2).clone(), size_of::<Pair>()); //~ PRINTS: Pair(1, 2) 10
    println!("{}", { header.id } + 1); //~ PRINTS: 8
}
