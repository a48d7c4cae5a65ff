// 0 and 1 are Maybe, 2 is No, 4 is Never: 3 would be Maybe's own place among the tags.
#[derive(Debug, Clone, Copy)]
enum Answer {
    No,
    Maybe(bool),
    Never,
}

fn main() {
    unsafe {
        for byte in [0u8, 1, 2, 4] {
            println!("{:?}", *(&raw const byte).cast::<Answer>());
            //~^ PRINTS: Maybe(false)
            //~| PRINTS: Maybe(true)
            //~| PRINTS: No
            //~| PRINTS: Never
        }
        let three = &raw const *&3u8;
        let is_maybe = matches!(*three.cast::<Answer>(), Answer::Maybe(_)); //~ UB: no variant
        println!("{is_maybe}");
    }
}
