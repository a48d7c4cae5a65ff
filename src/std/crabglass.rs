// Only for programs that say: crabglass
//
// A small runtime for lessons: one thread, a queue of tasks, timers, and what tasks share. It stands on
// nothing but the rest of std, so that a student can read it and step into it.
//
//   use crabglass::{join, select, sync, task, time};      (sync: crabglass_sync.rs)
//
// What an executor is free to do is left open, and exploring tries each way: which of several ready
// tasks is polled next, which side of a select is looked at first, where `may_be_cancelled` ends. A
// plain run takes the first.

pub use super::crabglass_sync as sync;

/// Any number below `count`.
pub(super) fn any_below(count: usize) -> usize {
    use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
    // The weak exchange may fail for no reason: that is a toss of a coin.
    let toss = || AtomicBool::new(false).compare_exchange_weak(false, true, Relaxed, Relaxed).is_err();
    (1..count).find(|_| !toss()).map_or(count.max(1) - 1, |i| i - 1)
}

pub mod task {
    use std::cell::RefCell;
    use std::collections::BTreeMap;
    use std::fmt;
    use std::future::Future;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::pin::{Pin, pin};
    use std::rc::Rc;
    use std::sync::{Arc, Mutex};
    use std::task::{Context, Poll, Wake, Waker};
    use std::thread::{self, Thread};
    use std::time::Instant;

    /// The number of what `block_on` itself was given; tasks count from 1.
    const MAIN: usize = 0;

    /// Who was woken and has not been polled since. Wakers may be used on any thread.
    struct Ready {
        ids: Mutex<Vec<usize>>,
        thread: Thread,
    }
    struct TaskWaker {
        id: usize,
        ready: Arc<Ready>,
    }
    impl Wake for TaskWaker {
        fn wake(self: Arc<Self>) {
            let mut ids = self.ready.ids.lock().unwrap();
            if !ids.contains(&self.id) {
                ids.push(self.id);
            }
            drop(ids);
            self.ready.thread.unpark();
        }
    }
    impl Ready {
        fn waker(self: &Arc<Self>, id: usize) -> Waker { Waker::from(Arc::new(TaskWaker { id, ready: self.clone() })) }
        fn take_any(&self) -> Option<usize> {
            let mut ids = self.ids.lock().unwrap();
            if ids.is_empty() { None } else { let chosen = super::any_below(ids.len()); Some(ids.remove(chosen)) }
        }
    }

    type Job = Pin<Box<dyn Future<Output = ()>>>;
    pub(super) struct Runtime {
        ready: Arc<Ready>,
        tasks: RefCell<BTreeMap<usize, Job>>,
        aborted: RefCell<Vec<usize>>,
        spawned: RefCell<usize>,
        pub(super) timers: RefCell<Vec<(Instant, Waker)>>,
    }
    thread_local! {
        static CURRENT: RefCell<Option<Rc<Runtime>>> = const { RefCell::new(None) };
    }
    impl Runtime {
        pub(super) fn current() -> Rc<Runtime> {
            CURRENT.with(|current| current.borrow().clone()).expect("there is no runtime here: call this inside `block_on` or `run`")
        }
        fn poll_task(&self, id: usize) {
            let Some(mut job) = self.tasks.borrow_mut().remove(&id) else { return };
            let waker = self.ready.waker(id);
            let is_pending = job.as_mut().poll(&mut Context::from_waker(&waker)).is_pending();
            if is_pending && !self.aborted.borrow().contains(&id) {
                self.tasks.borrow_mut().insert(id, job);
            }
        }
        fn abort(&self, id: usize) {
            self.aborted.borrow_mut().push(id);
            let job = self.tasks.borrow_mut().remove(&id);
            drop(job);
        }
        /// Nothing can go on: wakes whose time has come, or waits for that time or for a wake from outside.
        fn wait(&self) {
            let now = Instant::now();
            let Some(next) = self.timers.borrow().iter().map(|timer| timer.0).min() else { return thread::park() };
            if next > now {
                return thread::park_timeout(next - now);
            }
            let mut due = Vec::new();
            self.timers.borrow_mut().retain(|timer| timer.0 > now || { due.push(timer.1.clone()); false });
            due.into_iter().for_each(Waker::wake);
        }
    }

    /// Polls a future until it is ready, and meanwhile the tasks that it spawns. Tasks that are not done by
    /// then are dropped.
    pub fn block_on<F: Future>(future: F) -> F::Output { execute(future, false) }
    /// The same, but waits for all tasks.
    pub fn run<F: Future>(future: F) -> F::Output { execute(future, true) }

