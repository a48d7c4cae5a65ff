// `PhantomData` is equal to itself in each way that a derive asks, whatever its parameter is.
use std::collections::{BTreeSet, HashSet};
use std::marker::PhantomData;
use std::ops::ControlFlow;

struct Plain;
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
struct Metres<T>(u32, PhantomData<T>);
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Step(ControlFlow<u8, i8>);

fn main() {
    let lengths: [Metres<fn() -> Plain>; 3] = [3, 1, 3].map(|n| Metres(n, PhantomData));
    println!("{:?}", lengths.iter().max().map(|longest| longest.0)); //~ PRINTS: Some(3)
    let ordered: BTreeSet<_> = lengths.into_iter().collect();
    let steps: HashSet<_> = [Step(ControlFlow::Break(1)), Step(ControlFlow::Continue(1)), Step(ControlFlow::Break(1))].into();
    println!("{} {} {}", ordered.len(), lengths[0] < lengths[1], steps.len()); //~ PRINTS: 2 false 2
}
