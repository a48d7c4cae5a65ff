// Borrows in and out of collections and iterators that are no mistake.
#![allow(dead_code)]

mod entry {
    use std::collections::HashMap;
    pub fn main() {
        let mut m: HashMap<String, i32> = HashMap::new();
        *m.entry("a".to_string()).or_insert(0) += 1;
        for w in "a b a".split(' ') {
            *m.entry(w.to_string()).or_default() += 1;
        }
        if let Some(x) = m.get_mut("a") {
            *x += 1;
        }
        println!("{}", m["a"]);
        for (_, v) in m.iter_mut() {
            *v += 1;
        }
        for (_, v) in &mut m {
            *v += 1;
        }
        m.retain(|_, v| *v > 3);
        m.clear();
    }
}

mod match_guard {
    pub fn main() {
        let mut v = vec![1];
        match v.len() {
            n if n > 3 => v.clear(),
            _ => v.push(1),
        }
        match v.first() {
            Some(x) if *x > 3 => println!("{x}"),
            Some(_) => v.push(2),
            None => v.clear(),
        }
    }
}

mod swap_vec {
    pub fn main() {
        let mut v = vec![1, 2];
        v.swap(0, 1);
        let x = v[0];
        v[1] = x;
        v[0] += v[1];
        let i = 0;
        v[i] = v[i + 1];
        println!("{v:?}");
    }
}

mod thread_scope {
    pub fn main() {
        let mut a = 1;
        let mut b = 2;
        let c = 3;
        std::thread::scope(|s| {
            s.spawn(|| a += c);
            s.spawn(|| b += c);
        });
        println!("{a}{b}");
    }
}

mod parser {
    struct Parser<'a> {
        text: &'a str,
        at: usize,
    }
    impl<'a> Parser<'a> {
        fn new(text: &'a str) -> Parser<'a> {
            Parser { text, at: 0 }
        }
        fn word(&mut self) -> Option<&'a str> {
            let rest = &self.text[self.at..];
            if rest.is_empty() {
                return None;
            }
            let end = rest.find(' ').unwrap_or(rest.len());
            self.at += (end + 1).min(rest.len());
            Some(&rest[..end])
        }
    }
    pub fn main() {
        let text = String::from("a b");
        let mut p = Parser::new(&text);
        let a = p.word();
        let b = p.word();
        println!("{a:?}{b:?}");
        let mut out = vec![];
        let mut q = Parser::new(&text);
        while let Some(w) = q.word() {
            out.push(w);
        }
        println!("{out:?}");
    }
}

mod iter_struct {
    struct It<'a> {
        v: &'a [i32],
    }
    impl<'a> Iterator for It<'a> {
        type Item = &'a i32;
        fn next(&mut self) -> Option<&'a i32> {
            let (f, r) = self.v.split_first()?;
            self.v = r;
            Some(f)
        }
    }
    pub fn main() {
        let v = vec![1, 2];
        let mut it = It { v: &v };
        let a = it.next();
        let b = it.next();
        println!("{a:?}{b:?}");
        for x in (It { v: &v }) {
            println!("{x}");
        }
        let s: i32 = It { v: &v }.sum();
        println!("{s}");
    }
}

mod mem_replace {
    #[derive(Default)]
    struct S {
        v: Vec<i32>,
        n: i32,
    }
    impl S {
        fn take(&mut self) -> Vec<i32> {
            std::mem::take(&mut self.v)
        }
        fn run(&mut self) {
            for x in self.take() {
                self.add(x);
            }
            let n = self.n;
            self.v.push(n);
            let S { v, n } = self;
            for x in v {
                *n += *x;
            }
        }
        fn add(&mut self, x: i32) {
            self.n += x;
        }
    }
    pub fn main() {
        let mut s = S::default();
        s.run();
        println!("{}", s.n);
    }
}

mod self_methods {
    struct Bank {
        a: Vec<i64>,
    }
    impl Bank {
        fn get(&self, i: usize) -> Option<&i64> {
            self.a.get(i)
        }
        fn get_mut(&mut self, i: usize) -> Option<&mut i64> {
            self.a.get_mut(i)
        }
        fn pay(&mut self, i: usize, j: usize, n: i64) -> Result<(), String> {
            let from = self.get_mut(i).ok_or("no")?;
            if *from < n {
                return Err(format!("has {from}"));
            }
            *from -= n;
            *self.get_mut(j).ok_or("none")? += n;
            Ok(())
        }
    }
    pub fn main() {
        let mut b = Bank { a: vec![1, 2] };
        println!("{:?}", b.pay(0, 1, 1));
        println!("{:?}", b.get(0));
    }
}