    fn execute<F: Future>(future: F, waits_for_all: bool) -> F::Output {
        struct Leave(Option<Rc<Runtime>>);
        impl Drop for Leave {
            fn drop(&mut self) {
                // Tasks may still use the runtime while they are dropped.
                let tasks = Runtime::current().tasks.take();
                drop(tasks);
                CURRENT.with(|current| *current.borrow_mut() = self.0.take());
            }
        }
        let ready = Arc::new(Ready { ids: Mutex::new(Vec::from([MAIN])), thread: thread::current() });
        let runtime = Rc::new(Runtime {
            ready: ready.clone(),
            tasks: RefCell::new(BTreeMap::new()),
            aborted: RefCell::new(Vec::new()),
            spawned: RefCell::new(0),
            timers: RefCell::new(Vec::new()),
        });
        let _leave = Leave(CURRENT.with(|current| current.borrow_mut().replace(runtime.clone())));
        let mut future = pin!(future);
        let waker = ready.waker(MAIN);
        let mut output = None;
        loop {
            match ready.take_any() {
                Some(MAIN) if output.is_none() => {
                    if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
                        output = Some(value);
                    }
                }
                Some(id) => runtime.poll_task(id),
                None => runtime.wait(),
            }
            if output.is_some() && (!waits_for_all || runtime.tasks.borrow().is_empty()) {
                return output.unwrap();
            }
        }
    }

    // ---- Tasks

    pub enum JoinError {
        Cancelled,
        Panicked(Box<dyn std::any::Any + Send>),
    }
    impl JoinError {
        pub fn is_cancelled(&self) -> bool { matches!(self, JoinError::Cancelled) }
        pub fn is_panic(&self) -> bool { !self.is_cancelled() }
    }
    impl fmt::Debug for JoinError {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(if self.is_cancelled() { "Cancelled" } else { "Panicked" }) }
    }
    struct Slot<T> {
        result: Option<Result<T, JoinError>>,
        waiting: Option<Waker>,
    }
    impl<T> Slot<T> {
        fn set(&mut self, result: Result<T, JoinError>) {
            self.result = Some(result);
            if let Some(waker) = self.waiting.take() {
                waker.wake();
            }
        }
    }
    /// What a task gives. It is a future; to drop it lets the task go on alone.
    pub struct JoinHandle<T> {
        id: usize,
        slot: Rc<RefCell<Slot<T>>>,
        is_done: bool,
    }
    impl<T> JoinHandle<T> {
        /// Drops the task where it waits.
        pub fn abort(&self) {
            if !self.is_finished() {
                Runtime::current().abort(self.id);
                self.slot.borrow_mut().set(Err(JoinError::Cancelled));
            }
        }
        pub fn is_finished(&self) -> bool { self.is_done || self.slot.borrow().result.is_some() }
    }
    impl<T> Unpin for JoinHandle<T> {}
    impl<T> Future for JoinHandle<T> {
        type Output = Result<T, JoinError>;
        fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
            let taken = self.slot.borrow_mut().result.take();
            if let Some(result) = taken {
                self.is_done = true;
                return Poll::Ready(result);
            }
            assert!(!self.is_done, "`JoinHandle` polled after completion");
            self.slot.borrow_mut().waiting = Some(cx.waker().clone());
            Poll::Pending
        }
    }

    /// Starts a task: it is polled by the executor, not here.
    pub fn spawn<F: Future + 'static>(future: F) -> JoinHandle<F::Output> {
        let runtime = Runtime::current();
        let id = *runtime.spawned.borrow() + 1;
        *runtime.spawned.borrow_mut() = id;
        let slot = Rc::new(RefCell::new(Slot { result: None, waiting: None }));
        let given = slot.clone();
        let job = async move {
            let mut future = pin!(future);
            let result = std::future::poll_fn(|cx| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(cx))) {
                Ok(poll) => poll.map(Ok),
                Err(payload) => Poll::Ready(Err(JoinError::Panicked(payload))),
            });
            let result = result.await;
            given.borrow_mut().set(result);
        };
        runtime.tasks.borrow_mut().insert(id, Box::pin(job));
        runtime.ready.ids.lock().unwrap().push(id);
        JoinHandle { id, slot, is_done: false }
    }

    /// Gives the others a turn.
    pub async fn yield_now() {
        let mut is_first = true;
        std::future::poll_fn(move |cx| {
            if !std::mem::take(&mut is_first) {
                return Poll::Ready(());
            }
            cx.waker().wake_by_ref();
            Poll::Pending
        })
        .await
    }

    /// Where the future may be dropped is left open: at any of its waits, or nowhere, and then it gives
    /// its value.
    pub async fn may_be_cancelled<F: Future>(future: F) -> Option<F::Output> {
        let mut future = pin!(future);
        std::future::poll_fn(|cx| match future.as_mut().poll(cx) {
            Poll::Ready(value) => Poll::Ready(Some(value)),
            Poll::Pending if super::any_below(2) == 1 => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        })
        .await
    }
}

