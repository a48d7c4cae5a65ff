// Types of std are as large as rustc's, with the same values left over for an enum around them.
use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};
use std::iter::{Chain, Enumerate, Peekable, Zip};
use std::slice::{Iter, IterMut};
use std::str::{CharIndices, Chars};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

enum Several { Text(String), Byte(u8), Nothing }
enum Nested { Maybe(Option<String>), Number(u32), Small(Option<u8>) }

fn line<T>() -> usize { size_of::<T>() }
fn main() {
    println!("{} {}", line::<Iter<u32>>(), line::<IterMut<u8>>()); //~ PRINTS: 16 16
    println!("{} {}", line::<Option<Iter<()>>>(), line::<Enumerate<Iter<u8>>>()); //~ PRINTS: 16 24
    println!("{} {}", line::<Peekable<Iter<u8>>>(), line::<Chain<Iter<u8>, Iter<u8>>>()); //~ PRINTS: 32 32
    println!("{} {}", line::<Zip<Iter<u8>, Iter<u8>>>(), line::<VecDeque<u8>>()); //~ PRINTS: 48 32
    println!("{} {}", line::<Chars>(), line::<CharIndices>()); //~ PRINTS: 16 24
    println!("{} {}", line::<HashMap<u8, u8>>(), line::<Context>()); //~ PRINTS: 48 32
    println!("{} {}", line::<Instant>(), line::<Option<Duration>>()); //~ PRINTS: 16 16
    println!("{} {}", line::<Option<Option<String>>>(), line::<Option<Option<Vec<u8>>>>()); //~ PRINTS: 24 24
    println!("{} {}", line::<Poll<Option<String>>>(), line::<Poll<Result<u32, String>>>()); //~ PRINTS: 24 24
    println!("{} {}", line::<Option<Cow<str>>>(), line::<Option<Result<String, u8>>>()); //~ PRINTS: 24 24
    println!("{} {} {}", line::<Several>(), line::<Option<Several>>(), line::<Nested>()); //~ PRINTS: 24 24 24
    let held = [Several::Text("a".into()), Several::Byte(1), Several::Nothing];
    let texts = held.iter().map(|each| match each {
        Several::Text(text) => text.clone(),
        Several::Byte(byte) => byte.to_string(),
        Several::Nothing => String::new(),
    });
    println!("{:?}", texts.map(Some).map(Some).collect::<Vec<_>>()); //~ PRINTS: [Some(Some("a")), Some(Some("1")), Some(Some(""))]
    let nested = [Nested::Maybe(None), Nested::Maybe(Some("b".into())), Nested::Number(2), Nested::Small(None)];
    for each in &nested {
        match each {
            Nested::Maybe(text) => print!("{text:?} "),
            Nested::Number(number) => print!("{number} "),
            Nested::Small(byte) => println!("{byte:?}"), //~ PRINTS: None
        }
    }
    // Both ends of the walk meet, also where an element has no size.
    let mut letters = "aé漢🦀z".char_indices();
    println!("{:?} {:?} {}", letters.next_back(), letters.nth(1), letters.offset()); //~ PRINTS: Some((10, 'z')) Some((1, 'é')) 3
    println!("{:?}", letters.map(|(at, _)| at).collect::<Vec<_>>()); //~ PRINTS: [3, 6]
    let nothing = [(); 5];
    println!("{} {}", nothing.iter().skip(2).count(), nothing.iter().rev().nth(9).is_none()); //~ PRINTS: 3 true
    let mut ring: VecDeque<String> = Vec::from(["x".to_string(), "y".to_string()]).into();
    ring.rotate_left(1);
    ring.extend(["z".to_string()]);
    println!("{:?} {:?}", ring, Vec::from(ring.clone())); //~ PRINTS: ["y", "x", "z"] ["y", "x", "z"]
    println!("{:?}", VecDeque::from(vec![(); 3]).capacity() == usize::MAX); //~ PRINTS: true
    println!("{}", std::any::type_name_of_val(&std::future::ready(1))); //~ PRINTS: core::future::ready::Ready<i32>
}
