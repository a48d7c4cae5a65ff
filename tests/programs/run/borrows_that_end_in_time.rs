// Borrows end with their last use, not with their block; none of these is a mistake.
#![allow(dead_code)]

mod nll_basic {
    pub fn main() {
        let mut x = 1;
        let a = &mut x;
        *a += 1;
        let b = &mut x;
        *b += 1;
        println!("{x}");
    }
}

mod two_phase {
    pub fn main() {
        let mut v = vec![1];
        v.push(v.len());
        let n = v.len();
        v.push(n);
        v.insert(v.len() - 1, 3);
        println!("{v:?}");
    }
}

mod reborrow_args {
    fn add(v: &mut Vec<i32>) {
        v.push(1);
        more(v);
        more(v);
        let r = &mut *v;
        r.push(2);
        v.push(3);
    }
    fn more(v: &mut Vec<i32>) {
        v.push(2);
    }
    pub fn main() {
        let mut v = vec![];
        add(&mut v);
        let r = &mut v;
        add(r);
        add(r);
        println!("{v:?}");
    }
}

mod loop_reborrow {
    struct Node {
        v: i32,
        next: Option<Box<Node>>,
    }
    fn push(mut at: &mut Node, v: i32) {
        while at.next.is_some() {
            at = at.next.as_mut().unwrap();
        }
        at.next = Some(Box::new(Node { v, next: None }));
    }
    fn last(mut at: &mut Option<Box<Node>>) -> &mut Option<Box<Node>> {
        while let Some(n) = at {
            at = &mut n.next;
        }
        at
    }
    pub fn main() {
        let mut n = Node { v: 1, next: None };
        push(&mut n, 2);
        push(&mut n, 3);
        *last(&mut n.next) = None;
        println!("{}", n.v);
    }
}

mod slice_patterns {
    pub fn main() {
        let mut v = [1, 2, 3];
        let [a, b, _] = &mut v;
        std::mem::swap(a, b);
        if let [x, .., y] = &mut v[..] {
            std::mem::swap(x, y);
        }
        println!("{v:?}");
    }
}

mod option_mut {
    pub fn main() {
        let mut o = Some(1);
        if let Some(x) = &mut o {
            *x += 1;
        }
        if let Some(x) = o.as_mut() {
            *x += 1;
        }
        let t = o.take();
        println!("{t:?}{o:?}");
        let r = o.get_or_insert(3);
        *r += 1;
        println!("{o:?}");
    }
}

mod fields {
    struct P {
        a: String,
        b: String,
    }
    pub fn main() {
        let mut p = P {
            a: String::new(),
            b: String::new(),
        };
        let x = &mut p.a;
        let y = &mut p.b;
        x.push('a');
        y.push('b');
        std::mem::swap(x, y);
        println!("{}{}", p.a, p.b);
    }
}

mod closure_fields {
    struct P {
        a: Vec<i32>,
        b: i32,
    }
    pub fn main() {
        let mut p = P { a: vec![1], b: 2 };
        let mut f = || p.b += 1;
        for x in &p.a {
            println!("{x}");
        }
        f();
        println!("{}", p.b);
    }
}

mod early_return_two {
    fn f(v: &mut Vec<i32>) -> Option<&mut i32> {
        if v.is_empty() {
            return None;
        }
        let i = v.len() - 1;
        Some(&mut v[i])
    }
    fn g(v: &mut Vec<i32>) -> &mut i32 {
        if v.is_empty() {
            v.push(1);
        }
        let n = v.len();
        &mut v[n - 1]
    }
    pub fn main() {
        let mut v = vec![];
        *g(&mut v) += 1;
        if let Some(x) = f(&mut v) {
            *x = 3;
        }
        println!("{v:?}");
    }
}

mod two_lifetimes {
    fn pick<'a, 'b>(a: &'a str, _b: &'b str) -> &'a str {
        a
    }
    pub fn main() {
        let a = String::from("a");
        let r;
        {
            let b = String::from("b");
            r = pick(&a, &b);
        }
        println!("{r}");
    }
}

mod pair_generic {
    fn pair<A, B>(a: A, b: B) -> (A, B) {
        (a, b)
    }
    pub fn main() {
        let a = 1;
        let r;
        {
            let b = 2;
            let (x, y) = pair(&a, &b);
            r = x;
            println!("{y}");
        }
        println!("{r}");
    }
}

