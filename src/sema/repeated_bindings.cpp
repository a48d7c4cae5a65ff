// A name is bound once in a pattern, and once in a list of parameters (E0416, E0415). The
// alternatives of an or-pattern bind the same names in the same way (E0409); what stands beside them must not.

#include "base/text.h"
#include "sema/check.h"

namespace sema {
namespace {

struct Bound {
  NameId name;
  syntax::HygieneId hygiene;
  Span span;
  bool by_ref = false;
  syntax::Mutability ref_mutability = syntax::Mutability::Shared, mutability = syntax::Mutability::Shared;

  bool is_same_name(const Bound& other) const { return name == other.name && hygiene == other.hygiene; }
  bool is_bound_as(const Bound& other) const { return by_ref == other.by_ref && ref_mutability == other.ref_mutability && mutability == other.mutability; }
};

class BindingWalk {
 public:
  BindingWalk(const syntax::Ast& ast, const std::function<bool(const syntax::IdentPat&)>& binds,
              const std::function<void(const Bound& again, const Bound& first)>& report,
             const std::function<void(const Bound& other, const Bound& first)>& report_other)
      : ast_(ast), binds_(binds), report_(report), report_other_(report_other) {}

  void walk(syntax::PatId id) {
    const auto& kind = ast_.pats.at(id).kind;
    if (const auto* ident = std::get_if<syntax::IdentPat>(&kind)) {
      if (binds_(*ident)) bind({ident->name.name, ident->name.hygiene, ident->name.span, ident->by_ref, ident->ref_mutability, ident->mutability});
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
        else compare(after, before.size());
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
      if (known.is_same_name(one)) return report_(one, known);
    }
    bound_.push_back(one);
  }

  /// What an alternative has bound, from number `begin` on, with what the first has.
  void compare(const std::vector<Bound>& first, std::size_t begin) const {
    for (std::size_t i = begin; i < bound_.size(); ++i)
      for (std::size_t at = begin; at < first.size(); ++at)
        if (bound_[i].is_same_name(first[at]) && !bound_[i].is_bound_as(first[at])) report_other_(bound_[i], first[at]);
  }

  const syntax::Ast& ast_;
  const std::function<bool(const syntax::IdentPat&)>& binds_;
  const std::function<void(const Bound&, const Bound&)>& report_;
  const std::function<void(const Bound&, const Bound&)>& report_other_;
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
  const std::function<void(const Bound&, const Bound&)> tell_other = [&](const Bound& other, const Bound& first) {
    report(diag::Kind::BoundOtherwise, other.span, concat(quoted(text(other.name)), " is bound in another way than in the first alternative")).label(first.span, "bound so here");
  };
  BindingWalk(ast(), binds, tell, tell_other).walk_all(patterns);
}

}  // namespace sema
