// Every thread can reach a static, so what it holds must be Sync.
use std::cell::Cell;

static COUNTER: Cell<u32> = Cell::new(0); //~ ERROR E0277
static mut ALONE: Cell<u32> = Cell::new(0);
thread_local! { static OWN: Cell<u32> = const { Cell::new(0) }; }

fn main() {
    OWN.set(1);
    COUNTER.set(OWN.get());
    let _ = &raw const ALONE;
}
