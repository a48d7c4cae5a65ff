// Lifetimes in signatures: as many as the type has, before the types, and not in a result alone.
struct One<'a>(&'a str);
struct None;
struct Kept<'a, T>(&'a T);

fn too_many<'a>(x: One<'a, 'a>) {} //~ ERROR E0107
fn no_lifetime<'a>(x: None<'a>) {} //~ ERROR E0107
type Turned = Kept<(), 'static>; //~ ERROR E0747
fn from_nowhere(f: for<'a> fn() -> &'a i32) {} //~ ERROR E0581
fn bound_from_nowhere<F>(f: F)
where
    F: for<'a> Fn(i32) -> Option<&'a i32>, //~ ERROR E0582
{
}

fn right<'a, F: for<'b> Fn(&'b One<'a>) -> &'b str>(f: F, x: One<'a>, g: for<'c> fn(&'c i32) -> &'c i32) {}

fn main() {}
