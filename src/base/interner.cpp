#include "base/interner.h"

NameId Interner::intern(std::string_view text) {
  if (const auto found = ids_.find(text); found != ids_.end()) return found->second;
  const NameId id = texts_.add(std::make_shared<const std::string>(text));
  ids_.emplace(*texts_.at(id), id);
  return id;
}

NameId Interner::find(std::string_view text) const {
  const auto found = ids_.find(text);
  return found == ids_.end() ? NameId() : found->second;
}

std::string_view Interner::text(NameId id) const {
  if (!id) return {};
  return *texts_.at(id);
}

void Interner::freeze() {
  texts_.freeze();
  ids_.freeze();
}
