//@ edition: 2024
// What one call of a closure is given must not get into what the closure captures (E0521), nor into what
// all calls give alike; nor must the call's own borrow of what the closure holds get out of it.
use std::cell::RefCell;
use std::collections::HashMap;

fn call(mut f: impl FnMut(&str)) {
    f("called");
}

fn each(map: &HashMap<String, i32>, f: impl Fn(&str, i32)) {
    for (key, value) in map {
        f(key, *value);
    }
}

fn named<'a, F>(text: &'a str, f: F)
where
    F: for<'b> Fn(&'a str, &'b str) -> &'b str,
{
    f(text, "b");
}

fn main() {
    let mut kept: Vec<&str> = Vec::new();
    call(|text| kept.push(text)); //~ ERROR E0521
    let keys = RefCell::new(Vec::new());
    each(&HashMap::new(), |key, _| keys.borrow_mut().push(key)); //~ ERROR E0521
    let mut last: Option<&i32> = None;
    let mut keep = |number: &i32| {
        last = Some(number); //~ ERROR E0521
    };
    keep(&1);

    let mut names = vec![String::from("b"), String::from("a")];
    names.sort_by_key(|name| name.as_str()); //~ ERROR need not last
    names.sort_by_key(|name| name.len());
    named("a", |long, _short| long);
    named("a", |_long, short| short);
    named("a", |_, _| "c");

    let text = String::from("held");
    let lend = move || text.as_str(); //~ ERROR lasts for one call
    lend();
    let mut count = 0;
    let mut bump = || {
        count += 1;
        &mut count //~ ERROR lasts for one call
    };
    bump();
}
