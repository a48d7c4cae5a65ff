// `format_args!`: a call of `fmt::Arguments::new` with the literal pieces, the arguments with the
// functions that format them, and the specifications.

#include "sema/check.h"

namespace sema {

namespace {

using Spec = syntax::FormatSpec;

std::string_view constructor_of(Spec::Trait trait) {
  switch (trait) {
    case Spec::Trait::Display: return "format_argument_new_display";
    case Spec::Trait::Debug: return "format_argument_new_debug";
    case Spec::Trait::LowerHex: return "format_argument_new_lower_hex";
    case Spec::Trait::UpperHex: return "format_argument_new_upper_hex";
    case Spec::Trait::Octal: return "format_argument_new_octal";
    case Spec::Trait::Binary: return "format_argument_new_binary";
    case Spec::Trait::LowerExp: return "format_argument_new_lower_exp";
    case Spec::Trait::UpperExp: return "format_argument_new_upper_exp";
    case Spec::Trait::Pointer: return "format_argument_new_pointer";
  }
  return "";
}

bool is_plain(const Spec& spec) {
  return spec.fill == U' ' && spec.align == Spec::Align::None && !spec.sign_plus && !spec.sign_minus && !spec.alternate && !spec.zero_pad &&
         spec.debug_hex == Spec::Debug::None && spec.width.kind == Spec::Count::Kind::None && spec.precision.kind == Spec::Count::Kind::None;
}

/// As std's `fmt::Placeholder` numbers them.
std::uint32_t flags_of(const Spec& spec) {
  return (spec.sign_plus ? 1u : 0u) | (spec.sign_minus ? 2u : 0u) | (spec.alternate ? 4u : 0u) | (spec.zero_pad ? 8u : 0u) |
         (spec.debug_hex == Spec::Debug::LowerHex ? 16u : 0u) | (spec.debug_hex == Spec::Debug::UpperHex ? 32u : 0u);
}

/// One argument of the machine's form: which written one, and how it is shown; counts are usize.
struct Shown {
  std::uint32_t argument;
  Spec::Trait trait;
  bool is_count;
  bool operator==(const Shown&) const = default;
};

}  // namespace

ExprId BodyChecker::check_format_args(const syntax::FormatArgsExpr& format, Span span) {
  std::vector<ExprId> written;
  bool waits = false;   // behind the first argument: what was made of that one would be kept meanwhile
  for (syntax::ExprId argument : format.arguments) {
    const auto before = static_cast<std::uint32_t>(body_.exprs.size());
    written.push_back(check(argument));
    for (std::uint32_t i = before; written.size() > 1 && i < body_.exprs.size(); ++i)
      waits = waits || std::holds_alternative<AwaitExpr>(body_.exprs[ExprId(i)].kind);
  }
  std::vector<Shown> shown;
  auto number_of = [&](const Shown& wanted) {
    for (std::size_t i = 0; i < shown.size(); ++i) {
      if (shown[i] == wanted) return i;
    }
    shown.push_back(wanted);
    return shown.size() - 1;
  };
  struct Placed { std::size_t position; const Spec* spec; std::size_t width = 0, precision = 0; Span span; };
  std::vector<Placed> placed;
  std::vector<std::string> pieces;
  bool needs_specs = false;
  std::vector<Span> spans(format.arguments.size(), span);
  for (const syntax::FormatPiece& piece : format.pieces) {
    pieces.push_back(piece.literal);
    if (!piece.has_placeholder) continue;
    Placed each{number_of({piece.argument, piece.spec.trait, false}), &piece.spec, 0, 0, piece.span};
    if (piece.spec.width.kind == Spec::Count::Kind::Argument) each.width = number_of({piece.spec.width.value, Spec::Trait::Display, true});
    if (piece.spec.precision.kind == Spec::Count::Kind::Argument) each.precision = number_of({piece.spec.precision.value, Spec::Trait::Display, true});
    needs_specs = needs_specs || !is_plain(piece.spec) || each.position != placed.size();
    placed.push_back(each);
  }
  if (shown.size() != placed.size()) needs_specs = true;

  // Each argument is evaluated once, in the order written.
  bool is_direct = !waits && shown.size() == written.size();
  for (std::size_t i = 0; i < shown.size(); ++i) is_direct = is_direct && shown[i].argument == i;
  auto literal = [&](unsigned __int128 bits, TyId ty) {
    Literal value{};
    value.kind = Literal::Kind::Scalar;
    value.bits = bits;
    return make(span, ty, value);
  };
  auto array_of = [&](std::vector<ExprId> elements, TyId element) {
    TyId array = types().array(element, types().const_value(elements.size(), types().usize_));
    return make(span, array, ArrayExpr{std::move(elements)});
  };
  auto shared_slice = [&](ExprId array, TyId element) {
    ExprId borrowed = make(span, types().ref(body_.exprs[array].ty, Mutability::Shared), BorrowExpr{BorrowExpr::Kind::Shared, array, false});
    return make(span, types().ref(types().slice(element), Mutability::Shared), CastExpr{CastKind::Unsize, borrowed});
  };
  LocalId bundle;
  ExprId scrutinee;
  std::vector<ExprId> references;
  for (ExprId argument : written) references.push_back(borrow(argument, BorrowExpr::Kind::Shared, span_of(argument), false));
  if (!is_direct) {
    Args parts;
    for (ExprId reference : references) parts.push_back(body_.exprs[reference].ty);
    TyId tuple = types().tuple(parts);
    // Behind a reference, so that the tuple lives as long as what points into it.
    TyId behind = types().ref(tuple, Mutability::Shared);
    bundle = new_local(program_.names.intern("args"), behind, Mutability::Shared, span, false);
    scrutinee = make(span, behind, BorrowExpr{BorrowExpr::Kind::Shared, make(span, tuple, TupleExpr{references}), false});
  }
  auto reference_to = [&](std::uint32_t argument) {
    if (is_direct) return references[argument];
    ExprId tuple = make(span, types()[body_.locals[bundle].ty].args[0], DerefExpr{local_ref(bundle, span)});
    return make(span_of(written[argument]), body_.exprs[references[argument]].ty, FieldExpr{tuple, argument});
  };
  TyId argument_ty = adt_lang("format_argument", {});
  std::vector<ExprId> arguments;
  for (const Shown& each : shown) {
    Span at = span_of(written[each.argument]);
    for (const syntax::FormatPiece& piece : format.pieces) {
      if (piece.has_placeholder && piece.argument == each.argument && !each.is_count && piece.spec.trait == each.trait && piece.span.file) {
        (void)piece;
        break;
      }
    }
    ExprId reference = reference_to(each.argument);
    if (each.is_count) {
      arguments.push_back(call_lang("format_argument_from_usize", {}, {reference}, at));
      continue;
    }
    TyId value_ty = body_.exprs[written[each.argument]].ty;
    FnId constructor = program_.lang.fn(constructor_of(each.trait));
    solver_.require_bounds(program_.fns.at(constructor).generics, {value_ty}, at, constructor);
    ExprId twice = borrow(reference, BorrowExpr::Kind::Shared, at, false);
    arguments.push_back(call_fn(constructor, {value_ty}, {twice}, at));
  }
  std::vector<ExprId> texts;
  TyId text_ty = types().ref(types().str_, Mutability::Shared);
  for (const std::string& piece : pieces) {
    Literal value{};
    value.kind = Literal::Kind::Str;
    value.bytes = piece;
    texts.push_back(make(span, text_ty, value));
  }
  std::vector<ExprId> specs;
  TyId spec_ty = adt_lang("format_placeholder", {});
  if (needs_specs) {
    auto count = [&](const Spec::Count& of, std::size_t argument, std::vector<ExprId>& out) {
      unsigned kind = of.kind == Spec::Count::Kind::None ? 0 : of.kind == Spec::Count::Kind::Literal ? 1 : 2;
      out.push_back(literal(kind, types().u8_));
      out.push_back(literal(kind == 2 ? argument : of.value, types().usize_));
    };
    for (const Placed& each : placed) {
      std::vector<ExprId> values{literal(each.position, types().usize_), literal(each.spec->fill, types().char_),
                                 literal(static_cast<unsigned>(each.spec->align), types().u8_), literal(flags_of(*each.spec), types().u32_)};
      count(each.spec->precision, each.precision, values);
      count(each.spec->width, each.width, values);
      specs.push_back(call_lang("format_placeholder_new", {}, std::move(values), span));
    }
  }
  ExprId list = array_of(std::move(arguments), argument_ty);
  if (!is_direct) {
    // The list is the value of the arm, so that it lives as long as what borrows it outside.
    TyId list_ty = body_.exprs[list].ty;
    MatchExpr match;
    match.scrutinee = scrutinee;
    PatId pattern = make_pat(span, body_.exprs[scrutinee].ty, BindingPat{bundle, BindingMode::ByValue, {}});
    match.arms.push_back({pattern, {}, list, span});
    list = make(span, list_ty, std::move(match));
  }
  return call_lang("format_arguments_new", {}, {shared_slice(list, argument_ty), shared_slice(array_of(std::move(texts), text_ty), text_ty), shared_slice(array_of(std::move(specs), spec_ty), spec_ty)}, span);
}

}  // namespace sema
