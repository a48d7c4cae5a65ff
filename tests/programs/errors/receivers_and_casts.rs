// What `self` can be, what cannot be cast to or given to C, and types that would be made of themselves.
struct Small(u8);
trait Marked {}
impl Marked for Small {}
impl !Marked for Small {} //~ ERROR E0751
//~| ERROR E0658
impl dyn Send + Sync {} //~ ERROR E0785

impl Small {
    fn other(self: u8) {} //~ ERROR E0307
    fn chosen<R: std::ops::Deref<Target = Self>>(self: R) {} //~ ERROR E0801
    fn shared(self: std::rc::Rc<Self>) {}
    fn pinned(self: std::pin::Pin<&mut Self>) {}
}

fn first() -> impl Sized { //~ ERROR E0720
    second()
}
fn second() -> impl Sized { //~ ERROR E0720
    (first(), 1)
}

unsafe extern "C" { fn printf(format: *const i8, ...) -> i32; }

fn main() where (): Copy { //~ ERROR E0646
    unsafe { printf(std::ptr::null(), 0u8) }; //~ ERROR E0617
    let _ = &[0usize, 2] as [usize]; //~ ERROR E0620
}
