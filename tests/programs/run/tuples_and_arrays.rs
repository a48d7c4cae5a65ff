fn swap(pair: (i32, &str)) -> (&str, i32) {
    (pair.1, pair.0)
}

fn main() {
    let pair = (1, "one");
    let (name, number) = swap(pair);
    println!("{name} {number} {}", pair.0); //~ PRINTS: one 1 1
    let nested = ((1, 2), [3, 4]);
    println!("{} {}", (nested.0).1, nested.1[0]); //~ PRINTS: 2 3
    let mut grid = [[0u8; 3]; 2];
    grid[1][2] = 7;
    grid[0][0] += 1;
    println!("{grid:?}"); //~ PRINTS: [[1, 0, 0], [0, 0, 7]]
    println!("{}", grid.len() * grid[0].len()); //~ PRINTS: 6
    let mut sum = 0;
    for row in &grid {
        for cell in row {
            sum += *cell as i32;
        }
    }
    println!("{sum}"); //~ PRINTS: 8
    let [first, .., last] = [10, 20, 30];
    println!("{first} {last}"); //~ PRINTS: 10 30
    println!("{}", [1, 2] == [1, 2] && (1, 'a') < (1, 'b')); //~ PRINTS: true
    let twelve = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    println!("{twelve:?} {}", twelve < (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13)); //~ PRINTS: (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) true
    println!("{:?}", <[i32; 7]>::from((1, 2, 3, 4, 5, 6, 7))); //~ PRINTS: [1, 2, 3, 4, 5, 6, 7]
}
