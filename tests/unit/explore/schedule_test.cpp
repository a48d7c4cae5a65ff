#include <doctest/doctest.h>

#include "explore/choosers.h"
#include "explore/count.h"
#include "explore/schedule.h"

using explore::parse_schedule;
using explore::Schedule;
using machine::ChoiceKind;

TEST_CASE("a schedule is short text and reads back") {
  Schedule schedule;
  CHECK(to_text(schedule) == "s1");
  for (const std::uint32_t thread : {0u, 0u, 0u, 1u, 2u, 2u}) schedule.choices.push_back({ChoiceKind::NextThread, thread});
  schedule.choices.push_back({ChoiceKind::WakeWhich, 2});
  schedule.choices.push_back({ChoiceKind::ReadFrom, 1});
  schedule.choices.push_back({ChoiceKind::ReadFrom, 1});
  CHECK(to_text(schedule) == "s1-0x3-1-2x2-w2-r1x2");
  const auto again = parse_schedule(" s1-0x3-1-2x2-w2-r1x2\n");
  REQUIRE(again.is_ok());
  CHECK(again.value() == schedule);
  CHECK(explore::context_switches(schedule) == 2);
}

TEST_CASE("a schedule that cannot be read is explained") {
  const struct { const char* text; const char* message; std::size_t at; } rows[] = {
      {"", "a schedule is empty; the shortest is `s1`", 0},
      {"hello", "a schedule starts with `s1`", 0},
      {"s2-0", "a schedule of version 2; this program reads version 1", 0},
      {"s1,0", "a schedule starts with `s1`", 0},
      {"s1-0,1", "found `,` in a schedule; expected `-` before the next choice", 4},
      {"s1-q1", "found `q` in a schedule; expected a thread's number, or one of the letters r p f w u t before a number", 3},
      {"s1-w", "a choice in a schedule lacks its number, or has more than seven digits", 4},
      {"s1-", "a choice in a schedule lacks its number, or has more than seven digits", 3},
      {"s1-12345678", "a choice in a schedule lacks its number, or has more than seven digits", 10},
      {"s1-0x", "after `x` in a schedule stands how often the choice is made, from 1", 5},
      {"s1-0x0", "after `x` in a schedule stands how often the choice is made, from 1", 6},
      {"s1-0x2000000", "a schedule of more than a million choices", 12},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto parsed = parse_schedule(row.text);
    REQUIRE(!parsed.is_ok());
    CHECK(parsed.failure().message == row.message);
    CHECK(parsed.failure().at == row.at);
  }
}

TEST_CASE("a shared run says which future was dropped by hand, and where") {
  const auto run = explore::parse_shared_run(" s1-0x3.cancel-120-1\n");
  REQUIRE(run.is_ok());
  REQUIRE(run->cancel);
  CHECK(run->cancel->moment == 120);
  CHECK(run->cancel->future == 1);
  CHECK(explore::to_text(*run) == "s1-0x3.cancel-120-1");
  const auto plain = explore::parse_shared_run("s1-1");
  REQUIRE(plain.is_ok());
  CHECK(!plain->cancel);
  CHECK(explore::to_text(*plain) == "s1-1");
  const struct { const char* text; std::size_t at; } rows[] = {
      {"s1.cancel-", 10}, {"s1.cancel-5", 11}, {"s1.cancel-5-", 12}, {"s1.cancel-5-1x", 13}, {"s1.cancel-5,1", 11}, {"s1-q.cancel-5-1", 3}, {"s1.drop-5-1", 0}};
  for (const auto& row : rows) {
    CAPTURE(row.text);
    const auto parsed = explore::parse_shared_run(row.text);
    REQUIRE(!parsed.is_ok());
    CHECK(parsed.failure().at == row.at);
  }
}

TEST_CASE("the default chooser stays with a thread, then takes the lowest") {
  explore::DefaultChooser chooser;
  const std::uint32_t ids[] = {1, 3, 4};
  CHECK(chooser.choose({ChoiceKind::NextThread, 3, ids, 3}) == 1);
  CHECK(chooser.choose({ChoiceKind::NextThread, 2, ids, 3}) == 0);
  CHECK(chooser.choose({ChoiceKind::ReadFrom, 3, nullptr, 3}) == 0);
}

TEST_CASE("a replay follows its schedule, and notes what does not fit") {
  const std::uint32_t ids[] = {1, 3, 4};
  explore::ReplayChooser replay(parse_schedule("s1-4-3-w1").value());
  CHECK(replay.choose({ChoiceKind::NextThread, 1, ids, 3}) == 2);
  CHECK(replay.choose({ChoiceKind::NextThread, 1, ids, 3}) == 1);
  CHECK(!replay.has_diverged());
  CHECK(replay.choose({ChoiceKind::NextThread, 1, ids, 3}) == 0);
  CHECK(replay.has_diverged());
  CHECK(replay.followed() == 2);
}

TEST_CASE("a driven chooser moves the named thread once") {
  const std::uint32_t ids[] = {1, 3, 4};
  explore::DrivenChooser driver;
  driver.move_next(4);
  CHECK(driver.choose({ChoiceKind::NextThread, 1, ids, 3}) == 2);
  CHECK(driver.was_granted());
  CHECK(driver.choose({ChoiceKind::NextThread, 1, ids, 3}) == 0);
  driver.move_next(2);
  CHECK(driver.choose({ChoiceKind::NextThread, 3, ids, 3}) == 1);
  CHECK(!driver.was_granted());
}

TEST_CASE("a seeded chooser answers the same for the same seed, and all answers") {
  explore::SeededChooser first(7), second(7);
  std::uint32_t seen = 0;
  for (int i = 0; i < 100; ++i) {
    const std::uint32_t answer = first.choose({ChoiceKind::ReadFrom, 0, nullptr, 5});
    CHECK(answer == second.choose({ChoiceKind::ReadFrom, 0, nullptr, 5}));
    REQUIRE(answer < 5);
    seen |= 1u << answer;
  }
  CHECK(seen == 31);
}

TEST_CASE("counts have no largest value") {
  explore::Count count(1);
  for (int i = 0; i < 100; ++i) count += explore::Count(count);
  CHECK(count.text() == "1267650600228229401496703205376");
  CHECK(explore::Count().text() == "0");
  CHECK(explore::Count(1'000'000'000'007).text() == "1000000000007");
}
