// The executor's queues and who holds which waker, read from the memory of programs that know nothing of it.

#include <doctest/doctest.h>

#include <algorithm>

#include "base/text.h"
#include "explore/choosers.h"
#include "run/run.h"
#include "scene/states.h"

namespace {

constexpr const char* prelude = R"(use std::cell::RefCell;
use std::collections::{BTreeMap, BinaryHeap, LinkedList, VecDeque};
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Wake, Waker};
type Job = Pin<Box<dyn Future<Output = ()>>>;
async fn yield_now() {
    let mut is_first = true;
    poll_fn(move |cx| {
        if std::mem::take(&mut is_first) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(())
    })
    .await
}
async fn one() { yield_now().await }
async fn two() { yield_now().await }
)";

/// The lists as they were in turn: "queue: one two | two | two one", without what stays the same.
std::vector<std::string> lists_of(const std::string& text) {
  static run::Compiler compiler;
  run::Compiled compiled = compiler.compile(text);
  REQUIRE(compiled.code);
  scene::Recording recording(compiled.code, {});
  explore::DefaultChooser chooser;
  CHECK(recording.record(chooser, 10'000'000) == machine::Progress::Ended);
  std::vector<std::string> out, last;
  for (std::uint32_t step = 0; step <= recording.last_step(); ++step) {
    const scene::StatesScene scene = scene::states_scene(recording, step, recording.trace().at(recording.moment_of(step)));
    for (const scene::TaskList& list : scene.lists) {
      std::string line;
      for (const scene::HeldTask& task : list.tasks) {
        line += concat(line.empty() ? "" : " ", task.future == scene::no_future ? "?" : scene.futures[task.future].name);
        if (!task.text.empty()) line += concat("(", task.text, ")");
      }
      const std::string name = concat(list.holds_wakers ? "wakes, " : "", list.name, list.type.empty() ? "" : concat(" ", list.type), list.beside.empty() ? "" : concat(" [", list.beside, "]"), ":");
      const auto known = std::find_if(out.begin(), out.end(), [&](const std::string& each) { return each.substr(0, name.size()) == name; });
      if (known == out.end()) {
        out.push_back(concat(name, " ", line));
        last.push_back(line);
      } else if (std::string& before = last[static_cast<std::size_t>(known - out.begin())]; before != line) {
        before = line;
        *known += concat(" | ", line);
      }
    }
  }
  return out;
}

void check_lists(const std::string& text, std::initializer_list<const char*> expected) {
  const std::vector<std::string> lists = lists_of(text);
  std::string all = "\n";
  for (const std::string& list : lists) all += concat(list, "\n");
  for (const char* each : expected) {
    const bool is_there = std::find(lists.begin(), lists.end(), each) != lists.end();
    CHECK_MESSAGE(is_there, std::string(each), " is not among ", all);
  }
}

}  // namespace

TEST_CASE("a queue of futures is seen in its order, also where it goes round") {
  check_lists(concat(prelude, R"(
fn main() {
    let mut belt: VecDeque<Job> = VecDeque::with_capacity(2);
    belt.push_back(Box::pin(one()));
    belt.push_back(Box::pin(two()));
    let mut cx = Context::from_waker(Waker::noop());
    while let Some(mut task) = belt.pop_front() {
        if task.as_mut().poll(&mut cx).is_pending() { belt.push_back(task); }
    }
}
)"),
              {"belt VecDeque:  | one | one two | two | two one | one | one two | two | "});
}

TEST_CASE("the numbers in a queue are the tasks whose wakers know the queue and that number") {
  check_lists(concat(prelude, R"(
struct Ticket { task: usize, queue: Arc<Mutex<VecDeque<usize>>> }
impl Wake for Ticket {
    fn wake(self: Arc<Self>) { self.queue.lock().unwrap().push_back(self.task); }
}
fn main() {
    let queue = Arc::new(Mutex::new(VecDeque::new()));
    let lengths = vec![0_usize, 1];
    let mut tasks: Vec<Job> = vec![Box::pin(one()), Box::pin(two())];
    queue.lock().unwrap().extend(0..tasks.len());
    loop {
        let Some(task) = queue.lock().unwrap().pop_front() else { break };
        let waker = Waker::from(Arc::new(Ticket { task, queue: queue.clone() }));
        let _ = tasks[task].as_mut().poll(&mut Context::from_waker(&waker));
    }
    assert_eq!(lengths[1], 1);
}
)"),
              {"queue VecDeque:  | one two | two | two one | one | one two | two | ", "tasks Vec:  | one two"});
}

