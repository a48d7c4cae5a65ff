#include "base/interner.h"

NameId Interner::intern(std::string_view text) {
  if (const auto found = ids_.find(text); found != ids_.end()) return found->second;
  const NameId id(static_cast<std::uint32_t>(texts_.size()));
  texts_.push_back(std::make_shared<const std::string>(text));
  ids_.emplace(*texts_.back(), id);
  return id;
}

NameId Interner::find(std::string_view text) const {
  const auto found = ids_.find(text);
  return found == ids_.end() ? NameId() : found->second;
}

std::string_view Interner::text(NameId id) const {
  if (!id) return {};
  INVARIANT(id.value < texts_.size(), "a name comes from its own interner");
  return *texts_[id.value];
}
