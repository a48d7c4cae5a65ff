// A panic's place is the call that led to it: a method's name, the caller of `#[track_caller]`, the
// outermost macro call. Its payload is a `&str` if the whole message is known beforehand.
use std::cell::{Cell, RefCell};
use std::panic::{self, Location, UnwindSafe};

#[track_caller]
fn line() -> u32 { Location::caller().line() }

#[track_caller]
fn through() -> u32 { line() }

fn here() -> u32 { line() }

struct Checked(Vec<i32>);
impl Checked {
    #[track_caller]
    fn at(&self, index: usize) -> i32 { *self.0.get(index).expect("out of reach") }
}

macro_rules! check {
    ($holds:expr) => {
        assert!($holds, "does not hold")
    };
}
macro_rules! check_all {
    ($($holds:expr),*) => {
        { $(check!($holds);)* }
    };
}

thread_local!(static AT: Cell<String> = const { Cell::new(String::new()) });

fn place(f: impl FnOnce() + UnwindSafe) {
    let text = match panic::catch_unwind(f).unwrap_err().downcast::<String>() {
        Ok(text) => format!("String {text}"),
        Err(other) => other.downcast_ref::<&str>().map_or("no text".into(), |text| format!("str {text}")),
    };
    println!("{} {text}", AT.take());
    //~^ PRINTS: 52:14 true str called `Option::unwrap()` on a `None` value
    //~| PRINTS: 55:26 true String out of reach
    //~| PRINTS: 57:14 true str does not hold
    //~| PRINTS: 58:14 true str does not hold
    //~| PRINTS: 59:14 true str known 1
    //~| PRINTS: 60:14 true String in-side
    //~| PRINTS: 61:19 true String None
    //~| PRINTS: 62:14 false no text
    //~| PRINTS: 63:14 true str not yet implemented: part 2
    //~| PRINTS: 67:28 true String RefCell already mutably borrowed
    //~| PRINTS: 69:21 true String min > max. min = 9, max = 3
}

fn main() {
    println!("{} {} {}", line(), through(), here()); //~ PRINTS: 42 42 12
    let f: fn() -> u32 = here;
    println!("{}", f()); //~ PRINTS: 12
    panic::set_hook(Box::new(|info| {
        let at = info.location().unwrap();
        AT.set(format!("{}:{} {}", at.line(), at.column(), info.payload_as_str().is_some()));
    }));
    let none = std::hint::black_box(None::<i32>);
    place(move || {
        none.map(|n| n + 1)
            .unwrap();
    });
    place(|| {
        Checked(vec![1]).at(1);
    });
    place(|| check!(1 > 2));
    place(|| check_all!(true, false));
    place(|| panic!("{}{}", "known ", 1));
    place(|| panic!("{}", format_args!("{}-{}", "in", format_args!("side"))));
    place(move || panic!("{none:?}"));
    place(|| panic::panic_any(1));
    place(|| todo!("part {}", 2));
    place(|| {
        let cell = RefCell::new(1);
        let _first = cell.borrow_mut();
        let _second = cell.borrow();
    });
    place(|| drop(7.clamp(std::hint::black_box(9), 3)));
}
