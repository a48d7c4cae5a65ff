#pragma once
// Names as numbers: equal text has an equal id, so comparing names is comparing integers.

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ids.h"

using NameId = Id<struct NameTag>;

class Interner {
 public:
  NameId intern(std::string_view text);
  /// The id of a text that was interned before, or none.
  NameId find(std::string_view text) const;
  std::string_view text(NameId id) const;

 private:
  // Shared, immutable strings: copies of an interner share the text, and views stay valid.
  std::vector<std::shared_ptr<const std::string>> texts_;
  std::unordered_map<std::string_view, NameId> ids_;
};
