// Bodies that wait follow the same rules as others.
use std::future::{Future, ready};

async fn add(n: &mut i32) -> i32 {
    *n += 1;
    *n
}

async fn changed_between() {
    let mut n = 1;
    let future = add(&mut n);
    n = 2; //~ ERROR E0506
    future.await;
    println!("{n}");
}

async fn moved_away() {
    let text = String::from("a");
    drop(text);
    ready(()).await;
    println!("{text}"); //~ ERROR E0382
}

async fn dropped_across() {
    let list = vec![1];
    let first = &list[0];
    drop(list); //~ ERROR E0505
    ready(()).await;
    println!("{first}");
}

async fn not_mutable() {
    let n = 1;
    ready(()).await;
    n += 1; //~ ERROR E0384
}

async fn too_short() {
    let future;
    {
        let mut n = 1;
        future = add(&mut n); //~ ERROR E0597
    }
    future.await;
}

fn borrows() -> impl Future<Output = usize> {
    let text = String::from("a");
    async { text.len() } //~ ERROR E0373
}

fn owns() -> impl Future<Output = usize> {
    let text = String::from("a");
    async move { text.len() }
}

async fn loops(mut list: Vec<i32>) -> Option<i32> {
    for i in 0..3 {
        list.push(i);
        add(&mut list[0]).await;
    }
    let (mut a, mut b) = (1, 2);
    let sum = add(&mut a).await + add(&mut b).await;
    list.push(a + b + sum);
    let text = String::from("a");
    let length = async { text.len() }.await;
    println!("{text} {length}");
    async move { drop(text) }.await;
    list.pop()
}

fn main() {}
