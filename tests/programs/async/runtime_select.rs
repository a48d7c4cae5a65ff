//@ explore
//@ always
//@ memory: c11
//@ outputs: left|right
// Of two sides that are ready either may be looked at first.
use crabglass::{select, task};

fn main() {
    task::block_on(async {
        select! {
            _ = async {} => println!("left"),
            _ = std::future::ready(1) => println!("right"),
        }
    });
}
