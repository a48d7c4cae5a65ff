// The machines of async code, the futures of a run at a step, and their polls.

#include <doctest/doctest.h>

#include "explore/choosers.h"
#include "run/run.h"
#include "scene/states.h"

namespace {

using scene::no_future;
using scene::PollResult;
using scene::StatesScene;

constexpr const char* nested = R"(use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

struct Countdown(u32);
impl Future for Countdown {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.0 == 0 {
            return Poll::Ready(());
        }
        self.0 -= 1;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

async fn download(id: u8) -> usize {
    let buf = [id; 64];
    Countdown(1).await;
    buf[0] as usize
}

async fn job() -> usize {
    let a = download(7).await;
    a + 1
}

fn main() {
    let mut task = Box::pin(job());
    let mut cx = Context::from_waker(Waker::noop());
    while task.as_mut().poll(&mut cx).is_pending() {
        println!("pending");
    }
}
)";

constexpr const char* never_polled = R"(
async fn forgotten(n: u32) -> u32 { n }
fn main() {
    let f = forgotten(5);
    println!("made");
    drop(f);
    println!("dropped");
}
)";

/// A run to its end.
struct Run {
  explicit Run(const char* text) : compiled(compiler().compile(text)), recording(compiled.code, {}) {
    explore::DefaultChooser chooser;
    CHECK(recording.record(chooser, 10'000'000) == machine::Progress::Ended);
  }
  StatesScene at(std::uint32_t step) { return scene::states_scene(recording, step, recording.trace().at(recording.moment_of(step))); }
  StatesScene at_end() { return at(recording.last_step()); }

  static run::Compiler& compiler() {
    static run::Compiler made;
    return made;
  }

  run::Compiled compiled;
  scene::Recording recording;
};

std::vector<std::uint32_t> next_of(const scene::FutureMachine& machine, std::uint32_t state) { return machine.states[state].next; }

const scene::FutureRow& future(const StatesScene& scene, std::string_view name) {
  for (const scene::FutureRow& row : scene.futures)
    if (row.name == name) return row;
  FAIL("no such future");
  return scene.futures[0];
}

}  // namespace

TEST_CASE("a program has its machines before it runs") {
  const run::Compiled compiled = Run::compiler().compile(nested);
  REQUIRE(compiled.code);
  const StatesScene scene = scene::states_scene(compiled.code->program());
  REQUIRE(scene.machines.size() == 2);
  const scene::FutureMachine& download = scene.machines[0];
  CHECK(download.title == "async fn download");
  REQUIRE(download.states.size() == 4);
  CHECK(download.states[3].line == 20);
  CHECK(download.states[3].text == "Countdown(1).await");
  CHECK(next_of(download, 0) == std::vector<std::uint32_t>{1, 3});
  CHECK(next_of(download, 3) == std::vector<std::uint32_t>{1, 3});
  const std::vector<scene::KeptValue>& kept = download.states[3].kept;
  REQUIRE(kept.size() == 3);
  CHECK(kept[0].is_slot);
  CHECK(kept[1].name == "buf");
  CHECK(kept[1].why == "`buf` lives across this await: 64 bytes");
  CHECK(kept[2].kind == scene::KeptKind::Awaited);
  CHECK(kept[2].name == "Countdown");
  const scene::FutureMachine& job = scene.machines[1];
  REQUIRE(job.states.size() == 4);
  CHECK(job.states[3].kept.back().type == "async fn download");
  CHECK(scene.futures.empty());
}

TEST_CASE("each poll of a future of the student's is noted, with the states it leads from and to") {
  Run run(nested);
  const StatesScene scene = run.at_end();
  REQUIRE(scene.futures.size() == 3);
  CHECK(scene.futures[0].name == "job");
  CHECK(scene.futures[1].name == "download");
  CHECK(scene.futures[1].inside == 0);
  CHECK(scene.futures[2].name == "Countdown");
  CHECK(scene.futures[2].inside == 1);
  REQUIRE(scene.polls.size() == 6);
  CHECK(scene.columns == 2);
  for (std::uint32_t i = 0; i < 6; ++i) {
    const scene::FuturePoll& poll = scene.polls[i];
    CHECK(poll.future == i % 3);
    CHECK(poll.depth == i % 3);
    CHECK(poll.column == i / 3);
    CHECK(poll.result == (i < 3 ? PollResult::Pending : PollResult::Ready));
    if (i % 3 < 2) {
      CHECK(poll.from_state == (i < 3 ? 0u : 3u));
      CHECK(poll.to_state == (i < 3 ? 3u : 1u));
    }
  }
  // A waker that does nothing wakes nobody.
  REQUIRE(scene.wakes.size() == 1);
  CHECK(scene.wakes[0].by == 2);
  CHECK(scene.wakes[0].future == no_future);
  CHECK(scene.wakes[0].line == 13);
}

