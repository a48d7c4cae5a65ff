// `cfg_select!` gives what its first arm that holds has, in each place where a macro may stand.
cfg_select! {
    windows => { fn system() -> &'static str { "windows" } }
    any(unix, feature = "x") => {
        fn system() -> &'static str { "unix" }
    }
    _ => { compile_error!("neither"); }
}

fn main() {
    let bits: cfg_select! { target_pointer_width = "64" => { u64 } _ => { u32 } } = 3;
    println!("{} {bits} {}", system(), std::mem::size_of_val(&bits)); //~ PRINTS: unix 3 8
    let numbers = cfg_select! { windows => Vec::new(), all() => std::convert::identity::<Vec<u8>>(vec![1, 2]), _ => 3 };
    println!("{numbers:?}"); //~ PRINTS: [1, 2]
    cfg_select! {
        not(unix) => {}
        _ => {
            let seen = numbers.len();
            println!("{seen}"); //~ PRINTS: 2
        }
    }
    match bits {
        cfg_select! { true => { 3 } false => { 4 } } => println!("three"), //~ PRINTS: three
        _ => {}
    }
}
