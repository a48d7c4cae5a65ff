// Two laws of futures, checked on every async program of ours by a change of its text: each `.await`
// goes through a future of this test.
//
//   more polls     a future that is polled again though nobody woke it gives the same in the end
//   fewer polls    dropped where it waits, at each place where the run waits, it frees all and frees it once

#include <doctest/doctest.h>

#include <algorithm>

#include "base/text.h"
#include "run/run.h"
#include "tests/support/program_file.h"

namespace {

constexpr std::string_view extra_polls = R"(
trait Law: std::future::IntoFuture + Sized {
    fn law(self) -> PolledMore<Self::IntoFuture> { PolledMore(self.into_future()) }
}
impl<F: std::future::IntoFuture> Law for F {}
struct PolledMore<F>(F);
impl<F: std::future::Future> std::future::Future for PolledMore<F> {
    type Output = F::Output;
    fn poll(self: std::pin::Pin<&mut Self>, cx: &mut std::task::Context<'_>) -> std::task::Poll<F::Output> {
        let mut inner = unsafe { self.map_unchecked_mut(|whole| &mut whole.0) };
        for _ in 0..2 {
            if let std::task::Poll::Ready(value) = inner.as_mut().poll(cx) {
                return std::task::Poll::Ready(value);
            }
        }
        inner.poll(cx)
    }
}
)";

/// Runs the program again and again; in each run the next place where it waits is where a future ends.
constexpr std::string_view drops = R"(
trait Law: std::future::IntoFuture + Sized {
    fn law(self) -> Dropped<Self::IntoFuture> { Dropped(Some(self.into_future())) }
}
impl<F: std::future::IntoFuture> Law for F {}
static WAITS_LEFT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
struct Dropped<F>(Option<F>);
impl<F: std::future::Future> std::future::Future for Dropped<F> {
    type Output = F::Output;
    fn poll(self: std::pin::Pin<&mut Self>, cx: &mut std::task::Context<'_>) -> std::task::Poll<F::Output> {
        let mut inner = unsafe { self.map_unchecked_mut(|whole| &mut whole.0) };
        let poll = inner.as_mut().as_pin_mut().unwrap().poll(cx);
        if poll.is_pending() && WAITS_LEFT.fetch_sub(1, std::sync::atomic::Ordering::SeqCst) == 1 {
            inner.set(None);
            std::panic::panic_any(());
        }
        poll
    }
}
fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    for wait in 1..9 {
        WAITS_LEFT.store(wait, std::sync::atomic::Ordering::SeqCst);
        let _ = std::panic::catch_unwind(program_main);
        let left = WAITS_LEFT.load(std::sync::atomic::Ordering::SeqCst);
        if 0 < left && left <= wait {
            break;
        }
    }
}
)";

struct Case {
  std::string name, text;
};

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
  return text;
}

/// The programs of a chapter, hidden lines included.
void add_chapter(const std::string& path, std::vector<Case>& out) {
  bool is_inside = false;
  const std::string text = program_file::read(path);
  for (std::string_view line : split_lines(text)) {
    if (line.substr(0, 3) == "```") {
      is_inside = !is_inside && line.substr(0, 7) == "```rust" && line.find("compile_fail") == std::string_view::npos;
      if (is_inside) out.push_back({concat(path, " ", out.size()), ""});
    } else if (is_inside) {
      out.back().text += concat(line.substr(line.substr(0, 2) == "# " ? 2 : 0), "\n");
    }
  }
}

std::vector<Case> async_programs() {
  std::vector<Case> all, out;
  for (const std::string& path : program_file::list("tests/programs/async")) all.push_back({path, program_file::read(path)});
  for (const char* chapter : {"executors", "join-select", "pin", "pitfalls", "polling", "states"})
    add_chapter(concat(CRABGLASS_SOURCE_DIR, "/lessons/async/", chapter, ".md"), all);
  add_chapter(concat(CRABGLASS_SOURCE_DIR, "/lessons/capstone/executor.md"), all);
  for (Case& each : all)
    if (each.text.find(".await") != std::string::npos && each.text.find("\nfn main() {") != std::string::npos) out.push_back(std::move(each));
  return out;
}

std::vector<std::string> sorted_lines(const std::string& text) {
  std::vector<std::string> lines;
  for (const std::string_view line : split_lines(text)) lines.emplace_back(line);
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace

TEST_CASE("laws of futures: more polls change nothing, and fewer leave nothing behind") {
  run::Compiler compiler;
  const auto run_text = [&](std::string text, bool checks_leaks) {
    run::RunOptions options;
    options.checks_leaks = checks_leaks;
    options.max_steps = 3'000'000;
    return run::run(compiler.compile(std::move(text)), options);
  };
  std::size_t polled = 0, dropped = 0;
  for (const Case& each : async_programs()) {
    INFO(each.name);
    const run::Report plain = run_text(each.text, false);
    if (plain.verdict != "ok") continue;
    const std::string awaits_law = replace_all(each.text, ".await", ".law().await");
    // Who polls by hand counts polls; an executor does not. In which order tasks have their turn is not part
    // of it, unless the program says that the outcome hangs on that.
    const auto says = [&each](std::string_view words) { return each.text.find(words) != std::string::npos; };
    const bool has_executor = (says("-> F::Output {") || says("use crabglass::")) && !says("polls: u32");
    const std::size_t outputs = each.text.find("//@ outputs:");
    const std::size_t several = outputs == std::string::npos ? outputs : each.text.substr(0, each.text.find('\n', outputs)).find('|', outputs);
    if (has_executor && several == std::string::npos) {
      const run::Report more = run_text(concat(awaits_law, extra_polls), false);
      CHECK(more.verdict == "ok");
      CHECK(sorted_lines(more.stdout_text) == sorted_lines(plain.stdout_text));
      ++polled;
    }
    const bool forgets = says("mem::forget");
    const run::Report fewer = run_text(concat(replace_all(awaits_law, "\nfn main() {", "\nfn program_main() {"), drops), !forgets);
    INFO(fewer.message);
    CHECK(fewer.verdict == "ok");
    ++dropped;
  }
  CHECK(polled > 8);
  CHECK(dropped > 20);
}