TEST_CASE("at a step, a future is in a state and keeps values") {
  Run run(nested);
  const StatesScene end = run.at_end();
  const std::uint32_t waits = end.polls[0].end_step;
  const StatesScene scene = run.at(waits);
  CHECK(scene.stack.empty());
  const scene::FutureRow& download = future(scene, "download");
  CHECK(download.state == 3);
  CHECK(download.polls == 1);
  CHECK(download.place == "inside job");
  REQUIRE(download.values.size() == 3);
  CHECK(download.values[1].value.substr(0, 13) == "[7, 7, 7, 7, ");
  CHECK(future(scene, "job").place == "on the heap");

  const StatesScene under_way = run.at(end.polls[2].begin_step);
  CHECK(under_way.stack == std::vector<std::uint32_t>{0, 1, 2});
  CHECK(future(under_way, "job").is_running);
  CHECK(future(under_way, "job").state == 0);
}

TEST_CASE("moving the picture gives what making it anew gives") {
  Run run(nested);
  StatesScene moved = run.at_end();
  for (std::uint32_t step = run.recording.last_step() + 1; step-- > 0;) {
    scene::move_states_scene(moved, run.recording, step, run.recording.trace().at(run.recording.moment_of(step)));
    CHECK(to_text(moved) == to_text(run.at(step)));
  }
}

TEST_CASE("a future that is never polled stands in Unresumed in its variable") {
  Run run(never_polled);
  bool is_seen = false;
  for (std::uint32_t step = 0; step <= run.recording.last_step(); ++step) {
    const StatesScene scene = run.at(step);
    CHECK(scene.polls.empty());
    if (scene.futures.empty()) continue;
    CHECK(scene.futures.size() == 1);
    CHECK(scene.futures[0].state == 0);
    CHECK(scene.futures[0].polls == 0);
    is_seen |= scene.futures[0].place == "in `f`" && scene.futures[0].values.size() == 1 && scene.futures[0].values[0].value == "5";
  }
  CHECK(is_seen);
  CHECK(run.at_end().futures.empty());
}

TEST_CASE("a run that is cut and goes on again notes the same polls") {
  Run run(nested);
  const std::string whole = to_text(run.at_end());
  for (std::uint32_t step = 0; step < run.recording.last_step(); step += 3) {
    run.recording.cut(step);
    explore::DefaultChooser chooser;
    run.recording.record(chooser, 10'000'000);
    CHECK(to_text(run.at_end()) == whole);
  }
}

TEST_CASE("a poll after Ready panics, and the future stays Returned") {
  Run run(R"(
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Waker};
fn main() {
    let mut f = pin!(async { 1 });
    let mut cx = Context::from_waker(Waker::noop());
    println!("{:?}", f.as_mut().poll(&mut cx));
    println!("{:?}", f.as_mut().poll(&mut cx));
}
)");
  const StatesScene scene = run.at_end();
  REQUIRE(scene.polls.size() == 2);
  CHECK(scene.polls[0].result == PollResult::Ready);
  CHECK(scene.polls[1].result == PollResult::Panicked);
  CHECK(scene.polls[1].to_state == 1);
}

