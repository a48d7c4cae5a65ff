// A panic of an index that a library defines stands at the brackets; one of an array at the whole.
use std::panic::{catch_unwind, set_hook};

fn main() {
    set_hook(Box::new(|info| {
        let at = info.location().unwrap();
        println!("{}:{}", at.line(), at.column()); //~ PRINTS: 12:9\n18:33\n24:13\n28:16
    }));
    let _ = catch_unwind(|| {
        let three = [1, 2, 3];
        let wanted = three.len() + 2;
        three
            [wanted]
    });
    let _ = catch_unwind(|| {
        [1, 2]
            .iter()
            .collect::<Vec<_>>()[2]
    });
    let _ = catch_unwind(|| {
        let mut rows = vec![vec![1]];
        rows
            [0]
            [1] = 5;
    });
    let _ = catch_unwind(|| {
        let empty = std::collections::HashMap::<i32, i32>::new();
        (empty)[
            &7
        ]
    });
}
