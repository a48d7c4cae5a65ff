// The signatures of items once more, when all are complete. Lifetimes: each name is declared, and
// what is left out follows from the rules of elision (the Reference's chapter "Lifetime elision");
// what they mean for borrows is not decided here. Trait objects: their trait can be one.

#include <algorithm>

#include "base/text.h"
#include "sema/declare.h"
#include "sema/dyn_compatible.h"

namespace sema {

using diag::Kind;

namespace {

/// What a lifetime that is left out means where it stands.
enum class Elided : std::uint8_t {
  Fresh,      // one of its own: parameters, impl heads
  Static,     // 'static: consts and statics
  Missing,    // nothing: fields, aliases
  Refused,    // nothing: bounds, associated types of impls
  Output,     // that of the only input, if there is one
};

class SignatureCheck {
 public:
  SignatureCheck(Program& program, ItemScope scope) : program_(program), scope_(std::move(scope)) {}

  // ---- Items

  void adt(const syntax::Item& node) {
    if (const auto* one = std::get_if<syntax::StructItem>(&node.kind)) {
      enter(one->generics);
      fields(one->fields);
    } else if (const auto* overlay = std::get_if<syntax::UnionItem>(&node.kind)) {
      enter(overlay->generics);
      fields(overlay->fields);
    } else if (const auto* many = std::get_if<syntax::EnumItem>(&node.kind)) {
      enter(many->generics);
      for (const syntax::VariantDecl& variant : many->variants) fields(variant.fields);
    }
  }

  void alias(const syntax::TypeAliasItem& item) {
    enter(item.generics);
    elided_ = Elided::Missing;
    type(item.type);
  }

  void value(syntax::TypeId ty) {
    elided_ = Elided::Static;
    type(ty);
  }

  void trait(const syntax::TraitItem& item) {
    enter(item.generics);
    bounds(item.supertraits);
    members(item.items, Elided::Fresh);
  }

  void impl(const syntax::ImplItem& item) {
    enter(item.generics);
    elided_ = Elided::Fresh;
    shows_lifetimes_ = true;
    type(item.self_type);
    if (item.trait_path) {
      hidden(*item.trait_path);
      path(*item.trait_path);
    }
    shows_lifetimes_ = false;
    members(item.items, Elided::Static);
  }

  void fn(const syntax::FnDecl& decl) {
    std::size_t outside = declared_.size();
    enter(decl.generics);
    Inputs inputs;
    inputs_ = &inputs;
    elided_ = Elided::Fresh;
    bool self_decides = false;
    if (decl.self_param) {
      const syntax::SelfParam& self = *decl.self_param;
      using SelfKind = syntax::SelfParam::Kind;
      if (self.has_lifetime) lifetime(self.lifetime);
      if (self.kind == SelfKind::Typed) type(self.type);
      self_decides = self.kind == SelfKind::Ref || self.kind == SelfKind::RefMut ||
                     (self.kind == SelfKind::Typed && has_ref(self.type));
      // `self: Item<'a>`: what `Self` itself is borrowed for does not count.
      inputs.named.clear();
    }
    shows_lifetimes_ = decl.is_async;
    for (const syntax::Param& param : decl.params) type(param.type);
    shows_lifetimes_ = false;
    inputs_ = nullptr;
    elided_ = self_decides || inputs.count() == 1 ? Elided::Fresh : Elided::Output;
    type(decl.output);
    if (!missing_.empty()) unclear_outputs_.push_back(decl.output);
    report_missing(inputs.count());
    declared_.resize(outside);
  }

  /// Types of results in which a lifetime is missing.
  const std::vector<syntax::TypeId>& unclear_outputs() const { return unclear_outputs_; }

 private:
  /// The lifetimes that stand in a function's parameters.
  struct Inputs {
    std::size_t elided = 0;
    std::vector<NameId> named;
    std::size_t count() const { return elided + named.size(); }
  };

  void fields(const syntax::Fields& fields) {
    for (const syntax::FieldDecl& field : fields.fields) {
      elided_ = Elided::Missing;
      type(field.type);
    }
  }

