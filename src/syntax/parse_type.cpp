// Types.

#include <algorithm>

#include "base/text.h"
#include "syntax/literal.h"
#include "syntax/parser.h"

namespace syntax {

TypeId Parser::parse_type(AllowPlus allow_plus) {
  const Level level(*this);
  if (!level.is_allowed) return add_type(ErrorType{}, token_.span);
  return parse_type_inner(allow_plus);
}

/// `-> T`, or none.
TypeId Parser::parse_output_type(AllowPlus allow_plus) {
  return eat(Punct::ThinArrow) ? parse_type(allow_plus) : TypeId();
}

bool Parser::is_dyn_type() const {
  if (!token_.is(Keyword::Dyn)) return false;
  return true;
}

void Parser::more_bounds(std::vector<Bound>& bounds, Span begin) {
  if (!eat_part(Punct::Plus)) return;
  for (const Bound& bound : parse_bounds()) bounds.push_back(bound);
  error(span_from(begin), "ambiguous `+` in a type", "use parentheses: `(dyn A + B)`");
}

TypeId Parser::parse_type_inner(AllowPlus allow_plus) {
  const Span begin = token_.span;
  if (at_open(Delimiter::None)) {
    if (token_.fragment == Fragment::Path) {
      Path path = parse_path(PathStyle::Type);
      return add_type(PathType{std::move(path)}, span_from(begin));
    }
    const Group group = enter_group();
    const TypeId inner = parse_type(AllowPlus::Yes);
    leave_group(group, "end of type");
    if (token_.is(Punct::PathSep)) {   // $t::Name
      Path path;
      if (const auto* named = std::get_if<PathType>(&context_.ast.types.at(inner).kind)) {
        path = named->path;
      } else {
        path.self_type = inner;
      }
      parse_path_rest(path, PathStyle::Type);
      path.span = span_from(begin);
      return add_type(PathType{std::move(path)}, span_from(begin));
    }
    return inner;
  }
  if (at_open(Delimiter::Paren)) return parse_paren_type(allow_plus);
  if (at_open(Delimiter::Bracket)) {
    const Group group = enter_group();
    const TypeId element = parse_type();
    if (eat(Punct::Semi)) {
      const Restrict restrict(*this, {});
      const ExprId length = parse_expr();
      leave_group(group, "`]`");
      return add_type(ArrayType{element, length}, span_from(begin));
    }
    leave_group(group, "`;` or `]`");
    return add_type(SliceType{element}, span_from(begin));
  }
  if (eat(Punct::Not)) return add_type(NeverType{}, begin);
  if (eat(Keyword::Underscore)) return add_type(InferType{}, begin);
  if (eat(Punct::Star)) {
    Mutability mutability = Mutability::Shared;
    if (eat(Keyword::Mut)) {
      mutability = Mutability::Mutable;
    } else if (!eat(Keyword::Const)) {
      error(token_.span, concat("expected `mut` or `const` keyword in raw pointer type, found ", found()),
            "write `*const T` or `*mut T`");
    }
    const TypeId inner = parse_type(AllowPlus::No);
    return add_type(RawPtrType{mutability, inner}, span_from(begin));
  }
  if (eat_part(Punct::And)) {
    RefType ref;
    if (token_.is(TokenKind::Lifetime)) {
      ref.lifetime = parse_lifetime();
      ref.has_lifetime = true;
    }
    ref.mutability = eat(Keyword::Mut) ? Mutability::Mutable : Mutability::Shared;
    if (token_.is(TokenKind::Lifetime)) {
      const Lifetime late = parse_lifetime();
      error(late.ident.span, "lifetime must precede `mut`",
            concat("write `&", context_.names.text(late.ident.name), " mut`"));
      find_way();
    }
    ref.inner = parse_type(AllowPlus::No);
    if (allow_plus == AllowPlus::Yes && eat_part(Punct::Plus)) {
      parse_bounds();
      context_.diagnostics.add(diag::Kind::AmbiguousPlus, span_from(begin), "expected a path on the left of `+`")
          .with_help("use parentheses: `&(dyn A + B)`");
      // What stands before a bound is a trait too.
      if (const auto* path = std::get_if<PathType>(&context_.ast.types.at(ref.inner).kind))
        context_.diagnostics.add(diag::Kind::BareTraitObject, path->path.span, "expected a type, found a trait").with_help("write `dyn` before it");
    }
    return add_type(ref, span_from(begin));
  }
  if (token_.is(Keyword::Impl)) {
    bump();
    ImplTraitType type;
    if (allow_plus == AllowPlus::Yes) {
      type.bounds = parse_bounds();
    } else {
      parse_bound(type.bounds);
      more_bounds(type.bounds, begin);
    }
    if (type.bounds.empty()) error(span_from(begin), "at least one trait must be specified");
    return add_type(std::move(type), span_from(begin));
  }
  if (is_dyn_type()) {
    bump();
    DynTraitType type;
    if (allow_plus == AllowPlus::Yes) {
      type.bounds = parse_bounds();
    } else {
      parse_bound(type.bounds);
      more_bounds(type.bounds, begin);
    }
    if (type.bounds.empty())
      error(span_from(begin), "at least one trait is required for an object type");
    return add_type(std::move(type), span_from(begin));
  }
  if (token_.is(Keyword::Fn) || token_.is(Keyword::Unsafe) || token_.is(Keyword::Extern))
    return parse_fn_pointer();
  if (token_.is(Keyword::For) && peek().is(Punct::Lt)) {
    const std::vector<Lifetime> lifetimes = parse_for_lifetimes();
    if (token_.is(Keyword::Fn) || token_.is(Keyword::Unsafe) || token_.is(Keyword::Extern)) {
      const TypeId type = parse_fn_pointer();
      if (auto* pointer = std::get_if<FnPtrType>(&context_.ast.types[type].kind))
        pointer->for_lifetimes = lifetimes;
      return type;
    }
    error_expected("`fn`");
    return add_type(ErrorType{}, begin);
  }
  if (is_path_start()) {
    Path path = parse_path(PathStyle::Type);
    if (token_.is(Punct::Not) && peek().is(TokenKind::Open) && path.segments.size() >= 1 &&
        !peek().opens(Delimiter::None)) {
      const Token* path_begin = at_;
      while (path_begin != tokens_.first && path_begin[-1].span.begin >= begin.begin &&
             path_begin[-1].span.file == begin.file &&
             (path_begin[-1].is(Punct::PathSep) || path_begin[-1].is(TokenKind::Ident)))
        --path_begin;
      MacroCall call;
      call.path = {path_begin, at_};
      bump();
      call.delimiter = token_.delimiter;
      call.arguments = contents_of(at_);
      skip_tree();
      call.span = span_from(begin);
      call.position = MacroPosition::Type;
      if (context_.macros == nullptr || context_.left_out > 0) return add_type(ErrorType{}, call.span);
      const MacroResult result = context_.macros->expand(call, context_);
      if (result.kind != MacroResult::Kind::Tokens) return add_type(ErrorType{}, call.span);
      const InExpansion in_expansion(context_);
    Parser inner(context_, result.tokens, call.span);
      const TypeId type = inner.parse_type();
      if (!inner.is_at_end()) inner.error_expected("end of type");
      return type;
    }
    if (allow_plus == AllowPlus::Yes && starts_with(Punct::Plus)) {   // `A + B` needs `dyn`
      Bound first;
      first.trait_path = path;
      first.span = path.span;
      DynTraitType type;
      type.bounds.push_back(first);
      eat_part(Punct::Plus);
      for (const Bound& bound : parse_bounds()) type.bounds.push_back(bound);
      context_.diagnostics
          .add(diag::Kind::BareTraitObject, span_from(begin), "expected a type, found a trait")
          .with_help("you can add the `dyn` keyword if you want a trait object");
      return add_type(std::move(type), span_from(begin));
    }
    return add_type(PathType{std::move(path)}, span_from(begin));
  }
  error_expected("type");
  return add_type(ErrorType{}, begin);
}

TypeId Parser::parse_paren_type(AllowPlus allow_plus) {
  const Span begin = token_.span;
  const Group group = enter_group();
  std::vector<TypeId> elements;
  bool ends_with_comma = false;
  while (at_ != group.close && !is_lost_) {
    elements.push_back(parse_type());
    ends_with_comma = eat(Punct::Comma);
    if (!ends_with_comma) break;
  }
  leave_group(group, "`,` or `)`");
  (void)allow_plus;
  if (elements.size() == 1 && !ends_with_comma) return elements[0];
  return add_type(TupleType{std::move(elements)}, span_from(begin));
}

std::string Parser::parse_abi() {
  if (!token_.is(TokenKind::Literal)) return "C";
  const std::string abi = decode_literal(token_, context_.names, context_.diagnostics).bytes;
  static constexpr std::string_view known[] = {
      "Rust", "C", "C-unwind", "cdecl", "cdecl-unwind", "stdcall", "stdcall-unwind", "fastcall", "fastcall-unwind", "vectorcall",
      "vectorcall-unwind", "thiscall", "thiscall-unwind", "aapcs", "aapcs-unwind", "win64", "win64-unwind", "sysv64", "sysv64-unwind",
      "system", "system-unwind", "efiapi", "rust-call", "rust-cold", "rust-intrinsic", "unadjusted", "ptx-kernel", "msp430-interrupt",
      "x86-interrupt", "avr-interrupt", "C-cmse-nonsecure-call", "C-cmse-nonsecure-entry", "riscv-interrupt-m", "riscv-interrupt-s"};
  if (std::find(std::begin(known), std::end(known), abi) == std::end(known))
    context_.diagnostics.add(diag::Kind::UnknownAbi, token_.span, concat("there is no calling convention ", quoted(abi)));
  bump();
  return abi;
}

TypeId Parser::parse_fn_pointer() {
  FnPtrType type;
  const Span begin = token_.span;
  if (eat(Keyword::Unsafe)) type.is_unsafe = IsUnsafe::Yes;
  if (eat(Keyword::Extern)) type.abi = parse_abi();
  expect_keyword(Keyword::Fn);
  if (!expect_open(Delimiter::Paren, "")) return add_type(ErrorType{}, begin);
  const Group group = enter_group();
  while (at_ != group.close && !is_lost_) {
    std::vector<Attribute> attributes;
    const bool is_kept = parse_outer_attributes(attributes);
    if (eat(Punct::DotDotDot)) {
      type.is_variadic = true;
      break;
    }
    if ((token_.is_name() || token_.is(Keyword::Underscore)) && peek().is(Punct::Colon)) {
      bump();
      bump();
    }
    const TypeId param = parse_type();
    if (is_kept) type.params.push_back(param);
    if (!eat(Punct::Comma)) break;
  }
  leave_group(group, "`,` or `)`");
  type.output = parse_output_type(AllowPlus::No);
  return add_type(std::move(type), span_from(begin));
}

}  // namespace syntax