mod cache {
    use std::collections::HashMap;
    struct Cache {
        m: HashMap<u32, String>,
    }
    impl Cache {
        fn get(&mut self, k: u32) -> &str {
            if !self.m.contains_key(&k) {
                self.m.insert(k, k.to_string());
            }
            &self.m[&k]
        }
        fn e(&mut self, k: u32) -> &mut String {
            self.m.entry(k).or_insert_with(|| k.to_string())
        }
    }
    pub fn main() {
        let mut c = Cache { m: HashMap::new() };
        println!("{}", c.get(1));
        let a = c.get(2).len();
        println!("{a}");
        c.e(3).push('a');
    }
}

mod closures {
    fn apply<F: FnMut(i32)>(mut f: F) {
        f(1);
        f(2);
    }
    pub fn main() {
        let mut t = 0;
        apply(|x| t += x);
        println!("{t}");
        let mut v = vec![];
        let mut add = |x| v.push(x);
        add(1);
        add(2);
        println!("{v:?}");
        let s = String::from("a");
        let len = || s.len();
        println!("{}{}", len(), s);
        let c = move || s.len();
        println!("{}", c());
        let mut fs: Vec<Box<dyn FnMut() -> i32>> = vec![];
        for i in 0..2 {
            let mut n = i;
            fs.push(Box::new(move || {
                n += 1;
                n
            }));
        }
        for f in &mut fs {
            println!("{}", f());
        }
    }
}

mod if_let_scrutinee {
    use std::collections::HashMap;
    pub fn main() {
        let mut m: HashMap<i32, Vec<i32>> = HashMap::new();
        match m.get_mut(&1) {
            Some(v) => v.push(1),
            None => {
                m.insert(1, vec![]);
            }
        }
        if let Some(v) = m.get(&1) {
            println!("{v:?}");
        } else {
            m.insert(1, vec![]);
        }
        let k: Vec<i32> = m.keys().copied().collect();
        for k in k {
            m.remove(&k);
        }
        let n = m.get(&1).map(|v| v.len()).unwrap_or(0);
        m.insert(2, vec![n as i32]);
    }
}

mod chunk {
    pub fn main() {
        let mut v = vec![1, 2, 3, 4];
        for c in v.chunks_mut(2) {
            c.swap(0, 1);
        }
        let (l, r) = v.split_at(2);
        let s: i32 = l.iter().zip(r).map(|(a, b)| a * b).sum();
        v.push(s);
        let mut it = v.iter().peekable();
        while let Some(x) = it.next() {
            if let Some(y) = it.peek() {
                println!("{x}{y}");
            }
        }
        v.reverse();
        for w in v.windows(2) {
            println!("{w:?}");
        }
        let m = v.iter_mut().max().unwrap();
        *m = 0;
        v.clear();
    }
}

mod deref_mut {
    use std::ops::{Deref, DerefMut};
    struct W(Vec<i32>);
    impl Deref for W {
        type Target = Vec<i32>;
        fn deref(&self) -> &Vec<i32> {
            &self.0
        }
    }
    impl DerefMut for W {
        fn deref_mut(&mut self) -> &mut Vec<i32> {
            &mut self.0
        }
    }
    pub fn main() {
        let mut w = W(vec![1]);
        w.push(2);
        let n = w.len();
        w[0] = n as i32;
        for x in w.iter_mut() {
            *x += 1;
        }
        println!("{}", w.len());
    }
}

mod str_slices {
    pub fn main() {
        let text = String::from("a b c");
        let words: Vec<&str> = text.split(' ').collect();
        let t = &words;
        let first = t[0];
        let w2 = words;
        println!("{first}{w2:?}");
        let mut parts = text.splitn(2, ' ');
        let (a, b) = (parts.next(), parts.next());
        drop(parts);
        println!("{a:?}{b:?}");
    }
}

mod shadow_break {
    pub fn main() {
        let mut v = vec![1, 2, 3];
        let found = loop {
            if let Some(x) = v.iter().find(|x| **x == 2) {
                break *x;
            }
            v.push(2);
        };
        v.push(found);
        let r = 'a: {
            for x in &v {
                if *x > 1 {
                    break 'a Some(*x);
                }
            }
            None
        };
        v.push(r.unwrap());
        while let Some(x) = v.pop() {
            if x == 1 {
                v.push(5);
                break;
            }
        }
    }
}

fn main() {
    entry::main();
    match_guard::main();
    swap_vec::main();
    thread_scope::main();
    parser::main();
    iter_struct::main();
    mem_replace::main();
    self_methods::main();
    cache::main();
    closures::main();
    if_let_scrutinee::main();
    chunk::main();
    deref_mut::main();
    str_slices::main();
    shadow_break::main();
}
