// crabglass book check DIR: every claim of a course. crabglass book text DIR OUT: its text twin.

#include <cstdio>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/course_text.h"
#include "cli/files.h"
#include "cli/program.h"
#include "lesson/check.h"

namespace cli {
namespace {

int check_book(Arguments arguments) {
  const bool as_json = arguments.take_switch("--json");
  const bool is_verbose = arguments.take_switch("--verbose");
  const std::string folder = arguments.take_word("DIR");
  if (const std::string mistake = arguments.mistake(); !mistake.empty()) return usage(mistake);
  const std::optional<lesson::FileSet> files = read_folder(folder);
  if (!files) return exit_usage;

  lesson::BookCheck check(*files);
  while (check.advance()) {
    if (is_verbose) print_err(concat(check.current(), "\n"));
  }
  std::size_t failed = 0;
  JsonWriter json;
  json.begin_object().name("failures").begin_array();
  for (const lesson::CheckFailure& failure : check.failures()) {
    ++failed;
    if (as_json) {
      json.begin_object().text("file", failure.file).number("line", failure.line).text("message", failure.message).end_object();
    } else {
      print_out(failure.rendered);
    }
  }
  json.end_array().number("passed", check.passed()).number("failed", failed);
  if (as_json) print_json(json.end_object());
  else print_out(concat(check.passed(), " passed, ", failed, " failed\n"));
  return failed == 0 ? exit_ok : exit_errors;
}

int write_text(Arguments arguments) {
  const std::string folder = arguments.take_word("DIR");
  const std::string out = arguments.take_word("OUT");
  if (const std::string mistake = arguments.mistake(); !mistake.empty()) return usage(mistake);
  const std::optional<std::size_t> written = write_course_text(folder, out);
  if (!written) return exit_usage;
  print_out(concat(*written, " files written to ", out, "\n"));
  return exit_ok;
}

}  // namespace

int book_command(Arguments arguments) {
  const std::string what = arguments.take_word("check or text");
  if (what == "check") return check_book(std::move(arguments));
  if (what == "text") return write_text(std::move(arguments));
  return usage(what.empty() ? arguments.mistake() : concat("`book` has check and text, not ", quoted(what)));
}

}  // namespace cli
