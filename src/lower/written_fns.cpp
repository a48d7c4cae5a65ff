#include "lower/written_fns.h"

namespace lower {

void add_written_fns(const sema::Program& program, const std::vector<syntax::Bound>& bounds, std::vector<WrittenFn>& found) {
  for (const syntax::Bound& bound : bounds) {
    if (bound.kind != syntax::Bound::Kind::Trait || bound.trait_path.segments.empty()) continue;
    const syntax::PathSegment& last = bound.trait_path.segments.back();
    const syntax::GenericArgs* args = last.generic_args ? &program.ast.generic_args.at(last.generic_args) : nullptr;
    if (!args || !args->is_parenthesized) continue;
    WrittenFn one;
    for (const syntax::GenericArg& arg : args->args) one.params.push_back(arg.type);
    one.output = args->output;
    for (const syntax::Lifetime& each : bound.for_lifetimes) one.late.push_back(each.ident.name);
    found.push_back(std::move(one));
  }
}

void add_written_fns(const sema::Program& program, const syntax::Generics& generics, NameId name, std::vector<WrittenFn>& found) {
  for (const syntax::GenericParam& param : generics.params)
    if (param.name.name == name) add_written_fns(program, param.bounds, found);
  for (const syntax::WherePredicate& predicate : generics.predicates) {
    const auto* path = predicate.type ? std::get_if<syntax::PathType>(&program.ast.types.at(predicate.type).kind) : nullptr;
    if (!path || path->path.self_type || path->path.segments.size() != 1 || path->path.segments[0].ident.name != name) continue;
    const std::size_t before = found.size();
    add_written_fns(program, predicate.bounds, found);
    for (std::size_t i = before; i < found.size(); ++i)
      for (const syntax::Lifetime& each : predicate.for_lifetimes) found[i].late.push_back(each.ident.name);
  }
}

}  // namespace lower
