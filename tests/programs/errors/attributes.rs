// Attributes stand where they mean something, and say what they can.
#![forbid(non_snake_case)]

#[repr(C)] //~ ERROR E0517 is for structs, enums and unions
fn with_repr() {}
#[repr(u8)] //~ ERROR E0517 is for enums
struct Numbered;
#[repr(packed)] //~ ERROR E0517 is for structs and unions
enum Packed { One }
#[repr(D)] //~ ERROR E0552
struct Unknown;
#[repr("C")] //~ ERROR E0565
struct Quoted;
#[repr(u32, u64)] //~ ERROR E0566
enum Twice { One }
#[repr(packed, align(8))]
struct Both(u8); //~ ERROR E0587
#[repr(align(16))]
struct Aligned(i32);
struct Around(Aligned);
#[repr(packed)]
struct Holds(Around); //~ ERROR E0588
#[repr(align(15))] //~ ERROR E0589
struct Odd(i32);
#[repr(packed, packed(2))]
struct PackedTwice(u8); //~ ERROR E0634
#[repr(transparent)]
struct Wide(f32, u16); //~ ERROR E0690
#[repr(transparent)]
struct Thin<T>(u8, std::marker::PhantomData<T>, [u8; 0], ());
#[repr(transparent, C)] //~ ERROR E0692
struct Other(f32);
#[repr(align = "8")] //~ ERROR E0693
struct Equals(u8);
#[repr(transparent)]
enum Several { A(u32), B } //~ ERROR E0731

#[inline(always, never)] //~ ERROR E0805
fn inlined() {}
#[inline(sometimes)] //~ ERROR E0539
fn sometimes() {}
#[inline] //~ ERROR is for functions
struct Inlined;
#[track_caller] //~ ERROR is for functions
const TRACKED: u8 = 1;
#[non_exhaustive] //~ ERROR is for structs
trait Open {}
#[deprecated(since = "1", since = "2")] //~ ERROR E0538
fn old() {}
#[deprecated(author = "x")] //~ ERROR E0539
fn older() {}
#[allow(clipp::all)] //~ ERROR E0710
fn linted() {}
#[allow(non_snake_case)] //~ ERROR E0453
fn forbidden() {}
#[allow("dead_code")] //~ ERROR E0452
fn literal() {}
#[stable(feature = "x", since = "1")] //~ ERROR E0734
fn stable() {}
#[unsafe(no_mangle)]
fn größe() {} //~ ERROR E0754
#[unsafe(export_name = "a\0b")] //~ ERROR E0648
fn zero() {}
#[inlin] //~ ERROR there is no attribute `inlin`
fn misspelt() {}
#[tool::word] //~ ERROR E0433
fn of_a_tool() {}

#[rustfmt::skip]
#[must_use]
#[cfg(all(not(windows), any(unix)))]
#[allow(clippy::all, unused, reason = "shown")]
fn fine() -> u8 { 1 }

fn main() {}
