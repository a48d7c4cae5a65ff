// A link to a run in which a future was dropped by hand.

#include <doctest/doctest.h>

#include "app/run_session.h"

namespace {

constexpr const char* text = R"(use crabglass::task;
struct Part(&'static str);
impl Drop for Part {
    fn drop(&mut self) { println!("{} is dropped", self.0); }
}
async fn job(name: &'static str) {
    let _part = Part(name);
    task::yield_now().await;
    println!("{name} goes on");
    task::yield_now().await;
}
fn main() {
    task::run(async {
        task::spawn(job("first"));
        task::spawn(job("second"));
    });
}
)";

app::RunSession session_of(const char* program) {
  static const auto compiler = std::make_shared<run::Compiler>();
  return app::RunSession(compiler, program, {});
}

void work_off(app::RunSession& session) {
  while (session.is_busy()) session.work();
}

struct Seen {
  std::string output;
  std::vector<scene::FutureRow> futures;
};

Seen seen(app::RunSession& session) {
  ui::PageView view;
  session.fill(view);
  REQUIRE(view.stage.output != nullptr);
  REQUIRE(view.stage.states != nullptr);
  return {view.stage.output->text, view.stage.states->futures};
}

}  // namespace

TEST_CASE("a link to a run drops the future that was dropped by hand, at the same place") {
  app::RunSession session = session_of(text);
  session.run();
  work_off(session);
  // The second job, where it waits for the first time.
  std::uint32_t second = 0;
  const auto waits = [&] {
    const std::vector<scene::FutureRow> futures = seen(session).futures;
    for (second = 0; second < futures.size(); ++second)
      if (futures[second].name == "job #2" && futures[second].polls == 1 && !futures[second].is_running) return true;
    return false;
  };
  std::uint32_t step = 0;
  while (step < 1000 && (session.seek(step), !waits())) ++step;
  REQUIRE(step < 1000);
  session.cancel_future(second);
  work_off(session);
  const Seen cancelled = seen(session);
  CHECK(cancelled.output.find("second is dropped") != std::string::npos);
  CHECK(cancelled.output.find("second goes on") == std::string::npos);
  const std::string link = session.shared_schedule();
  CHECK(link.find(".cancel-") != std::string::npos);

  app::RunSession again = session_of(text);
  again.load_schedule(link, app::RunSession::CursorAt::End);
  work_off(again);
  const Seen replayed = seen(again);
  CHECK(replayed.output == cancelled.output);
  REQUIRE(second < replayed.futures.size());
  CHECK(replayed.futures[second].is_dropped_early);
  CHECK(again.shared_schedule() == link);
}