  void members(const std::vector<syntax::ItemId>& items, Elided in_consts) {
    for (syntax::ItemId id : items) {
      const syntax::Item& node = program_.ast.items.at(id);
      if (const auto* one = std::get_if<syntax::FnItem>(&node.kind)) fn(one->decl);
      if (const auto* one = std::get_if<syntax::ConstItem>(&node.kind)) {
        elided_ = in_consts;
        type(one->type);
      }
      if (const auto* one = std::get_if<syntax::TypeAliasItem>(&node.kind)) {
        std::size_t outside = declared_.size();
        enter(one->generics);
        bounds(one->bounds);
        is_impl_type_ = true;   // rustc's message has no code there
        type(one->type);
        is_impl_type_ = false;
        declared_.resize(outside);
      }
    }
  }

  // ---- Names

  void enter(const syntax::Generics& generics) {
    std::size_t outer_count = declared_.size();
    for (const syntax::GenericParam& param : generics.params) {
      if (param.kind == syntax::GenericParam::Kind::Lifetime) declare(param.name, outer_count);
    }
    elided_ = Elided::Refused;
    for (const syntax::GenericParam& param : generics.params) bounds(param.bounds);
    for (const syntax::WherePredicate& where : generics.predicates) {
      std::size_t outside = declared_.size();
      for (const syntax::Lifetime& one : where.for_lifetimes) declare(one.ident, outside);
      if (where.type) {
        type(where.type);
      } else {
        lifetime(where.lifetime);
      }
      bounds(where.bounds);
      declared_.resize(outside);
    }
  }

  /// The first `outer_count` that are declared stand further out and cannot be named again.
  void declare(const syntax::Ident& name, std::size_t outer_count) {
    std::string text(program_.names.text(name.name));
    if (text == "'static" || text == "'_") {
      program_.diagnostics.add(text == "'_" ? Kind::AnonymousLifetime : Kind::ReservedLifetime, name.span,
                               concat(quoted(text), " cannot be the name of a lifetime parameter"));
      return;
    }
    for (std::size_t i = 0; i < outer_count; ++i) {
      const syntax::Ident& outer = declared_[i];
      if (outer.name != name.name) continue;
      program_.diagnostics
          .add(Kind::LifetimeShadowed, name.span,
               concat("the lifetime ", quoted(text), " has the name of one that is in scope"))
          .label(outer.span, "declared here first");
    }
    declared_.push_back(name);
  }

  void lifetime(const syntax::Lifetime& one) {
    std::string_view text = program_.names.text(one.ident.name);
    if (text == "'_") {
      leave_out(one.ident.span);
      return;
    }
    bool is_known = text == "'static" ||
                    std::any_of(declared_.begin(), declared_.end(), [&](const syntax::Ident& known) {
                      return known.name == one.ident.name;
                    });
    if (!is_known) {
      program_.diagnostics.add(Kind::UndeclaredLifetime, one.ident.span,
                               concat("the lifetime ", quoted(text), " is not declared"));
    }
    if (inputs_ && is_known &&
        std::find(inputs_->named.begin(), inputs_->named.end(), one.ident.name) == inputs_->named.end()) {
      inputs_->named.push_back(one.ident.name);
    }
  }

  void leave_out(Span span, Kind of_impl_type = Kind::OtherError) {
    if (inputs_) ++inputs_->elided;
    if (elided_ == Elided::Output) missing_.push_back(span);
    if (elided_ == Elided::Refused) {
      program_.diagnostics.add(is_impl_type_ ? of_impl_type : Kind::AnonymousLifetime, span,
                               "a lifetime cannot be left out here: it needs a name");
    }
    if (elided_ == Elided::Missing) {
      missing_.push_back(span);
      report_missing(0);
    }
  }

  /// All that one signature leaves open are said in one message.
  void report_missing(std::size_t inputs) {
    if (missing_.empty()) return;
    bool is_output = elided_ == Elided::Output;
    std::string why = !is_output ? ""
                      : inputs == 0
                          ? ": the result is borrowed, but there is no parameter it could be borrowed from"
                          : concat(": the result is borrowed, but from which of ", inputs,
                                   " lifetimes of the parameters is not said");
    diag::Diagnostic& said = program_.diagnostics.add(
        Kind::MissingLifetime, missing_[0], concat("a lifetime is missing here", why));
    for (std::size_t i = 1; i < missing_.size(); ++i) said.label(missing_[i], "and here");
    missing_.clear();
  }

