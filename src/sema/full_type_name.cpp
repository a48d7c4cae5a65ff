// What `std::any::type_name` gives: every name with its path, std's by the crates it is made of. Where
// std's modules here do not tell what rustc says, or a lifetime would show, there is no answer.

#include <array>

#include "base/text.h"
#include "sema/program.h"

namespace sema {

namespace {

/// From std's path here to rustc's; a path that ends in `::` stands for what is directly in it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 51> std_paths{{
    {"std::string::String", "alloc::string::String"},
    {"std::vec::Vec", "alloc::vec::Vec"},
    {"std::boxed::Box", "alloc::boxed::Box"},
    {"std::rc::Rc", "alloc::rc::Rc"},
    {"std::rc::Weak", "alloc::rc::Weak"},
    {"std::sync::Arc", "alloc::sync::Arc"},
    {"std::option::", "core::option::"},
    {"std::result::", "core::result::"},
    {"std::cmp::Ordering", "core::cmp::Ordering"},
    {"std::cmp::Reverse", "core::cmp::Reverse"},
    {"std::cell::Cell", "core::cell::Cell"},
    {"std::cell::RefCell", "core::cell::RefCell"},
    {"std::cell::UnsafeCell", "core::cell::UnsafeCell"},
    {"std::marker::", "core::marker::"},
    {"std::mem::ManuallyDrop", "core::mem::manually_drop::ManuallyDrop"},
    {"std::mem::MaybeUninit", "core::mem::maybe_uninit::MaybeUninit"},
    {"std::ptr::NonNull", "core::ptr::non_null::NonNull"},
    {"std::pin::Pin", "core::pin::Pin"},
    {"std::time::Duration", "core::time::Duration"},
    {"std::any::", "core::any::"},
    {"std::error::Error", "core::error::Error"},
    {"std::fmt::Error", "core::fmt::Error"},
    {"std::fmt::Debug", "core::fmt::Debug"},
    {"std::fmt::Display", "core::fmt::Display"},
    {"std::num::ParseIntError", "core::num::error::ParseIntError"},
    {"std::wrapping::Wrapping", "core::num::wrapping::Wrapping"},
    {"std::wrapping::Saturating", "core::num::saturating::Saturating"},
    {"std::ops::Range", "core::ops::range::Range"},
    {"std::ops::RangeInclusive", "core::ops::range::RangeInclusive"},
    {"std::ops::RangeFrom", "core::ops::range::RangeFrom"},
    {"std::ops::RangeFull", "core::ops::range::RangeFull"},
    {"std::ops::Fn", "core::ops::function::Fn"},
    {"std::ops::FnMut", "core::ops::function::FnMut"},
    {"std::ops::FnOnce", "core::ops::function::FnOnce"},
    {"std::iter::Iterator", "core::iter::traits::iterator::Iterator"},
    {"std::future::Future", "core::future::future::Future"},
    {"std::future::Pending", "core::future::pending::Pending"},
    {"std::future::PollFn", "core::future::poll_fn::PollFn"},
    {"std::future::Ready", "core::future::ready::Ready"},
    {"std::task::Poll", "core::task::poll::Poll"},
    {"std::task::Waker", "core::task::wake::Waker"},
    {"std::task::RawWaker", "core::task::wake::RawWaker"},
    {"std::task::RawWakerVTable", "core::task::wake::RawWakerVTable"},
    {"std::hash_map::HashMap", "std::collections::hash::map::HashMap"},
    {"std::hash_set::HashSet", "std::collections::hash::set::HashSet"},
    {"std::btree_map::BTreeMap", "alloc::collections::btree::map::BTreeMap"},
    {"std::btree_set::BTreeSet", "alloc::collections::btree::set::BTreeSet"},
    {"std::vec_deque::VecDeque", "alloc::collections::vec_deque::VecDeque"},
    {"std::sync::Mutex", "std::sync::poison::mutex::Mutex"},
    {"std::sync::RwLock", "std::sync::poison::rwlock::RwLock"},
    {"std::convert::Infallible", "core::convert::Infallible"},
}};

class FullWriter {
 public:
  explicit FullWriter(const Program& program) : program_(program) {}
  bool is_known = true;

  std::string name(TyId id) {
    const Ty& ty = program_.types[id];
    switch (ty.kind) {
      case TyKind::Adt: {
        const AdtDef& def = program_.adts[ty.adt()];
        if (stands_in_method_or_closure(def.span)) is_known = false;
        return concat(path(def.path), arguments(without_defaults(def.generics, ty.args), lifetimes(def.item)));
      }
      case TyKind::Ref: return concat(may_be_bound(), ty.mutability == Mutability::Mutable ? "&mut " : "&", name(ty.args[0]));
      case TyKind::RawPtr: return concat(ty.mutability == Mutability::Mutable ? "*mut " : "*const ", name(ty.args[0]));
      case TyKind::Slice: return concat("[", name(ty.args[0]), "]");
      case TyKind::Array: return concat("[", name(ty.args[0]), "; ", name(ty.args[1]), "]");
      case TyKind::Tuple: return concat("(", list(ty.args, ty.args.size()), ty.args.size() == 1 ? ",)" : ")");
      case TyKind::FnPtr: {
        ++binders_;
        std::string out = concat(ty.is_unsafe ? "unsafe " : "", prefix_of(ty.abi), "fn", call(ty.args, ty.args.size() - 1, ty.args.back()));
        --binders_;
        return out;
      }
      case TyKind::FnDef: {
        const FnDef& def = program_.fns[ty.fn()];
        if (def.owner != FnOwner::Free) is_known = false;
        return concat(path(def.path), arguments(ty.args, 0));
      }
      case TyKind::Closure: return closure(ty);
      case TyKind::Dyn: return dyn(*ty.dyn);
      case TyKind::Bool: case TyKind::Char: case TyKind::Int: case TyKind::Float: case TyKind::Str: case TyKind::Never: case TyKind::ConstValue:
        return type_name(program_, id);
      default: is_known = false; return {};
    }
  }

