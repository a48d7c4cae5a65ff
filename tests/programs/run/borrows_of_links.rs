// Walks along boxes by a reference that moves on, which are no mistake.
#![allow(dead_code)]

mod tree {
    #[derive(Debug)]
    struct Tree {
        l: Option<Box<Tree>>,
        r: Option<Box<Tree>>,
        k: i32,
    }
    impl Tree {
        fn insert(&mut self, k: i32) {
            let side = if k < self.k { &mut self.l } else { &mut self.r };
            match side {
                Some(t) => t.insert(k),
                None => {
                    *side = Some(Box::new(Tree {
                        l: None,
                        r: None,
                        k,
                    }))
                }
            }
        }
        fn find(&self, k: i32) -> Option<&Tree> {
            if k == self.k {
                return Some(self);
            }
            let s = if k < self.k { &self.l } else { &self.r };
            s.as_deref()?.find(k)
        }
        fn min(&mut self) -> &mut i32 {
            let mut t = self;
            while t.l.is_some() {
                t = t.l.as_deref_mut().unwrap();
            }
            &mut t.k
        }
    }
    fn insert(mut t: &mut Option<Box<Tree>>, k: i32) {
        while let Some(n) = t {
            t = if k < n.k { &mut n.l } else { &mut n.r };
        }
        *t = Some(Box::new(Tree {
            l: None,
            r: None,
            k,
        }));
    }
    pub fn main() {
        let mut t = Tree {
            l: None,
            r: None,
            k: 3,
        };
        t.insert(1);
        t.insert(5);
        *t.min() = 0;
        println!("{:?}", t.find(5).map(|t| t.k));
        insert(&mut t.l, 4);
    }
}

mod list {
    type Link = Option<Box<Node>>;
    struct Node {
        v: i32,
        next: Link,
    }
    struct List {
        head: Link,
    }
    impl List {
        fn push(&mut self, v: i32) {
            let next = self.head.take();
            self.head = Some(Box::new(Node { v, next }));
        }
        fn pop(&mut self) -> Option<i32> {
            self.head.take().map(|n| {
                self.head = n.next;
                n.v
            })
        }
        fn peek(&self) -> Option<&i32> {
            self.head.as_ref().map(|n| &n.v)
        }
        fn peek_mut(&mut self) -> Option<&mut i32> {
            self.head.as_mut().map(|n| &mut n.v)
        }
        fn rev(&mut self) {
            let mut p = None;
            let mut c = self.head.take();
            while let Some(mut n) = c {
                c = n.next.take();
                n.next = p;
                p = Some(n);
            }
            self.head = p;
        }
        fn iter(&self) -> Iter<'_> {
            Iter {
                next: self.head.as_deref(),
            }
        }
        fn iter_mut(&mut self) -> IterMut<'_> {
            IterMut {
                next: self.head.as_deref_mut(),
            }
        }
        fn remove(&mut self, k: i32) {
            let mut at = &mut self.head;
            loop {
                match at {
                    None => return,
                    Some(n) if n.v == k => {
                        *at = n.next.take();
                        return;
                    }
                    Some(n) => at = &mut n.next,
                }
            }
        }
    }
    struct Iter<'a> {
        next: Option<&'a Node>,
    }
    impl<'a> Iterator for Iter<'a> {
        type Item = &'a i32;
        fn next(&mut self) -> Option<&'a i32> {
            self.next.map(|n| {
                self.next = n.next.as_deref();
                &n.v
            })
        }
    }
    struct IterMut<'a> {
        next: Option<&'a mut Node>,
    }
    impl<'a> Iterator for IterMut<'a> {
        type Item = &'a mut i32;
        fn next(&mut self) -> Option<&'a mut i32> {
            self.next.take().map(|n| {
                self.next = n.next.as_deref_mut();
                &mut n.v
            })
        }
    }
    impl Drop for List {
        fn drop(&mut self) {
            let mut c = self.head.take();
            while let Some(mut n) = c {
                c = n.next.take();
            }
        }
    }
    pub fn main() {
        let mut l = List { head: None };
        l.push(1);
        l.push(2);
        if let Some(v) = l.peek_mut() {
            *v = 3;
        }
        l.rev();
        for v in l.iter_mut() {
            *v += 1;
        }
        for v in l.iter() {
            println!("{v}");
        }
        println!("{:?}", l.peek());
        l.remove(2);
        l.pop();
    }
}

fn main() {
    tree::main();
    list::main();
}