  // ---- Types

  void type(syntax::TypeId id) {
    if (!id) return;
    const syntax::Type& node = program_.ast.types.at(id);
    if (const auto* ref = std::get_if<syntax::RefType>(&node.kind)) {
      if (ref->has_lifetime) {
        lifetime(ref->lifetime);
      } else {
        Span ampersand = node.span;
        ampersand.end = ampersand.begin + 1;
        leave_out(ampersand);
      }
      type(ref->inner);
    } else if (const auto* one = std::get_if<syntax::PathType>(&node.kind)) {
      hidden(one->path);
      path(one->path);
    } else if (const auto* pointer = std::get_if<syntax::RawPtrType>(&node.kind)) {
      type(pointer->inner);
    } else if (const auto* slice = std::get_if<syntax::SliceType>(&node.kind)) {
      type(slice->element);
    } else if (const auto* array = std::get_if<syntax::ArrayType>(&node.kind)) {
      type(array->element);
    } else if (const auto* tuple = std::get_if<syntax::TupleType>(&node.kind)) {
      for (syntax::TypeId element : tuple->elements) type(element);
    } else if (const auto* fn = std::get_if<syntax::FnPtrType>(&node.kind)) {
      call_signature(fn->for_lifetimes, fn->params, fn->output, Kind::LifetimeOnlyInOutput);
    } else if (const auto* dyn = std::get_if<syntax::DynTraitType>(&node.kind)) {
      trait_object(dyn->bounds, node.span);
      bounds(dyn->bounds);
    } else if (const auto* impl = std::get_if<syntax::ImplTraitType>(&node.kind)) {
      if (is_in_impl_trait_) program_.diagnostics.add(Kind::NestedImplTrait, node.span, "`impl Trait` cannot stand in the arguments of another `impl Trait`");
      const bool around = std::exchange(is_in_impl_trait_, true);
      bounds(impl->bounds);
      is_in_impl_trait_ = around;
    }
  }

  /// `fn(&A) -> &B` and `Fn(&A) -> &B` have lifetimes and elision of their own.
  void call_signature(const std::vector<syntax::Lifetime>& binder,
                      const std::vector<syntax::TypeId>& params, syntax::TypeId output, Kind only_in_output) {
    std::size_t outside = declared_.size();
    // Those of a bound stand around all of it, and are declared there.
    if (only_in_output == Kind::LifetimeOnlyInOutput)
      for (const syntax::Lifetime& one : binder) declare(one.ident, outside);
    Inputs inputs;
    Inputs* around = std::exchange(inputs_, &inputs);
    Elided elided = std::exchange(elided_, Elided::Fresh);
    std::vector<Span> missing = std::exchange(missing_, {});
    const bool shows_lifetimes = std::exchange(shows_lifetimes_, false);
    for (syntax::TypeId param : params) type(param);
    Inputs outputs;
    inputs_ = &outputs;
    elided_ = inputs.count() == 1 ? Elided::Fresh : Elided::Output;
    type(output);
    report_missing(inputs.count());
    for (const syntax::Lifetime& one : binder) {
      const auto is_among = [&](const std::vector<NameId>& names) { return std::find(names.begin(), names.end(), one.ident.name) != names.end(); };
      if (is_among(outputs.named) && !is_among(inputs.named))
        program_.diagnostics.add(only_in_output, program_.ast.types.at(output).span, concat("the lifetime ", quoted(program_.names.text(one.ident.name)), " stands in the result, but in no parameter"));
    }
    shows_lifetimes_ = shows_lifetimes;
    missing_ = std::move(missing);
    elided_ = elided;
    inputs_ = around;
    declared_.resize(outside);
  }

