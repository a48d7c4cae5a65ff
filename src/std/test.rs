// The harness of `#[test]` functions: the program's start calls `begin`, then `run` for each test,
// then `done`, and what is printed is what `cargo test` prints.

use crate::any::Any;
use crate::intrinsics;
use crate::process::Termination;

struct Failure {
    name: &'static str,
    output: String,
}
struct Tally {
    passed: usize,
    ignored: usize,
    failures: Vec<Failure>,
}
static mut TALLY: Tally = Tally { passed: 0, ignored: 0, failures: Vec::new() };
static mut IS_RUNNING: bool = false;

/// What a test prints is kept for the report of failures: then `eprint!` goes the same way as `print!`.
pub(crate) fn is_running() -> bool { unsafe { IS_RUNNING } }

#[lang = "tests_begin"]
fn begin(count: usize) {
    println!("\nrunning {} test{}", count, if count == 1 { "" } else { "s" });
    unsafe { IS_RUNNING = true };
}

#[lang = "run_test"]
fn run<T: Termination>(name: &'static str, test: fn() -> T, is_ignored: bool, reason: &'static str, should_panic: bool, expected: &'static str, place: &'static str) {
    let tally = unsafe { &mut *&raw mut TALLY };
    if is_ignored {
        println!("test {}{} ... ignored{}{}", name, if should_panic { " - should panic" } else { "" }, if reason.is_empty() { "" } else { ", " }, reason);
        tally.ignored += 1;
        return;
    }
    let start = intrinsics::stdout_length();
    let outcome = crate::panicking::catch(move || test().report().to_i32() == 0);
    let mut output = Vec::with_capacity(intrinsics::stdout_length() - start);
    intrinsics::stdout_take(start, output.as_mut_ptr());
    unsafe { output.set_len(output.capacity()) };
    let mut output = String::from_utf8_lossy(&output).into_owned();
    let mut has_passed = should_panic;
    match outcome {
        Ok(is_success) if !should_panic => has_passed = is_success,
        Ok(_) => {
            has_passed = false;
            output += &format!("note: test did not panic as expected at {place}");
        }
        Err(payload) if should_panic && !expected.is_empty() => match message_of(&*payload) {
            Some(text) => if !text.contains(expected) {
                has_passed = false;
                output += &format!("note: panic did not contain expected string\n      panic message: {text:?}\n expected substring: {expected:?}");
            }
            None => {
                has_passed = false;
                output += &format!("note: expected panic with string value,\n found non-string value: `{:?}`\n     expected substring: {expected:?}", (*payload).type_id());
            }
        }
        Err(_) => {}
    }
    println!("test {}{} ... {}", name, if should_panic { " - should panic" } else { "" }, if has_passed { "ok" } else { "FAILED" });
    if has_passed { tally.passed += 1 } else { tally.failures.push(Failure { name, output }) }
}

fn message_of(payload: &(dyn Any + Send)) -> Option<&str> {
    if let Some(text) = payload.downcast_ref::<&'static str>() { return Some(text) }
    payload.downcast_ref::<String>().map(|text| text.as_str())
}

#[lang = "tests_done"]
fn done() -> i32 {
    let tally = unsafe { &*&raw const TALLY };
    if !tally.failures.is_empty() {
        println!("\nfailures:");
        for (i, failure) in tally.failures.iter().filter(|failure| !failure.output.is_empty()).enumerate() {
            println!("{}---- {} stdout ----\n{}", if i == 0 { "\n" } else { "" }, failure.name, failure.output);
        }
        println!("\nfailures:");
        for failure in tally.failures.iter() {
            println!("    {}", failure.name);
        }
    }
    let failed = tally.failures.len();
    let result = if failed == 0 { "ok" } else { "FAILED" };
    println!("\ntest result: {}. {} passed; {} failed; {} ignored; 0 measured; 0 filtered out; finished in 0.00s\n",
             result, tally.passed, failed, tally.ignored);
    if failed == 0 { 0 } else { 101 }
}
