#pragma once
// The words of a command line. A command takes what it knows out of them; what is left over at the
// end is a mistake of the caller.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cli {

class Arguments {
 public:
  explicit Arguments(std::vector<std::string> words) : words_(std::move(words)) {}

  /// Whether `--name` is there.
  bool take_switch(std::string_view name);
  /// The word behind `--name`, or what follows it in `--name=value`; none if it is not there.
  std::optional<std::string> take_option(std::string_view name);
  /// The same as a natural number.
  std::optional<std::uint64_t> take_number(std::string_view name);
  /// The next word that is no option. `what` names it in the complaint when there is none.
  std::string take_word(std::string_view what);
  /// The next word that is no option, if there is one.
  std::optional<std::string> take_optional_word();

  /// Notes a mistake; the first one counts.
  void complain(std::string what);
  /// What is wrong with the words, after everything known was taken; empty if nothing is.
  std::string mistake();

 private:
  std::vector<std::string> words_;
  std::string mistake_;
};

}  // namespace cli
