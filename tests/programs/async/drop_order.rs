//@ outputs: -- 0\ndropping\ndrop a\ndrop unnamed\ndrop b\n-- 1\ndropping\ndrop c\ndrop b\ndrop unnamed\ndrop a\n-- 2\ndrop c\ndropping\ndrop d\ndrop b\ndrop unnamed\ndrop a\n-- 3\ndrop c\ndropping\ndrop e\ndrop d\ndrop b\ndrop unnamed\ndrop a\n-- 4\ndrop c\ndropping\ndrop a\ndrop e\ndrop d\ndrop b\ndrop unnamed\n-- 5\ndrop c\nleaving the block\ndrop a\ndrop e\ndropping\ndrop d\ndrop b\ndrop unnamed\n-- 6\ndrop c\nleaving the block\ndrop a\ndrop e\ndrop b\nend\ndrop d\ndrop unnamed\nready\n-- block\ny\ndropping\ndrop first\n-- never\ndrop z\ndrop y\ndrop x
use std::future::Future;
use std::task::{Context, Poll, Waker};

struct Noisy(&'static str);
impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

async fn pause() {
    let mut is_done = false;
    std::future::poll_fn(move |_| {
        if is_done {
            Poll::Ready(())
        } else {
            is_done = true;
            Poll::Pending
        }
    })
    .await
}

/// Polls so many times, then drops the future.
fn run_and_drop<F: Future>(future: F, polls: u32) {
    let mut future = Box::pin(future);
    let mut cx = Context::from_waker(Waker::noop());
    for _ in 0..polls {
        if future.as_mut().poll(&mut cx).is_ready() {
            println!("ready");
            return;
        }
    }
    println!("dropping");
}

async fn two(a: Noisy, _: Noisy, b: Noisy) {
    let c = Noisy("c");
    pause().await;
    let _d = Noisy("d");
    drop(c);
    pause().await;
    {
        let _e = Noisy("e");
        pause().await;
        let _moved = a;
        pause().await;
        println!("leaving the block");
    }
    pause().await;
    drop(b);
    println!("end");
}
fn main() {
    for polls in 0..7 {
        println!("-- {polls}");
        run_and_drop(two(Noisy("a"), Noisy("unnamed"), Noisy("b")), polls);
    }
    println!("-- block");
    let (x, y) = (Noisy("x"), Noisy("y"));
    let block = async move {
        let _first = Noisy("first");
        pause().await;
        println!("{}", y.0);
        pause().await;
        println!("{}", x.0);
    };
    run_and_drop(block, 2);
    println!("-- never");
    let z = Noisy("z");
    let never = async move {
        let _z = z;
    };
    drop(never);
}
