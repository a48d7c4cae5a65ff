#include "run/states.h"

namespace run {

namespace {

KeptField kept_field(const mir::Program& program, const mir::Field& field, Span span, bool is_capture, const SourceMap& sources) {
  KeptField out;
  out.name = field.name;
  out.kind = is_capture             ? KeptKind::Capture
             : field.name.empty()   ? KeptKind::Temporary
             : field.name == "__awaitee" ? KeptKind::Awaited
                                    : KeptKind::Variable;
  out.type = program.types.at(field.type).name;
  out.offset = field.offset;
  out.size = program.types.at(field.type).size;
  out.place = place_of(span, sources);
  return out;
}

StateLayout state_layout(const mir::Program& program, const mir::Coroutine& coroutine, std::size_t number, const SourceMap& sources) {
  const std::vector<mir::Variant>& variants = program.types.at(coroutine.type).variants;
  const auto span_of = [&](std::size_t state, std::size_t field) {
    const std::vector<Span>& spans = coroutine.states[state].fields;
    return field < spans.size() ? spans[field] : Span{};
  };
  StateLayout out;
  out.name = variants[number].name;
  if (coroutine.states[number].span.file) out.place = place_of(coroutine.states[number].span, sources);
  // The captures have their place in every state.
  for (std::size_t i = 0; i < variants[0].fields.size(); ++i)
    out.fields.push_back(kept_field(program, variants[0].fields[i], span_of(0, i), true, sources));
  for (std::size_t i = 0; number > 0 && i < variants[number].fields.size(); ++i)
    out.fields.push_back(kept_field(program, variants[number].fields[i], span_of(number, i), false, sources));
  for (const KeptField& field : out.fields) out.size += field.size;
  return out;
}

}  // namespace

const char* name_of(KeptKind kind) {
  switch (kind) {
    case KeptKind::Capture: return "capture";
    case KeptKind::Variable: return "variable";
    case KeptKind::Awaited: return "awaited";
    case KeptKind::Temporary: return "temporary";
  }
  return "";
}

std::vector<StateMachine> machines_of(const mir::Program& program, const SourceMap& sources) {
  std::vector<StateMachine> out;
  for (const mir::Coroutine& coroutine : program.coroutines) {
    if (!sources.is_user(coroutine.span)) continue;
    const mir::Type& type = program.types.at(coroutine.type);
    StateMachine made;
    made.name = coroutine.name;
    made.type = type.name;
    made.place = place_of(coroutine.span, sources);
    made.size = type.size;
    made.align = type.align;
    made.state_offset = type.tag.offset;
    made.state_size = program.types.at(type.tag.tag_type).size;
    for (std::size_t i = 0; i < coroutine.states.size(); ++i)
      made.states.push_back(state_layout(program, coroutine, i, sources));
    out.push_back(std::move(made));
  }
  return out;
}

std::vector<StateMachine> state_machines(const Compiled& compiled) {
  if (!compiled.code) return {};
  return machines_of(compiled.code->program(), compiled.sources);
}

}  // namespace run
