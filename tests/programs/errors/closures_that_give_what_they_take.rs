// A lifetime left out in what a closure takes is another one in each call, so that what it gives cannot
// have it, unless the place where the closure stands says so.
fn passed(f: impl Fn(&str) -> &str) -> usize { f(" passed").len() }

fn main() {
    let same = |x: &i32| x; //~ ERROR need not last
    let first = |x: &i32, y: &i32| -> &i32 { x }; //~ ERROR need not last
    let trimmed = |text: &str| text.trim(); //~ ERROR need not last
    let inside = |x: &i32| Some(x); //~ ERROR need not last
    let count = |text: &str| text.len();
    let forever = |text: &'static str| text;
    let any = |text| text;
    println!("{} {} {}", passed(|text: &str| text.trim()), count(forever("four")), any("any"));
}
