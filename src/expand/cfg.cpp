#include "expand/cfg.h"

#include <algorithm>

namespace expand {

bool cfg_holds(const syntax::Attribute& predicate, const Cfg& cfg) {
  const auto holds = [&cfg](const syntax::Attribute& part) { return cfg_holds(part, cfg); };
  const std::string& name = predicate.name;
  if (name == "all") return std::all_of(predicate.args.begin(), predicate.args.end(), holds);
  if (name == "any") return std::any_of(predicate.args.begin(), predicate.args.end(), holds);
  if (name == "not") return !predicate.args.empty() && !holds(predicate.args[0]);
  if (name == "test") return cfg.test == TestMode::Yes;
  if (name == "std_file") return cfg.std_files && cfg.std_files->count(predicate.value) > 0;

  struct Fact { std::string_view name, value; };
  static constexpr Fact facts[] = {
      {"true", ""},
      {"debug_assertions", ""},
      {"overflow_checks", ""},
      {"unix", ""},
      {"target_os", "linux"},
      {"target_family", "unix"},
      {"target_arch", "x86_64"},
      {"target_endian", "little"},
      {"target_env", "gnu"},
      {"target_vendor", "unknown"},
      {"target_pointer_width", "64"},
      {"target_thread_local", ""},
      {"panic", "unwind"},
      {"target_has_atomic", ""},
      {"target_has_atomic", "8"},
      {"target_has_atomic", "16"},
      {"target_has_atomic", "32"},
      {"target_has_atomic", "64"},
      {"target_has_atomic", "ptr"},
  };
  return std::any_of(std::begin(facts), std::end(facts), [&](const Fact& fact) {
    return fact.name == name && fact.value == predicate.value;
  });
}

}  // namespace expand