TEST_CASE("a kept pointer says whether it leads into its future, or to where that lay") {
  Run run(R"(
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Waker};
struct Twice(bool);
impl Future for Twice {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> std::task::Poll<()> {
        if std::mem::replace(&mut self.0, true) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    }
}
async fn view() -> u32 {
    let list = [1, 2, 3];
    let first = &list[0];
    Twice(false).await;
    Twice(false).await;
    *first
}
fn main() {
    let mut cx = Context::from_waker(Waker::noop());
    let mut here = view();
    let _ = unsafe { Pin::new_unchecked(&mut here) }.poll(&mut cx);
    let mut there = here;
    let _ = unsafe { Pin::new_unchecked(&mut there) }.poll(&mut cx);
    println!("end");
}
)");
  const auto first = [](const scene::FutureRow& row) {
    for (const scene::Variable& value : row.values)
      if (value.name == "first") return value.value;
    return std::string();
  };
  const StatesScene before = run.at(run.at_end().polls[0].end_step);
  CHECK(first(future(before, "view #1")) == "&1 → in this future");
  const StatesScene after = run.at_end();
  std::string said;
  for (std::uint32_t step = 0; step <= run.recording.last_step(); ++step) {
    const StatesScene scene = run.at(step);
    for (const scene::FutureRow& row : scene.futures)
      if (row.name == "view #2" && !row.values.empty()) said = first(row);
  }
  CHECK(said == "&1 → where this future lay before it was moved");
}

TEST_CASE("a future can be dropped at a step where it waits") {
  Run run(R"(
struct Part(&'static str);
impl Drop for Part {
    fn drop(&mut self) { println!("{} is dropped", self.0); }
}
async fn wait() { std::future::poll_fn(|_| std::task::Poll::<()>::Pending).await }
async fn job(argument: Part) {
    let first = Part("first");
    { let _inner = Part("inner"); wait().await; }
    drop((first, argument));
}
fn main() {
    let mut task = std::pin::pin!(job(Part("argument")));
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    for round in 0..3 {
        let _ = std::future::Future::poll(task.as_mut(), &mut cx);
        println!("round {round}");
    }
}
)");
  const std::string whole = run.recording.trace().newest().stdout_text();
  CHECK(whole == "round 0\nround 1\nround 2\ninner is dropped\nfirst is dropped\nargument is dropped\n");
  const std::uint32_t step = run.at_end().polls[3].end_step;
  CHECK_FALSE(run.recording.cancel(run.at_end().polls[3].begin_step, 0));
  for (int i = 0; i < 2; ++i) {
    REQUIRE(run.recording.cancel(step, 0));
    CHECK(run.recording.trace().newest().stdout_text() == "round 0\ninner is dropped\nfirst is dropped\nargument is dropped\n");
    const StatesScene scene = run.at_end();
    CHECK(future(scene, "job").is_dropped_early);
    // What the run keeps for going back in it knows of the drop too.
    CHECK_FALSE(future(run.at(step), "job").is_gone);
    CHECK(run.recording.trace().at(run.recording.trace().length() - 1).stdout_text().size() > 10);
  }
  run.recording.cut(step);
  explore::DefaultChooser chooser;
  run.recording.record(chooser, 1'000'000);
  CHECK(run.recording.trace().newest().stdout_text() == whole);
}

TEST_CASE("what a cancelled future without destructors kept is lost all the same") {
  Run run(R"(
async fn wait() { std::future::poll_fn(|_| std::task::Poll::<()>::Pending).await }
async fn deliver(letter: u32) -> u32 { wait().await; letter }
fn main() {
    let mut task = std::pin::pin!(deliver(7));
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    let _ = std::future::Future::poll(task.as_mut(), &mut cx);
    println!("end");
}
)");
  REQUIRE(run.recording.cancel(run.at_end().polls[0].end_step, 0));
  CHECK(run.recording.is_ended());
  CHECK(run.recording.trace().newest().stdout_text().empty());
  CHECK(future(run.at_end(), "deliver").is_dropped_early);
}

TEST_CASE("a future that is dropped while it waits is told from one that is done") {
  Run run(R"(
use std::future::{pending, Future};
use std::pin::pin;
use std::task::{Context, Waker};
struct Loud;
impl Drop for Loud {
    fn drop(&mut self) { println!("dropped"); }
}
async fn wait() {
    let _loud = Loud;
    pending::<()>().await;
}
fn main() {
    {
        let mut f = pin!(wait());
        let _ = f.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    }
    println!("end");
}
)");
  const StatesScene scene = run.at_end();
  // Futures of std have rows too.
  REQUIRE(scene.futures.size() == 2);
  CHECK(scene.futures[1].name == "Pending");
  CHECK(scene.futures[1].inside == 0);
  CHECK(scene.futures[0].is_gone);
  CHECK(scene.futures[0].is_dropped_early);
  CHECK(scene.futures[0].state == 3);
}
