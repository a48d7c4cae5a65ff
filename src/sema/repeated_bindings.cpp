// A name is bound once in a pattern, and once in a list of parameters (E0416, E0415). The
// alternatives of an or-pattern bind the same names; what stands beside them must not.

#include "base/text.h"
#include "sema/check.h"

namespace sema {
namespace {

struct Bound {
  NameId name;
  syntax::HygieneId hygiene;
  Span span;
};

class BindingWalk {
 public:
  BindingWalk(const syntax::Ast& ast, const std::function<bool(const syntax::IdentPat&)>& binds,
              const std::function<void(const Bound& again, const Bound& first)>& report)
      : ast_(ast), binds_(binds), report_(report) {}

  void walk(syntax::PatId id) {
    const auto& kind = ast_.pats.at(id).kind;
    if (const auto* ident = std::get_if<syntax::IdentPat>(&kind)) {
      if (binds_(*ident)) bind({ident->name.name, ident->name.hygiene, ident->name.span});
      if (ident->subpattern) walk(ident->subpattern);
    } else if (const auto* tuple = std::get_if<syntax::TuplePat>(&kind)) {
      walk_all(tuple->elements);
    } else if (const auto* tuple_struct = std::get_if<syntax::TupleStructPat>(&kind)) {
      walk_all(tuple_struct->elements);
    } else if (const auto* slice = std::get_if<syntax::SlicePat>(&kind)) {
      walk_all(slice->elements);
    } else if (const auto* structure = std::get_if<syntax::StructPat>(&kind)) {
      for (const syntax::FieldPat& field : structure->fields) walk(field.pattern);
    } else if (const auto* reference = std::get_if<syntax::RefPat>(&kind)) {
      walk(reference->inner);
    } else if (const auto* either = std::get_if<syntax::OrPat>(&kind)) {
      const std::vector<Bound> before = bound_;
      std::vector<Bound> after = bound_;
      for (syntax::PatId alternative : either->alternatives) {
        bound_ = before;
        walk(alternative);
        if (alternative == either->alternatives[0]) after = bound_;
      }
      bound_ = std::move(after);
    }
  }

  void walk_all(const std::vector<syntax::PatId>& ids) {
    for (syntax::PatId id : ids) walk(id);
  }

 private:
  void bind(const Bound& one) {
    for (const Bound& known : bound_) {
      if (known.name == one.name && known.hygiene == one.hygiene) return report_(one, known);
    }
    bound_.push_back(one);
  }

  const syntax::Ast& ast_;
  const std::function<bool(const syntax::IdentPat&)>& binds_;
  const std::function<void(const Bound&, const Bound&)>& report_;
  std::vector<Bound> bound_;
};

}  // namespace

void BodyChecker::check_repeated_bindings(const std::vector<syntax::PatId>& patterns, diag::Kind kind) {
  if (!program_.sources.is_user(body_.span)) return;
  const std::function<bool(const syntax::IdentPat&)> binds = [this](const syntax::IdentPat& ident) { return !unit_item(ident); };
  const std::function<void(const Bound&, const Bound&)> tell = [&](const Bound& again, const Bound& first) {
    const char* where = kind == diag::Kind::ParamTwice ? " is the name of two parameters" : " is bound twice in one pattern";
    report(kind, again.span, concat(quoted(text(again.name)), where)).label(first.span, "first here");
  };
  BindingWalk(ast(), binds, tell).walk_all(patterns);
}

}  // namespace sema