TEST_CASE("a task that is its own waker is known in a channel, and so is one with a table of its own") {
  check_lists(concat(prelude, R"(
struct Task { work: Mutex<Option<Pin<Box<dyn Future<Output = ()> + Send>>>>, queue: Sender<Arc<Task>> }
impl Wake for Task {
    fn wake(self: Arc<Self>) { self.queue.clone().send(self).unwrap() }
}
fn main() {
    let (sender, queue) = channel();
    for work in [Box::pin(one()) as Pin<Box<dyn Future<Output = ()> + Send>>, Box::pin(two())] {
        sender.send(Arc::new(Task { work: Mutex::new(Some(work)), queue: sender.clone() })).unwrap();
    }
    drop(sender);
    for task in &queue {
        let Some(mut work) = task.work.lock().unwrap().take() else { continue };
        let waker = task.clone().into();
        if work.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() { *task.work.lock().unwrap() = Some(work); }
    }
}
)"),
              {"queue channel:  | one | one two | two | two one | one | one two | two | "});
  check_lists(concat(prelude, R"(
struct Node { number: u32, woken: Rc<RefCell<LinkedList<u32>>> }
static TABLE: RawWakerVTable = RawWakerVTable::new(clone, wake, |_| (), |_| ());
unsafe fn clone(data: *const ()) -> RawWaker { RawWaker::new(data, &TABLE) }
unsafe fn wake(data: *const ()) {
    let node = unsafe { &*(data as *const Node) };
    node.woken.borrow_mut().push_front(node.number);
}
fn main() {
    let woken = Rc::new(RefCell::new(LinkedList::new()));
    let node = Node { number: 7, woken: woken.clone() };
    let waker = unsafe { Waker::from_raw(RawWaker::new(&raw const node as *const (), &TABLE)) };
    let mut task: Job = Box::pin(one());
    let _ = task.as_mut().poll(&mut Context::from_waker(&waker));
    waker.clone().wake();
    assert_eq!(woken.borrow_mut().pop_front(), Some(7));
    let _ = task.as_mut().poll(&mut Context::from_waker(&waker));
}
)"),
              {"woken LinkedList:  | one | "});
}

TEST_CASE("who keeps a waker can wake, be it in a list with times or in a place of its own") {
  check_lists(concat(prelude, R"(
#[derive(Default)]
struct Clock { now: u32, alarms: Vec<(u32, Waker)> }
#[derive(Default)]
struct Slot { waiting: Option<Waker> }
struct Loud(u8);
impl Wake for Loud { fn wake(self: Arc<Self>) {} }
fn main() {
    let clock = Rc::new(RefCell::new(Clock::default()));
    let slot = Rc::new(RefCell::new(Slot::default()));
    let (inside, place) = (clock.clone(), slot.clone());
    let mut is_first = true;
    let sleep = poll_fn(move |cx| {
        if !std::mem::take(&mut is_first) { return Poll::Ready(()); }
        inside.borrow_mut().alarms.push((5, cx.waker().clone()));
        place.borrow_mut().waiting = Some(cx.waker().clone());
        Poll::Pending
    });
    let mut tasks: BTreeMap<u8, Job> = BTreeMap::new();
    tasks.insert(3, Box::pin(async move { sleep.await }));
    let waker = Arc::new(Loud(1)).into();
    let _ = tasks.get_mut(&3).unwrap().as_mut().poll(&mut Context::from_waker(&waker));
    let (time, waker) = clock.borrow_mut().alarms.remove(0);
    clock.borrow_mut().now = time;
    slot.borrow_mut().waiting.take().unwrap().wake();
    let _ = tasks.get_mut(&3).unwrap().as_mut().poll(&mut Context::from_waker(&waker));
}
)"),
              {"tasks BTreeMap:  | async block(3)", "wakes, clock.alarms Vec [now = 0]:  | async block(5) | ", "wakes, clock.alarms Vec [now = 5]: ", "wakes, slot.waiting: async block"});
}

TEST_CASE("the runtime for lessons shows its queue, and its timers on the virtual clock") {
  check_lists(R"(
use crabglass::{task, time};
use std::time::Duration;
async fn cook(ms: u64) { time::sleep(Duration::from_millis(ms)).await }
fn main() {
    task::run(async {
        task::spawn(cook(5));
        cook(3).await;
    });
}
)",
              {"ready.ids Vec: async block |  | cook #2 |  | async block |  | cook #2 | ", "runtime.tasks BTreeMap:  | cook #2(1) |  | cook #2(1) | ",
               "wakes, runtime.timers Vec:  | async block(at 3 ms) | async block(at 3 ms) cook #2(at 5 ms) | cook #2(at 5 ms) | "});
}