mod struct_two_lt {
    struct Two<'a, 'b> {
        a: &'a str,
        b: &'b str,
    }
    pub fn main() {
        let a = String::from("a");
        let r;
        {
            let b = String::from("b");
            let t = Two { a: &a, b: &b };
            r = t.a;
            println!("{}", t.b);
        }
        println!("{r}");
    }
}

mod tuple_refs {
    pub fn main() {
        let mut a = 1;
        let mut b = 2;
        let t = (&mut a, &mut b);
        *t.0 += 1;
        let x = t.1;
        a += 1;
        *x += 1;
        println!("{a}{b}");
    }
}

mod iter_mut_struct {
    struct It<'a> {
        v: &'a mut [i32],
    }
    impl<'a> Iterator for It<'a> {
        type Item = &'a mut i32;
        fn next(&mut self) -> Option<&'a mut i32> {
            let v = std::mem::take(&mut self.v);
            let (f, r) = v.split_first_mut()?;
            self.v = r;
            Some(f)
        }
    }
    pub fn main() {
        let mut v = vec![1, 2];
        for x in (It { v: &mut v }) {
            *x += 1;
        }
        v.push(1);
        println!("{v:?}");
    }
}

mod drop_moved {
    struct Guard<'a>(&'a mut i32);
    impl Drop for Guard<'_> {
        fn drop(&mut self) {
            *self.0 = 0;
        }
    }
    pub fn main() {
        let mut n = 1;
        let g = Guard(&mut n);
        drop(g);
        n += 1;
        println!("{n}");
        {
            let _g = Guard(&mut n);
        }
        n += 1;
        let c = n > 1;
        let g = Guard(&mut n);
        if c {
            drop(g);
        } else {
            std::mem::forget(g);
        }
        n = 2;
        println!("{n}");
    }
}

mod vec_dropck {
    pub fn main() {
        let mut v = vec![];
        let a = 1;
        v.push(&a);
        let o;
        let s = String::new();
        o = Some(&s);
        let b;
        b = Box::new(&s);
        println!("{o:?}{v:?}{b}");
    }
}

mod reassign_loop {
    pub fn main() {
        let mut s = String::from("a b c");
        let mut n = 0;
        loop {
            let w = s.split(' ').next().unwrap();
            n += w.len();
            s = s[w.len()..].trim_start().to_string();
            if s.is_empty() {
                break;
            }
        }
        println!("{n}");
    }
}

mod kill_on_assign {
    pub fn main() {
        let mut a = 1;
        let mut b = 2;
        let mut r = &mut a;
        *r += 1;
        r = &mut b;
        *r += 1;
        a += 1;
        println!("{a}");
    }
}

mod conditional_init {
    pub fn main() {
        let s = String::from("a");
        let t;
        let r: &str = if s.len() > 3 {
            &s
        } else {
            t = s.clone() + "b";
            &t
        };
        println!("{r}");
    }
}

mod enum_state {
    enum S {
        A(String),
        B { n: i32 },
    }
    impl S {
        fn step(&mut self) {
            *self = match self {
                S::A(s) => S::B { n: s.len() as i32 },
                S::B { n } if *n > 0 => {
                    *n -= 1;
                    return;
                }
                S::B { .. } => S::A(String::new()),
            };
        }
        fn s(&mut self) -> Option<&mut String> {
            match self {
                S::A(s) => Some(s),
                S::B { n } => {
                    *n = 1;
                    None
                }
            }
        }
    }
    pub fn main() {
        let mut s = S::A("a".into());
        s.step();
        s.step();
        if let Some(x) = s.s() {
            x.push('a');
        }
        s.step();
    }
}

fn main() {
    nll_basic::main();
    two_phase::main();
    reborrow_args::main();
    loop_reborrow::main();
    slice_patterns::main();
    option_mut::main();
    fields::main();
    closure_fields::main();
    early_return_two::main();
    two_lifetimes::main();
    pair_generic::main();
    struct_two_lt::main();
    tuple_refs::main();
    iter_mut_struct::main();
    drop_moved::main();
    vec_dropck::main();
    reassign_loop::main();
    kill_on_assign::main();
    conditional_init::main();
    enum_state::main();
}
