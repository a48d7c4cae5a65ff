#pragma once
// Names as numbers: equal text has an equal id, so comparing names is comparing integers.

#include <memory>
#include <string>
#include <string_view>


#include "base/ids.h"
#include "base/layered_map.h"

using NameId = Id<struct NameTag>;

class Interner {
 public:
  NameId intern(std::string_view text);
  /// The id of a text that was interned before, or none.
  NameId find(std::string_view text) const;
  std::string_view text(NameId id) const;
  /// Makes what is there shared by all copies.
  void freeze();

 private:
  // Shared, immutable strings: copies of an interner share the text, and views stay valid.
  Store<std::shared_ptr<const std::string>, NameId> texts_;
  LayeredMap<std::string_view, NameId> ids_;
};
