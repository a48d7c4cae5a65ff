// Each thread's calls with their variables, and the statics.

#include <algorithm>

#include "base/text.h"
#include "scene/scenes.h"

namespace scene {
namespace {

bool contains(Span outer, Span inner) {
  return outer.file == inner.file && outer.begin <= inner.begin && inner.end <= outer.end;
}

/// Whether a variable that was declared at `declared` can be named at `here`: it comes first, and the
/// innermost block around it is still open.
bool is_in_view(const mir::Body& body, const SourceMap& sources, Span declared, Span here) {
  if (declared.file != here.file) return true;
  if (declared.begin > here.begin) return false;
  const mir::Scope* innermost = nullptr;
  for (const mir::Scope& scope : body.scopes)
    if (contains(scope.span, declared) && (!innermost || contains(innermost->span, scope.span))) innermost = &scope;
  // The scope that a `let` opens is told by the `let`; it goes on to the end of the block around it.
  while (innermost && sources.text_of(innermost->span).substr(0, 3) == "let" && innermost->parent.value < body.scopes.size() &&
         innermost != &body.scopes[innermost->parent.value])
    innermost = &body.scopes[innermost->parent.value];
  return !innermost || contains(innermost->span, {here.file, here.begin, here.begin, {}}) || contains(innermost->span, here);
}

/// The value of a captured variable: its place lies in the closure's own fields, behind references.
Variable captured(const ValueReader& reader, const mir::Program& program, const machine::Thread& thread, const machine::Frame& frame, const mir::DebugVariable& variable) {
  const mir::Local& local = frame.code->body->locals[variable.place.local.value];
  Where where = reader.where_local(thread, frame, variable.place.local);
  mir::TypeId type = local.type;
  std::uint32_t variant = 0;
  for (const mir::Projection& projection : variable.place.projections) {
    if (!where.words) break;
    const mir::Type& outer = program.types[type];
    switch (projection.kind) {
      case mir::Projection::Kind::Deref: where = reader.follow(outer, where); break;
      case mir::Projection::Kind::Field:
        if (variant < outer.variants.size() && projection.index < outer.variants[variant].fields.size())
          where = field_place(where, outer.variants[variant].fields[projection.index]);
        break;
      case mir::Projection::Kind::Downcast: variant = static_cast<std::uint32_t>(projection.index); break;
      case mir::Projection::Kind::Index:
      case mir::Projection::Kind::ConstantIndex:
      case mir::Projection::Kind::Subslice: where.words = nullptr; break;
    }
    if (projection.kind != mir::Projection::Kind::Downcast) variant = 0;
    type = projection.type;
  }
  return reader.read(variable.name, type, where);
}

CallFrame frame_of(const machine::Machine& machine, const ValueReader& reader, const machine::Thread& thread, const machine::Frame& frame) {
  const mir::Body& body = *frame.code->body;
  const Span here = machine.frame_span(frame);
  CallFrame out;
  out.function = body.name;
  out.is_std = !body.is_user;
  if (machine.program().sources.is_user(here)) out.line = machine.program().sources.begin_of(here).line;
  if (!body.is_user) return out;
  for (std::uint32_t i = 0; i < body.locals.size(); ++i) {
    const mir::Local& local = body.locals[i];
    if (!local.is_user || local.name.empty()) continue;
    if (!local.is_argument && !is_in_view(body, machine.program().sources, local.span, here)) continue;
    Variable variable = reader.read_local(thread, frame, mir::LocalId(i));
    // A later variable of the same name hides the earlier one.
    const auto same = std::find_if(out.variables.begin(), out.variables.end(), [&](const Variable& old) { return old.name == variable.name; });
    if (same != out.variables.end()) out.variables.erase(same);
    out.variables.push_back(std::move(variable));
  }
  for (const mir::DebugVariable& variable : body.variables)
    if (variable.place.local.value < body.locals.size()) out.variables.push_back(captured(reader, machine.program(), thread, frame, variable));
  return out;
}

}  // namespace

FramesScene frames_scene(const machine::Machine& machine) {
  FramesScene scene;
  const ValueReader reader(machine);
  const mir::Program& program = machine.program();
  for (std::size_t i = 0; i < machine.thread_count(); ++i) {
    const machine::Thread& thread = machine.thread(static_cast<machine::ThreadId>(i));
    ThreadFrames shown;
    shown.thread = thread.id;
    shown.name = thread.name;
    // The innermost call of std is named, as that is where the thread waits; what is further in is
    // std's own affair, and so is what called main or started the thread.
    bool is_below_user = false;
    for (std::size_t f = thread.frames.size(); f-- > 0;) {
      const machine::Frame& frame = thread.frames[f];
      const bool is_user = frame.code->body->is_user;
      const bool is_called_by_user = f > 0 && thread.frames[f - 1].code->body->is_user;
      if (!is_user && !is_called_by_user) continue;
      if (!is_user && is_below_user) continue;
      shown.frames.push_back(frame_of(machine, reader, thread, frame));
      is_below_user |= is_user;
    }
    scene.threads.push_back(std::move(shown));
  }
  for (std::uint32_t i = 0; i < program.globals.size(); ++i) {
    const mir::Global& global = program.globals[mir::GlobalId(i)];
    const bool is_static = global.kind == mir::Global::Kind::Static || global.kind == mir::Global::Kind::ThreadLocal;
    if (is_static && !global.name.empty() && program.sources.is_user(global.span)) scene.statics.push_back(reader.read_global(mir::GlobalId(i)));
  }
  return scene;
}

}  // namespace scene
