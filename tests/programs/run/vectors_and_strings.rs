fn main() {
    let mut v = Vec::new();
    for i in 0..5 {
        v.push(i * i);
    }
    v.remove(1);
    v.insert(0, 100);
    println!("{v:?} {}", v.len()); //~ PRINTS: [100, 0, 4, 9, 16] 5
    let doubled: Vec<i32> = v.iter().map(|n| n * 2).filter(|n| n % 3 != 0).collect();
    println!("{doubled:?}"); //~ PRINTS: [200, 8, 32]
    let mut s = String::from("héllo");
    s.push_str(" wörld");
    println!("{} {} {}", s, s.len(), s.chars().count()); //~ PRINTS: héllo wörld 13 11
    println!("{}", s.to_uppercase()); //~ PRINTS: HÉLLO WÖRLD
    let words: Vec<&str> = "a b  c".split(' ').collect();
    println!("{words:?}"); //~ PRINTS: ["a", "b", "", "c"]
    println!("{:?} {:?}", "42".parse::<i32>(), "x".parse::<i32>().is_err()); //~ PRINTS: Ok(42) true
    v.sort();
    println!("{:?} {:?}", v, v.binary_search(&9)); //~ PRINTS: [0, 4, 9, 16, 100] Ok(2)
}
