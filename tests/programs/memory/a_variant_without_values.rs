//@ models: stacked tree
// A pattern of a variant reads the tag, also where all other variants have no values.

#[derive(Clone, Copy)]
enum Never {}
#[repr(C)]
#[allow(dead_code)]
enum Reply {
    Done,
    Lost(Never),
}

fn unwrapped(result: Result<String, Never>) -> String {
    let Ok(text) = result;
    text
}
fn sum(results: &[Result<u8, Never>]) -> u8 {
    results.iter().map(|Ok(n)| *n).sum()
}

fn main() {
    println!("{} {}", unwrapped(Ok("here".into())), sum(&[Ok(1), Ok(2)])); //~ PRINTS: here 3
    let tag = 1u32;
    let reply = unsafe { &*(&raw const tag).cast::<Reply>() };
    match reply { //~ UB: a variant that has no values
        Reply::Done => {}
        Reply::Lost(_) => {}
    }
}
