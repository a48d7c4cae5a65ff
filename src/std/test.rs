// The harness of `#[test]` functions: the program's start calls `begin`, then `run` for each test,
// then `done`, and what is printed is what `cargo test` prints.

use crate::any::Any;
use crate::process::Termination;

struct Tally {
    passed: usize,
    failed: usize,
    ignored: usize,
}
static mut TALLY: Tally = Tally { passed: 0, failed: 0, ignored: 0 };
static mut FAILURES: Vec<&'static str> = Vec::new();

#[lang = "tests_begin"]
fn begin(count: usize) { println!("\nrunning {} test{}", count, if count == 1 { "" } else { "s" }) }

#[lang = "run_test"]
fn run<T: Termination>(name: &'static str, test: fn() -> T, is_ignored: bool, reason: &'static str, should_panic: bool, expected: &'static str) {
    if is_ignored {
        println!("test {} ... ignored{}{}", name, if reason.is_empty() { "" } else { ", " }, reason);
        unsafe { TALLY.ignored += 1 };
        return;
    }
    let outcome = crate::panicking::catch(move || test().report().to_i32() == 0);
    let has_passed = match outcome {
        Ok(is_success) => is_success && !should_panic,
        Err(payload) => should_panic && message_of(&*payload).contains(expected),
    };
    let how = if should_panic { " - should panic" } else { "" };
    if has_passed {
        println!("test {}{} ... ok", name, how);
        unsafe { TALLY.passed += 1 };
    } else {
        println!("test {}{} ... FAILED", name, how);
        unsafe {
            TALLY.failed += 1;
            (*&raw mut FAILURES).push(name);
        }
    }
}

fn message_of(payload: &(dyn Any + Send)) -> &str {
    if let Some(text) = payload.downcast_ref::<&'static str>() { return text; }
    match payload.downcast_ref::<String>() {
        Some(text) => text,
        None => "",
    }
}

#[lang = "tests_done"]
fn done() -> i32 {
    let tally = unsafe { &*&raw const TALLY };
    let failures = unsafe { &*&raw const FAILURES };
    if !failures.is_empty() {
        println!("\nfailures:");
        for name in failures.iter() {
            println!("    {}", name);
        }
    }
    let result = if tally.failed == 0 { "ok" } else { "FAILED" };
    println!("\ntest result: {}. {} passed; {} failed; {} ignored; 0 measured; 0 filtered out; finished in 0.00s\n",
             result, tally.passed, tally.failed, tally.ignored);
    if tally.failed == 0 { 0 } else { 101 }
}