  /// A type with lifetime parameters that are not written at all: `Ref<T>` for `Ref<'_, T>`.
  void hidden(const syntax::Path& path) {
    if (path.self_type || path.segments.empty()) return;
    const syntax::PathSegment& last = path.segments.back();
    std::size_t given = 0;
    if (last.generic_args) {
      for (const syntax::GenericArg& arg : program_.ast.generic_args.at(last.generic_args).args)
        given += arg.kind == syntax::GenericArg::Kind::Lifetime;
    }
    PathResolution found = resolve_path(program_, scope_, path, Namespace::Types, false);
    const bool is_trait = found.def.kind == Def::Kind::Trait;
    if ((!is_trait && found.def.kind != Def::Kind::Adt) || found.resolved_segments != path.segments.size()) return;
    syntax::ItemId item = is_trait ? program_.traits.at(TraitId(found.def.id)).item : program_.adts.at(AdtId(found.def.id)).item;
    if (!item) return;
    const syntax::Item& node = program_.ast.items.at(item);
    const syntax::Generics* generics = nullptr;
    if (const auto* one = std::get_if<syntax::StructItem>(&node.kind)) generics = &one->generics;
    if (const auto* one = std::get_if<syntax::EnumItem>(&node.kind)) generics = &one->generics;
    if (const auto* one = std::get_if<syntax::UnionItem>(&node.kind)) generics = &one->generics;
    if (const auto* one = std::get_if<syntax::TraitItem>(&node.kind)) generics = &one->generics;
    if (!generics) return;
    std::size_t wanted = 0;
    for (const syntax::GenericParam& param : generics->params) wanted += param.kind == syntax::GenericParam::Kind::Lifetime;
    if (given != 0 && given != wanted) {
      program_.diagnostics.add(Kind::GenericArgumentCount, last.ident.span, concat(quoted(program_.names.text(last.ident.name)), " has ", wanted, " lifetime parameter", wanted == 1 ? "" : "s", ", but ", given, given == 1 ? " is given" : " are given"));
      return;
    }
    if (given < wanted && shows_lifetimes_) {
      program_.diagnostics.add(Kind::HiddenLifetime, last.ident.span, concat(quoted(program_.names.text(last.ident.name)), " has lifetime parameters, which must be shown here"))
          .with_help(concat("write `", program_.names.text(last.ident.name), "<'_>`"));
      return;
    }
    for (std::size_t i = given; i < wanted; ++i) leave_out(last.ident.span, Kind::MissingLifetime);
  }

  void trait_object(const std::vector<syntax::Bound>& bounds, Span span) {
    for (const syntax::Bound& bound : bounds) {
      if (bound.kind != syntax::Bound::Kind::Trait) continue;
      PathResolution found = resolve_path(program_, scope_, bound.trait_path, Namespace::Types, false);
      if (found.def.kind == Def::Kind::Trait) check_dyn_use(program_, TraitId(found.def.id), span);
    }
  }

  void path(const syntax::Path& path) {
    type(path.self_type);
    for (const syntax::PathSegment& segment : path.segments) {
      if (!segment.generic_args) continue;
      const syntax::GenericArgs& args = program_.ast.generic_args.at(segment.generic_args);
      if (args.is_parenthesized) {
        std::vector<syntax::TypeId> params;
        for (const syntax::GenericArg& arg : args.args) params.push_back(arg.type);
        call_signature(binder_, params, args.output, Kind::BoundLifetimeOnlyInOutput);
        continue;
      }
      for (const syntax::GenericArg& arg : args.args) {
        if (arg.kind == syntax::GenericArg::Kind::Lifetime) lifetime(arg.lifetime);
        // `impl Iterator<Item = impl Trait>` may be nested, `impl Into<impl Trait>` not.
        const bool around = std::exchange(is_in_impl_trait_, is_in_impl_trait_ && arg.kind == syntax::GenericArg::Kind::Type);
        type(arg.type);
        is_in_impl_trait_ = around;
        bounds(arg.bounds);
      }
    }
  }

  void bounds(const std::vector<syntax::Bound>& bounds) {
    for (const syntax::Bound& bound : bounds) {
      if (bound.kind == syntax::Bound::Kind::Lifetime) lifetime(bound.lifetime);
      if (bound.kind != syntax::Bound::Kind::Trait) continue;
      std::size_t outside = declared_.size();
      for (const syntax::Lifetime& one : bound.for_lifetimes) declare(one.ident, outside);
      binder_ = bound.for_lifetimes;
      path(bound.trait_path);
      binder_.clear();
      // What `for<…>` declares is no lifetime of the parameters.
      for (std::size_t i = outside; inputs_ && i < declared_.size(); ++i) std::erase(inputs_->named, declared_[i].name);
      declared_.resize(outside);
    }
  }

