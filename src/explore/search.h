#pragma once
// What stands behind an Explorer: a strategy and what it found. Internal to `explore/`.

#include <variant>

#include "explore/exhaustive.h"
#include "explore/findings.h"
#include "explore/reduced.h"

namespace explore {

class Search {
 public:
  Findings findings;
  std::variant<Exhaustive, Reduced> strategy;
};

}  // namespace explore
