// `DefaultHasher::new()` is SipHash 1-3 without a key, so its results are the same everywhere; what a
// type feeds to a hasher is seen by hashers of one's own.
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash, Hasher};

#[derive(Hash)]
struct Person {
    id: u32,
    name: String,
    tags: Vec<u8>,
    age: Option<i64>,
    rest: (u8, char, [u16; 3]),
}
#[derive(Hash)]
enum Shape {
    Empty,
    Circle(u8),
    Rect { width: i32 },
}

#[derive(Default)]
struct Recorder(Vec<String>);
impl Hasher for Recorder {
    fn finish(&self) -> u64 { self.0.len() as u64 }
    fn write(&mut self, bytes: &[u8]) { self.0.push(format!("{bytes:?}")) }
    fn write_u16(&mut self, i: u16) { self.0.push(format!("u16 {i}")) }
}

fn hash<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn recorded<T: Hash>(value: T) -> String {
    let mut recorder = Recorder::default();
    value.hash(&mut &mut recorder);
    recorder.0.join(" ")
}

fn main() {
    println!("{} {} {}", hash(&1u32), hash("abc"), hash(&())); //~ PRINTS: 1742378985846435984 17224545590736200989 15130871412783076140
    let person = Person { id: 1, name: "x".into(), tags: vec![1, 2], age: Some(-1), rest: (1, 'c', [1, 2, 3]) };
    println!("{}", hash(&person)); //~ PRINTS: 428035557308722090
    println!("{} {} {}", hash(&Shape::Empty), hash(&Shape::Circle(3)), hash(&Shape::Rect { width: 1 })); //~ PRINTS: 13646096770106105413 2568688906359260860 5838291477591638132
    println!("{} {}", hash(&[1i32, 2][..]), hash(&Some("x"))); //~ PRINTS: 8121603564973576675 14611050309950960710
    println!("{} {}", hash(&(1..2)), hash(&(1..=2))); //~ PRINTS: 10705245038507271663 1553488616583434786
    println!("{}", hash("q") == hash(&Cow::from("q")) && hash("q") == hash(&String::from("q"))); //~ PRINTS: true
    println!("{}", BuildHasherDefault::<DefaultHasher>::default().hash_one(7u64)); //~ PRINTS: 7364705619221056123
    println!("{}", recorded((1u8, 258u16, "ab"))); //~ PRINTS: [1] u16 258 [97, 98] [255]
    println!("{}", recorded([1u16, 2])); //~ PRINTS: [2, 0, 0, 0, 0, 0, 0, 0] [1, 0, 2, 0]
    println!("{}", recorded(Shape::Rect { width: -1 })); //~ PRINTS: [2, 0, 0, 0, 0, 0, 0, 0] [255, 255, 255, 255]
    let mut ages: HashMap<Cow<str>, u8, BuildHasherDefault<DefaultHasher>> = HashMap::default();
    ages.insert("ada".into(), 36);
    println!("{:?} {:?}", ages.get("ada"), ages.get("bob")); //~ PRINTS: Some(36) None
}
