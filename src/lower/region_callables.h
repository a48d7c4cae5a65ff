#pragma once
// Calls of what is a function by its type only: `F: Fn(&str) -> &str`, `&dyn Fn(&T) -> &T`, `fn(&T) -> &T`,
// closures. Checked types know no lifetimes: which of a result's come from the arguments is read from
// where the type was written, in a bound, a parameter or a field.

#include <optional>
#include <vector>

#include "lower/region_calls.h"
#include "lower/written_fns.h"
#include "mir/mir.h"

namespace lower {

class Callables {
 public:
  Callables(RegionNames& names, Relations& relations, const BodyRequest& request, const mir::Body& body);

  /// The call of a function pointer that stands in `pointer`, of type `ty`.
  void relate_pointer(const mir::Operand& pointer, sema::TyId ty, const std::vector<std::optional<Typed>>& arguments, const Typed& result, Span span);
  /// `callee` is `call` of one of the traits Fn, FnMut, FnOnce: arguments are what is called, and a tuple.
  void relate_trait_call(const sema::Ty& callee, const mir::CallTerm& call, const std::vector<std::optional<Typed>>& arguments, const Typed& result, Span span);
  bool is_trait_call(const sema::Ty& callee) const;

 private:
  void relate(const WrittenFn& written, const sema::Args& params, const Regions& given, const Typed& result, Span span);
  void relate_closure(const sema::Ty& closure, const Typed& called, const Regions& given, const Typed& result, Span span);
  /// Behind references and Box.
  sema::TyId peeled(sema::TyId ty) const;
  syntax::TypeId peeled(syntax::TypeId id) const;
  /// The syntax of the place's type, behind references and Box.
  syntax::TypeId type_of(const mir::Place& place, int depth) const;
  syntax::TypeId type_of_argument(std::uint32_t index) const;
  std::optional<WrittenFn> written(syntax::TypeId id) const;
  std::optional<WrittenFn> of_param(NameId name) const;

  RegionNames& names_;
  Relations& relations_;
  sema::Program& program_;
  const mir::Body& body_;
  const syntax::FnDecl* decl_ = nullptr;       // of the function that the body is, or that a closure stands in
  const syntax::Generics* around_ = nullptr;   // of its impl
  bool is_item_ = false;
  std::vector<const mir::Rvalue*> value_of_;   // of locals that are assigned once
};

}  // namespace lower