  /// Whether the type of `self` holds a reference: `self: &Self`, `self: Pin<&mut Self>`.
  bool has_ref(syntax::TypeId id) {
    const syntax::Type& node = program_.ast.types.at(id);
    if (std::holds_alternative<syntax::RefType>(node.kind)) return true;
    const auto* path = std::get_if<syntax::PathType>(&node.kind);
    if (!path || path->path.segments.empty() || !path->path.segments.back().generic_args) return false;
    for (const syntax::GenericArg& arg :
         program_.ast.generic_args.at(path->path.segments.back().generic_args).args) {
      if (arg.type && has_ref(arg.type)) return true;
    }
    return false;
  }

  Program& program_;
  ItemScope scope_;
  std::vector<syntax::Ident> declared_;
  std::vector<Span> missing_;
  std::vector<syntax::TypeId> unclear_outputs_;
  Inputs* inputs_ = nullptr;
  Elided elided_ = Elided::Fresh;
  bool is_impl_type_ = false;
  bool shows_lifetimes_ = false;            // those of a type must be written
  bool is_in_impl_trait_ = false;
  std::vector<syntax::Lifetime> binder_;   // what `for<…>` declares for the bound that is looked at
};

/// A result whose lifetime is missing fits everything: one mistake, one message.
void leave_open(Program& program, const std::vector<syntax::TypeId>& unclear) {
  for (std::uint32_t i = program.fns.frozen_count(); i < program.fns.size() && !unclear.empty(); ++i) {
    const syntax::ItemId id = program.fns.at(FnId(i)).item;
    const auto* item = id ? std::get_if<syntax::FnItem>(&program.ast.items.at(id).kind) : nullptr;
    if (item && std::find(unclear.begin(), unclear.end(), item->decl.output) != unclear.end()) program.fns[FnId(i)].output = program.types.error_;
  }
}

}  // namespace

void check_signatures(Program& program, const Declarations& declarations) {
  std::vector<syntax::TypeId> unclear;
  const auto note = [&](const SignatureCheck& check) { unclear.insert(unclear.end(), check.unclear_outputs().begin(), check.unclear_outputs().end()); };
  for (const Declared& declared : declarations.items) {
    const syntax::Item& node = program.ast.items.at(declared.item);
    ItemScope scope;
    scope.module = declared.module;
    switch (declared.def.kind) {
      case Def::Kind::Adt:
        scope.generics = program.adts.at(AdtId(declared.def.id)).generics;
        SignatureCheck(program, scope).adt(node);
        break;
      case Def::Kind::Trait:
        scope.generics = program.traits.at(TraitId(declared.def.id)).generics;
        {
          SignatureCheck check(program, scope);
          check.trait(std::get<syntax::TraitItem>(node.kind));
          note(check);
        }
        break;
      case Def::Kind::TypeAlias:
        SignatureCheck(program, scope).alias(std::get<syntax::TypeAliasItem>(node.kind));
        break;
      case Def::Kind::Fn:
        scope.generics = program.fns.at(FnId(declared.def.id)).generics;
        {
          SignatureCheck check(program, scope);
          check.fn(std::get<syntax::FnItem>(node.kind).decl);
          note(check);
        }
        break;
      case Def::Kind::Const:
        SignatureCheck(program, scope).value(std::get<syntax::ConstItem>(node.kind).type);
        break;
      case Def::Kind::Static:
        SignatureCheck(program, scope).value(std::get<syntax::StaticItem>(node.kind).type);
        break;
      default: break;
    }
  }
  for (const DeclaredImpl& declared : declarations.impls) {
    ItemScope scope;
    scope.module = declared.module;
    SignatureCheck check(program, scope);
    check.impl(std::get<syntax::ImplItem>(program.ast.items.at(declared.item).kind));
    note(check);
  }
  leave_open(program, unclear);
}

}  // namespace sema
