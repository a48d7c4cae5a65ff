// A struct whose last field has no size is built with a size, and unsized behind its reference.
struct Row<T: ?Sized> { name: &'static str, cells: T }

fn sum(row: &Row<[u32]>) -> u32 { row.cells.iter().sum() }

fn main() {
    let row: &Row<[u32]> = &Row { name: "three", cells: [1, 2, 3] };
    let changed: &mut Row<[u32]> = &mut Row { name: "two", cells: [5, 6] };
    changed.cells[1] = 16;
    println!("{} {} {} {}", row.name, sum(row), changed.name, sum(changed)); //~ PRINTS: three 6 two 21
    println!("{}", sum(&Row { name: "one", cells: [9] })); //~ PRINTS: 9
    let shown: &Row<dyn std::fmt::Display> = &Row { name: "any", cells: 2.5 };
    println!("{} {}", shown.name, &shown.cells); //~ PRINTS: any 2.5
}
