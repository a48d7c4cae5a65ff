#include "run/texts.h"

#include "base/text.h"
#include "sema/program.h"
#include "syntax/print.h"

namespace run {

std::vector<FunctionText> mir_texts(const Compiled& compiled, Functions functions) {
  std::vector<FunctionText> out;
  if (!compiled.code) return out;
  const mir::Program& program = compiled.code->program();
  for (std::uint32_t i = 0; i < program.bodies.size(); ++i) {
    const mir::Body& body = program.bodies[mir::FnId(i)];
    if (functions == Functions::Users && !body.is_user) continue;
    out.push_back({body.name, place_of(body.span, compiled.sources), mir::print(program, body)});
  }
  return out;
}

namespace {

std::string text_of(const expand::Binding& binding, const expand::Expansion& expansion, const Interner& names) {
  if (!binding.is_sequence) {
    const syntax::Token* tokens = expansion.arguments.data();
    return syntax::print_tokens({tokens + binding.begin, tokens + binding.end}, names);
  }
  std::string out;
  for (const expand::Binding& round : binding.rounds) {
    if (&round != &binding.rounds.front()) out += ", ";
    out += text_of(round, expansion, names);
  }
  return out;
}

std::string print(const std::vector<syntax::Token>& tokens, const Interner& names) {
  return syntax::print_tokens({tokens.data(), tokens.data() + tokens.size()}, names);
}

}  // namespace

std::vector<ExpansionText> expansion_texts(const Compiled& compiled) {
  std::vector<ExpansionText> out;
  const sema::Program& program = *compiled.typed;
  for (std::uint32_t i = program.expansions.all.frozen_count(); i < program.expansions.all.size(); ++i) {
    const expand::Expansion& expansion = program.expansions.all.at(ExpansionId(i));
    ExpansionText text;
    text.macro = expansion.macro_name;
    Span call = expansion.call;
    for (ExpansionId parent = expansion.parent; parent; parent = program.expansions.all.at(parent).parent) {
      call = program.expansions.all.at(parent).call;
      ++text.depth;
    }
    text.place = place_of(call, compiled.sources);
    if (expansion.kind == expand::ExpansionKind::Rules) text.rule = expansion.rule + 1;
    for (const expand::NamedBinding& named : expansion.bindings)
      text.bindings.push_back({std::string(program.names.text(named.name)), text_of(named.binding, expansion, program.names)});
    text.arguments = print(expansion.arguments, program.names);
    text.result = print(expansion.result, program.names);
    out.push_back(std::move(text));
  }
  return out;
}

}  // namespace run
