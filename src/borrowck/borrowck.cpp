#include "borrowck/borrowck.h"

#include "borrowck/checks.h"

namespace borrowck {

void check(const mir::CheckedProgram& checked, diag::Diagnostics& diagnostics) {
  const mir::Program& program = checked.program;
  static const mir::BodyFacts no_facts;
  for (std::uint32_t i = 0; i < program.bodies.size(); ++i) {
    const mir::Body& body = program.bodies.at(mir::FnId(i));
    if (!body.is_user || body.blocks.empty()) continue;
    const Input input{program, body, i < checked.facts.size() ? checked.facts[i] : no_facts};
    const Places places(program, body);
    const Flow flow(body, places);
    const std::size_t before = diagnostics.size();
    check_values(places, flow, diagnostics);
    check_access(input, places, flow, diagnostics);
    check_loans(input, places, flow, diagnostics);
    check_outlives(input, diagnostics);
    if (diagnostics.size() == before) check_known_panics(input, diagnostics);
  }
}

}  // namespace borrowck
