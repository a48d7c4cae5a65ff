#include "sema/program.h"

namespace sema {

namespace {

const Def* find(const LangItems& lang, std::string_view name, Def::Kind kind) {
  auto found = lang.items.find(std::string(name));
  return found != lang.items.end() && found->second.kind == kind ? &found->second : nullptr;
}

}  // namespace

TraitId LangItems::trait(std::string_view name) const {
  const Def* def = find(*this, name, Def::Kind::Trait);
  return def ? TraitId(def->id) : TraitId();
}
FnId LangItems::fn(std::string_view name) const {
  const Def* def = find(*this, name, Def::Kind::Fn);
  return def ? FnId(def->id) : FnId();
}
AdtId LangItems::adt(std::string_view name) const {
  const Def* def = find(*this, name, Def::Kind::Adt);
  return def ? AdtId(def->id) : AdtId();
}
AssocTyId LangItems::assoc_ty(std::string_view name) const {
  const Def* def = find(*this, name, Def::Kind::AssocTy);
  return def ? AssocTyId(def->id) : AssocTyId();
}

}  // namespace sema
