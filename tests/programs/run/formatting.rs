#[derive(Debug)]
struct Pair {
    left: u8,
    right: Option<&'static str>,
}

fn main() {
    let n = 42;
    let name = "crab";
    println!("{n} {0} {0:?} {name:>6}| {name:<6}| {name:^6}|", name); //~ PRINTS: 42 crab "crab"   crab| crab  |  crab |
    println!("{:5}|{:<5}|{:^5}|{:+}|{:05}", n, n, n, n, n); //~ PRINTS:    42|42   | 42  |+42|00042
    println!("{:x} {:X} {:#x} {:b} {:#010b} {:o}", 255, 255, 255, 5, 5, 8); //~ PRINTS: ff FF 0xff 101 0b00000101 10
    println!("{:-^9}", name); //~ PRINTS: --crab---
    println!("{:width$}|{:>1$}|{:.*}", 7, 4, 2, "abc", width = 3); //~ PRINTS:   7|   4|ab
    println!("{{}} {:?} {:?}", 'x', "a\"b\n"); //~ PRINTS: {} 'x' "a\\"b\\n"
    println!("{:?}", Pair { left: 1, right: Some("r") }); //~ PRINTS: Pair { left: 1, right: Some("r") }
    println!("{:#?}", (1, "x")); //~ PRINTS: (\n    1,\n    "x",\n)
    println!("{:?} {:?}", [1, 2], Some(Ok::<i32, ()>(3))); //~ PRINTS: [1, 2] Some(Ok(3))
    let text = format!("{}-{:02}", name, 7);
    println!("{text} {}", text.len()); //~ PRINTS: crab-07 7
    let pair = Pair { left: 3, right: None };
    println!("{} {}", pair.left, pair.right.is_none()); //~ PRINTS: 3 true
    println!("{0:p} {0:#p} {0:10p} {0:?}", std::ptr::without_provenance::<u8>(31)); //~ PRINTS: 0x1f 0x000000000000001f       0x1f 0x1f
    println!("{:x} {:x} {:?}", f64::NAN.to_bits(), f32::NAN.to_bits(), 1.0f64.total_cmp(&f64::NAN)); //~ PRINTS: 7ff8000000000000 7fc00000 Less
}
