// Async bodies as enums with a `poll`: the text, and the line that is lit while a run is stepped through.

#include <doctest/doctest.h>

#include "base/text.h"
#include "explore/choosers.h"
#include "run/outline.h"
#include "run/run.h"
#include "scene/desugar.h"
#include "scene/states.h"

namespace {

constexpr const char* text = R"(use std::future::{Future, ready};
async fn total(n: u32) -> u32 {
    let mut sum = 0;
    for i in 0..n {
        sum += ready(i).await;
    }
    sum
}
async fn pick(wanted: bool) -> Result<u32, ()> {
    if wanted && ready(true).await {
        return Ok(total(3).await);
    }
    let last = match ready(2).await {
        2 => total(1).await,
        other => other,
    };
    Err(ready(drop(last)).await)?;
    Ok(0)
}
fn main() {
    let mut task = std::pin::pin!(total(2));
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    let _ = task.as_mut().poll(&mut cx);
    drop(pick(true));
}
)";

const run::Compiled& compiled() {
  static run::Compiler compiler;
  static const run::Compiled made = compiler.compile(text);
  return made;
}

std::vector<scene::MachineCode> codes() { return scene::desugared(compiled().code->program(), run::outlines_of(compiled())); }

/// Without what every machine has.
std::string arms_of(const scene::MachineCode& code) {
  std::string out;
  for (const scene::CodeLine& line : code)
    if (line.state != scene::no_state && line.state != 1 && line.state != 2) out += concat(trimmed(line.text), "\n");
  return out;
}

}  // namespace

TEST_CASE("an async function becomes an enum and a poll") {
  REQUIRE(compiled().code);
  CHECK(scene::to_text(codes()[0]) == R"(enum Total {
    Unresumed { n: u32 },
    Returned,
    Panicked,
    Suspend0 { sum: u32, iter: Range<u32>, ready: Ready<u32> },
}

impl Future for Total {
    type Output = u32;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        'poll: loop {
            match *self {
                Unresumed { n } => {
                    let mut sum = 0;
                    for i in 0..n {
                        *self = Suspend0 { sum, iter, ready: ready(i) };
                        continue 'poll;
                    }
                    let value = sum;
                    *self = Returned;
                    return Poll::Ready(value);
                }
                Suspend0 { sum, iter, ready } => {
                    let value = ready!(ready.poll(cx));
                    sum += value;
                    // and round again
                    for i in iter {
                        *self = Suspend0 { sum, iter, ready: ready(i) };
                        continue 'poll;
                    }
                    let value = sum;
                    *self = Returned;
                    return Poll::Ready(value);
                }
                Returned => panic!("`async fn` resumed after completion"),
                Panicked => panic!("`async fn` resumed after panicking"),
            }
        }
    }
}
)");
}

TEST_CASE("each arm goes from behind its await to the next ones") {
  const std::string arms = arms_of(codes()[1]);
  INFO(arms);
  CHECK(arms.find(R"(Unresumed { wanted } => {
if wanted && {
*self = Suspend0 { ready: ready(true) };
continue 'poll;
} {
*self = Suspend1 { total: total(3) };
continue 'poll;
}
*self = Suspend2 { ready: ready(2) };
continue 'poll;
}
Suspend0 { ready } => {
let value = ready!(ready.poll(cx));
if value {
*self = Suspend1 { total: total(3) };
)") != std::string::npos);
  CHECK(arms.find(R"(Suspend1 { total } => {
let value = ready!(total.poll(cx));
*self = Returned; return Poll::Ready(Ok(value));
}
Suspend2 { ready } => {
let value = ready!(ready.poll(cx));
let last = match value {
2 => {
*self = Suspend3 { total: total(1) };
continue 'poll;
},
other => other,
};
*self = Suspend4 { ready: ready(drop(last)) };
continue 'poll;
}
Suspend3 { total } => {
let value = ready!(total.poll(cx));
let last = value;
*self = Suspend4 { ready: ready(drop(last)) };
)") != std::string::npos);
}

TEST_CASE("the line that is lit is the one that runs") {
  scene::Recording recording(compiled().code, {});
  explore::DefaultChooser chooser;
  REQUIRE(recording.record(chooser, 10'000'000) == machine::Progress::Ended);
  const scene::MachineCode code = codes()[0];
  std::string lit, before;
  for (std::uint32_t step = 0; step <= recording.last_step(); ++step) {
    const scene::StatesScene scene = scene::states_scene(recording, step, recording.trace().at(recording.moment_of(step)));
    for (const scene::FutureRow& future : scene.futures) {
      if (future.machine != 0 || !future.is_running) continue;
      const std::uint32_t line = scene::line_at(code, future.part, future.byte);
      REQUIRE(line < code.size());
      const std::string now = concat(future.part, " ", trimmed(code[line].text), "\n");
      if (now != before) lit += now;
      before = now;
    }
  }
  // Behind an await that is ready at once, the arm of that await goes on.
  CHECK(lit == R"(0 Unresumed { n } => {
0 let mut sum = 0;
0 for i in 0..n {
0 *self = Suspend0 { sum, iter, ready: ready(i) };
3 for i in iter {
3 *self = Suspend0 { sum, iter, ready: ready(i) };
3 for i in iter {
3 let value = sum;
3 Suspend0 { sum, iter, ready } => {
)");
}

TEST_CASE("a jump in the rest of a loop leaves a block that stands for it") {
  static run::Compiler compiler;
  const run::Compiled jumping = compiler.compile(R"(use std::future::ready;
async fn search(n: u32) -> u32 {
    let mut i = 0;
    loop {
        let x = ready(i).await;
        if x > n { break; }
        if x == 1 { i += 2; continue; }
        ready(()).await;
        i += 1;
    }
    i
}
async fn first(n: u32) -> u32 {
    let found = 'all: loop {
        for i in 0..n {
            if ready(i).await > 3 { break 'all i * 2; }
        }
    };
    found + 1
}
fn main() {
    drop(search(1));
    drop(first(1));
}
)");
  REQUIRE(jumping.code);
  const std::vector<scene::MachineCode> made = scene::desugared(jumping.code->program(), run::outlines_of(jumping));
  const std::string search = arms_of(made[0]), first = arms_of(made[1]);
  INFO(search, first);
  CHECK(search.find(R"(let value = ready!(ready.poll(cx));
'out: {
'next: {
let x = value;
if x > n { break 'out; }
if x == 1 { i += 2; break 'next; }
*self = Suspend1 {)") != std::string::npos);
  CHECK(search.find(R"(continue 'poll;
}
// and round again
loop {
*self = Suspend0 {)") != std::string::npos);
  CHECK(first.find(R"(let value = ready!(ready.poll(cx));
let value = 'out2: {
if value > 3 { break 'out2 i * 2; }
// and round again
for i in iter {
*self = Suspend0 {)") != std::string::npos);
  CHECK(first.find(R"(};
let found = value;
let value = found + 1;
*self = Returned;
)") != std::string::npos);
}
