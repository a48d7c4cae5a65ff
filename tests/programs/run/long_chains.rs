// Long chains of adapters: each stands for a type of the last, and the time to check them must not
// grow with every way through them.

fn main() {
    let (k, none) = (1, vec![9]);
    let never = none.iter().filter(|n| **n == 9).map(|n| n + 1).filter(|n| *n > 0);
    let numbers: Vec<i32> = vec![1, 2, 3, 4, 5, 6, 7, 8].into_iter()
        .map(|x| x + k).filter(|x| *x > k)
        .map(|x| x * 2).filter(|x| *x != 4)
        .map(|x| x - k).filter(|x| never.clone().all(|n| n != *x))
        .map(|x| x + k).filter(|x| x % 8 != 0)
        .map(|x| x / 2).filter(|x| never.clone().all(|n| n != *x))
        .map(|x| x + k).filter(|x| x > &k)
        .map(|x| x - k).filter(|x| x % 7 != 0)
        .collect();
    println!("{numbers:?}");   //~ PRINTS: [3, 5, 6, 9]
    let words: Vec<String> = "one two three four".split(' ')
        .map(str::to_string).map(|w| w + "!").enumerate().map(|(i, w)| (w, i)).zip(0..)
        .map(|((w, i), z)| (w, i + z)).skip(1).filter(|(w, _)| w.len() > 3).map(|(w, i)| format!("{w}{i}"))
        .take_while(|w| !w.is_empty()).inspect(|_| ()).chain(std::iter::once("end".to_string()))
        .flat_map(|w| [w.clone(), w]).step_by(2).map(|w| w.to_uppercase()).collect();
    println!("{words:?}");     //~ PRINTS: ["TWO!2", "THREE!4", "FOUR!6", "END"]
}