 private:
  std::string path(const std::string& of) {
    if (!of.starts_with("std::")) return of;
    for (const auto& [here, there] : std_paths) {
      if (of == here) return std::string(there);
      if (here.ends_with("::") && of.starts_with(here) && of.find("::", here.size()) == std::string::npos)
        return concat(there, of.substr(here.size()));
    }
    is_known = false;
    return {};
  }
  /// Their paths name the impl or the closure.
  bool stands_in_method_or_closure(Span span) {
    if (!span.file || !program_.sources.is_user(span)) return false;
    const auto is_around = [&](Span outer) { return outer.file == span.file && outer.begin <= span.begin && span.end <= outer.end; };
    for (std::uint32_t i = 0; i < program_.fns.size(); ++i) {
      const FnDef& fn = program_.fns[FnId(i)];
      if (fn.owner != FnOwner::Free && fn.item && is_around(program_.ast.items.at(fn.item).span)) return true;
    }
    for (std::uint32_t i = 0; i < program_.closures.size(); ++i)
      if (is_around(program_.closures[ClosureId(i)].span)) return true;
    return false;
  }
  std::size_t lifetimes(syntax::ItemId id) {
    const auto& kind = program_.ast.items.at(id).kind;
    const syntax::Generics* generics = nullptr;
    if (const auto* item = std::get_if<syntax::StructItem>(&kind)) generics = &item->generics;
    if (const auto* item = std::get_if<syntax::EnumItem>(&kind)) generics = &item->generics;
    if (const auto* item = std::get_if<syntax::TraitItem>(&kind)) generics = &item->generics;
    std::size_t count = 0;
    for (std::size_t i = 0; generics && i < generics->params.size(); ++i)
      count += generics->params[i].kind == syntax::GenericParam::Kind::Lifetime;
    return count;
  }
  /// What is as its default says is left out at the end.
  Args without_defaults(const Generics& generics, Args args) {
    while (!args.empty() && args.size() <= generics.params.size()) {
      const TyId by_default = generics.params[args.size() - 1].default_type;
      if (!by_default) break;
      if (program_.types.flags(by_default).has_param) is_known = false;
      if (by_default != args.back()) break;
      args.pop_back();
    }
    return args;
  }
  std::string list(const Args& args, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += concat(i ? ", " : "", name(args[i]));
    return out;
  }
  std::string arguments(const Args& args, std::size_t lifetimes) {
    std::string out;
    for (std::size_t i = 0; i < lifetimes; ++i) out += out.empty() ? "'_" : ", '_";
    if (!args.empty()) out += concat(out.empty() ? "" : ", ", list(args, args.size()));
    return out.empty() ? out : concat("<", out, ">");
  }
  std::string call(const Args& inputs, std::size_t count, TyId output) {
    std::string out = concat("(", list(inputs, count), ")");
    return output == program_.types.unit_ ? out : concat(out, " -> ", name(output));
  }
  /// Below `fn` and `dyn Fn` a reference's lifetime may be one of all, which shows.
  std::string_view may_be_bound() {
    if (binders_ > 0) is_known = false;
    return "";
  }
  std::string closure(const Ty& ty) {
    const Closure& of = program_.closures[ty.closure()];
    if (of.owner.kind != BodyOwner::Kind::Fn || !ty.args.empty()) {
      is_known = false;
      return {};
    }
    const FnDef& fn = program_.fns[FnId(of.owner.id)];
    std::string out = path(fn.path);
    if (fn.owner != FnOwner::Free) is_known = false;
    for (std::uint32_t i = 0; i < program_.closures.size(); ++i) {
      const Closure& around = program_.closures[ClosureId(i)];
      const bool is_inside = around.owner == of.owner && around.span.file == of.span.file && around.span.begin <= of.span.begin && of.span.end <= around.span.end;
      if (is_inside) out += "::{{closure}}";
    }
    return out;
  }
  std::string dyn(const DynTy& of) {
    std::string out = "dyn ";
    if (of.principal) {
      const TraitDef& def = program_.traits[of.principal];
      out += path(def.path);
      const LangItems& lang = program_.lang;
      const bool is_fn = of.principal == lang.trait("fn") || of.principal == lang.trait("fn_mut") || of.principal == lang.trait("fn_once");
      ++binders_;
      if (is_fn && !of.projections.empty()) {
        const Args inputs = program_.types[of.principal_args[0]].args;
        out += call(inputs, inputs.size(), of.projections[0].second);
      } else {
        std::string inside = list(of.principal_args, of.principal_args.size());
        for (std::size_t i = 0; i < lifetimes(def.item); ++i) inside = inside.empty() ? "'_" : concat("'_, ", inside);
        for (const auto& [assoc, ty] : of.projections)
          inside += concat(inside.empty() ? "" : ", ", program_.names.text(program_.assoc_tys[assoc].name), " = ", name(ty));
        if (!inside.empty()) out += concat("<", inside, ">");
      }
      --binders_;
    }
    for (TraitId trait : of.auto_traits) out += concat(out.size() > 4 ? " + " : "", path(program_.traits[trait].path));
    return out;
  }

  const Program& program_;
  int binders_ = 0;
};

}  // namespace

std::optional<std::string> full_type_name(const Program& program, TyId ty) {
  FullWriter writer(program);
  std::string name = writer.name(ty);
  if (!writer.is_known) return std::nullopt;
  return name;
}

}  // namespace sema
