// What survives a reload, and what happens to it when it was damaged on the way.

#include <doctest.h>

#include "app/saved.h"

using namespace app;

namespace {

Saved busy_student() {
  Saved saved;
  saved.programs["threads/races#lost"] = "fn main() {\n\tprintln!(\"\\ \u00e9\");\n}\n";
  saved.answers["q1"] = {"0 2", true, 2};
  saved.answers["q2"] = {"", false, 1};
  saved.drafts["q3"] = "the flag is read before";
  saved.questions["threads/races"] = {"q1", "q2"};
  saved.visited = {"threads/races"};
  saved.theme = "dark";
  saved.route = "/threads/races/the-fix";
  saved.scroll = 812;
  saved.program_on_stage = "fixed";
  saved.arrangement.stage_share = 0.5f;
  return saved;
}

}  // namespace

TEST_CASE("what was saved is read again as it was") {
  Saved read;
  CHECK(read_saved(print_saved(busy_student()), read) == SavedProblem::None);
  CHECK(print_saved(read) == print_saved(busy_student()));
  CHECK(read.programs == busy_student().programs);
  CHECK(read.answers["q1"].is_right);
  CHECK(read.answers["q2"].tries == 1);
  CHECK(read.drafts == busy_student().drafts);
  CHECK(read.program_on_stage == "fixed");
}

TEST_CASE("a damaged text is reported and changes nothing") {
  const std::string whole = print_saved(busy_student());
  for (const std::string& damaged : {std::string("x"), std::string("[]"), std::string("{}"), whole.substr(0, whole.size() / 2),
                                     std::string(1000, '['), std::string("{\"version\":\"1\"}")}) {
    Saved read;
    read.theme = "contrast";
    CHECK(read_saved(damaged, read) == SavedProblem::Damaged);
    CHECK(read.theme == "contrast");
  }
}

TEST_CASE("members of the wrong type are left out, and numbers are brought into their range") {
  Saved read;
  CHECK(read_saved("{\"version\":1,\"answers\":[1],\"programs\":{\"a\":3},\"textScale\":1e9,\"scroll\":-5}", read) == SavedProblem::None);
  CHECK(read.answers.empty());
  CHECK(read.programs.empty());
  CHECK(read.text_scale == 2);
  CHECK(read.scroll == 0);
}

TEST_CASE("a later version is not read, and unknown members of this one are kept") {
  Saved read;
  CHECK(read_saved("{\"version\":2}", read) == SavedProblem::LaterVersion);
  CHECK(read_saved("{\"version\":1,\"badges\":[1,2]}", read) == SavedProblem::None);
  CHECK(print_saved(read).find("\"badges\":[1,2]") != std::string::npos);
}

TEST_CASE("merging adds and never takes a right answer away") {
  Saved own = busy_student();
  Saved other;
  other.answers["q1"] = {"1", false, 5};
  other.answers["q2"] = {"1", true, 3};
  other.programs["new"] = "fn main() {}";
  other.programs["threads/races#lost"] = "";
  merge_saved(own, other);
  CHECK(own.answers["q1"].is_right);
  CHECK(own.answers["q2"].is_right);
  CHECK(own.programs.size() == 2);
  CHECK(own.programs["threads/races#lost"] == busy_student().programs["threads/races#lost"]);
}