pub mod time {
    use super::task::Runtime;
    use std::future::{Future, poll_fn};
    use std::task::Poll;
    use std::time::{Duration, Instant};

    /// Time passes only while every task waits.
    pub async fn sleep(duration: Duration) { sleep_until(Instant::now() + duration).await }
    pub async fn sleep_until(deadline: Instant) {
        poll_fn(|cx| {
            if Instant::now() >= deadline {
                return Poll::Ready(());
            }
            let runtime = Runtime::current();
            let mut timers = runtime.timers.borrow_mut();
            if !timers.iter().any(|timer| timer.0 == deadline && timer.1.will_wake(cx.waker())) {
                timers.push((deadline, cx.waker().clone()));
            }
            Poll::Pending
        })
        .await
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Elapsed;
    /// Drops the future if it is not ready in time.
    pub async fn timeout<F: Future>(duration: Duration, future: F) -> Result<F::Output, Elapsed> {
        let mut future = std::pin::pin!(future);
        let mut alarm = std::pin::pin!(sleep(duration));
        poll_fn(|cx| match future.as_mut().poll(cx) {
            Poll::Ready(value) => Poll::Ready(Ok(value)),
            Poll::Pending => alarm.as_mut().poll(cx).map(|()| Err(Elapsed)),
        })
        .await
    }
}

// ---- Several futures in one task

/// Waits for all: `let (a, b) = join!(first(), second());`
#[macro_export]
macro_rules! join {
    ($a:expr $(,)?) => { ($a.await,) };
    ($a:expr, $b:expr $(,)?) => { $crate::crabglass::join2($a, $b).await };
    ($a:expr, $b:expr, $c:expr $(,)?) => { $crate::crabglass::join3($a, $b, $c).await };
    ($a:expr, $b:expr, $c:expr, $d:expr $(,)?) => { $crate::crabglass::join4($a, $b, $c, $d).await };
}
/// Waits for one and drops the others: `select! { a = first() => use_it(a), _ = second() => {} }`
#[macro_export]
macro_rules! select {
    ($a:pat = $first:expr => $then:expr, $b:pat = $second:expr => $or:expr $(,)?) => {
        match $crate::crabglass::select2($first, $second).await {
            $crate::crabglass::Selected::First($a) => $then,
            $crate::crabglass::Selected::Second($b) => $or,
        }
    };
    ($a:pat = $first:expr => $then:expr, $b:pat = $second:expr => $or:expr, $c:pat = $third:expr => $last:expr $(,)?) => {
        match $crate::crabglass::select2($first, $crate::crabglass::select2($second, $third)).await {
            $crate::crabglass::Selected::First($a) => $then,
            $crate::crabglass::Selected::Second($crate::crabglass::Selected::First($b)) => $or,
            $crate::crabglass::Selected::Second($crate::crabglass::Selected::Second($c)) => $last,
        }
    };
}

macro_rules! join_functions {
    ($($name:ident: $($F:ident $future:ident $output:ident),*;)*) => {$(
        pub async fn $name<$($F: std::future::Future),*>($($future: $F),*) -> ($($F::Output),*) {
            $(let mut $future = std::pin::pin!($future);
            let mut $output = None;)*
            std::future::poll_fn(|cx| {
                $(if $output.is_none() {
                    if let std::task::Poll::Ready(value) = $future.as_mut().poll(cx) {
                        $output = Some(value);
                    }
                })*
                if $($output.is_some())&&* { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
            })
            .await;
            ($($output.unwrap()),*)
        }
    )*};
}
join_functions! {
    join2: A a a_output, B b b_output;
    join3: A a a_output, B b b_output, C c c_output;
    join4: A a a_output, B b b_output, C c c_output, D d d_output;
}

pub enum Selected<A, B> {
    First(A),
    Second(B),
}
pub async fn select2<A: std::future::Future, B: std::future::Future>(a: A, b: B) -> Selected<A::Output, B::Output> {
    let mut a = std::pin::pin!(a);
    let mut b = std::pin::pin!(b);
    std::future::poll_fn(|cx| {
        let first = any_below(2);
        for side in [first, 1 - first] {
            let poll = if side == 0 { a.as_mut().poll(cx).map(Selected::First) } else { b.as_mut().poll(cx).map(Selected::Second) };
            if poll.is_ready() {
                return poll;
            }
        }
        std::task::Poll::Pending
    })
    .await
}
