// Retag statements, where rustc's AddRetag puts them: for the arguments at the start of a function,
// after values with references come out of a call or memory, and for raw borrows. What a variable gives
// to a call is copied to a temporary first, so that it is retagged where the call stands:
//
//   foo(some_reference)      _t = copy some_reference; Retag(_t); foo(move _t)
//
// A `&place` retags
// by itself. The aliasing models act on them; without a model they do nothing.

#include "lower/body_builder.h"

namespace lower {

namespace {

class Retagger {
 public:
  Retagger(const mir::Program& program, mir::Body& body) : program_(program), body_(body) {}

  void run() {
    // Results of calls first: they go to the start of the block that follows.
    const std::size_t count = body_.blocks.size();
    for (std::size_t i = 0; i < count; ++i) after_call(i);
    if (body_.is_user)
      for (mir::BasicBlock& block : body_.blocks) before_call(block);
    for (mir::BasicBlock& block : body_.blocks) after_statements(block);
    if (is_transmute()) return;
    std::vector<mir::Statement> entry;
    for (std::uint32_t i = 1; i <= body_.argument_count && i < body_.locals.size(); ++i)
      if (holds_reference(body_.locals[i].type)) entry.push_back({mir::RetagStmt{mir::RetagKind::FnEntry, {mir::LocalId(i), {}}}, body_.locals[i].span, mir::ScopeId(0)});
    std::vector<mir::Statement>& first = body_.blocks[0].statements;
    first.insert(first.begin(), entry.begin(), entry.end());
  }

 private:
  /// std's `transmute` is no function in rustc, but a cast in place: no call relies on what it is given.
  bool is_transmute() const {
    const auto* call = std::get_if<mir::CallTerm>(&body_.blocks[0].terminator.kind);
    return !body_.is_user && call && call->callee.kind == mir::CallTerm::Callee::Kind::Intrinsic && call->callee.intrinsic == mir::Intrinsic::transmute;
  }

  mir::TypeId type_of(const mir::Place& place) const {
    return place.projections.empty() ? body_.locals[place.local.value].type : place.projections.back().type;
  }

  bool holds_reference(mir::TypeId id) const {
    const mir::Type& type = program_.types[id];
    switch (type.kind) {
      case mir::TypeKind::Pointer: return type.pointer_kind != mir::PointerKind::Raw && type.pointer_kind != mir::PointerKind::RawMut;
      case mir::TypeKind::Array:
      case mir::TypeKind::Slice: return holds_reference(type.pointee);
      case mir::TypeKind::Tuple:
      case mir::TypeKind::Struct:
      case mir::TypeKind::Enum:
      case mir::TypeKind::Closure:
      case mir::TypeKind::Coroutine:
        if (type.size < 8) return false;
        for (const mir::Variant& variant : type.variants)
          for (const mir::Field& field : variant.fields)
            if (holds_reference(field.type)) return true;
        return false;
      default: return false;
    }
  }

  bool wants_retag(const mir::Place& place) const {
    for (const mir::Projection& step : place.projections)
      if (step.kind == mir::Projection::Kind::Deref) return false;
    return holds_reference(type_of(place));
  }

  /// Whether the place is reached through a raw pointer, so that its address is raw already.
  bool is_behind_raw(const mir::Place& place) const {
    bool is_raw = false;
    mir::TypeId type = body_.locals[place.local.value].type;
    for (const mir::Projection& step : place.projections) {
      if (step.kind == mir::Projection::Kind::Deref) {
        const mir::PointerKind kind = program_.types[type].pointer_kind;
        is_raw = kind == mir::PointerKind::Raw || kind == mir::PointerKind::RawMut;
      }
      type = step.type;
    }
    return is_raw;
  }

  void after_statements(mir::BasicBlock& block) {
    std::vector<mir::Statement> out;
    out.reserve(block.statements.size());
    for (mir::Statement& statement : block.statements) {
      out.push_back(std::move(statement));
      const auto* assign = std::get_if<mir::AssignStmt>(&out.back().kind);
      if (!assign || std::holds_alternative<mir::RefRvalue>(assign->value)) continue;
      mir::RetagStmt retag;
      retag.place = assign->place;
      if (const auto* raw = std::get_if<mir::RawRefRvalue>(&assign->value)) {
        if (is_behind_raw(raw->place)) continue;
        retag.kind = mir::RetagKind::Raw;
      } else if (!wants_retag(assign->place)) {
        continue;
      }
      const Span span = out.back().span;
      const mir::ScopeId scope = out.back().scope;
      out.push_back({std::move(retag), span, scope});
    }
    block.statements = std::move(out);
  }

  void after_call(std::size_t index) {
    const mir::Terminator& terminator = body_.blocks[index].terminator;
    const auto* call = std::get_if<mir::CallTerm>(&terminator.kind);
    if (!call || !call->target || !wants_retag(call->destination)) return;
    mir::BasicBlock edge;
    edge.is_cleanup = body_.blocks[index].is_cleanup;
    edge.statements.push_back({mir::RetagStmt{mir::RetagKind::Default, call->destination}, terminator.span, terminator.scope});
    edge.terminator = {mir::GotoTerm{call->target}, terminator.span, terminator.scope};
    body_.blocks.push_back(std::move(edge));
    std::get_if<mir::CallTerm>(&body_.blocks[index].terminator.kind)->target = mir::BlockId(static_cast<std::uint32_t>(body_.blocks.size() - 1));
  }

  /// Temporaries are left: what they hold was retagged when they got it.
  void before_call(mir::BasicBlock& block) {
    auto* call = std::get_if<mir::CallTerm>(&block.terminator.kind);
    if (!call || call->callee.kind == mir::CallTerm::Callee::Kind::Intrinsic) return;
    for (mir::Operand& argument : call->arguments) {
      if (argument.kind == mir::Operand::Kind::Constant) continue;
      const mir::Local& local = body_.locals[argument.place.local.value];
      const mir::TypeId type = type_of(argument.place);
      const bool is_temporary = !local.is_user && !local.is_argument && argument.place.projections.empty();
      if (is_temporary || !program_.types[type].is_sized || !holds_reference(type)) continue;
      mir::Local copied;
      copied.type = type;
      copied.is_always_live = true;
      copied.span = block.terminator.span;
      const mir::LocalId to(static_cast<std::uint32_t>(body_.locals.size()));
      body_.locals.push_back(std::move(copied));
      block.statements.push_back({mir::AssignStmt{{to, {}}, mir::UseRvalue{std::move(argument)}}, block.terminator.span, block.terminator.scope});
      argument = {mir::Operand::Kind::Move, {to, {}}, {}};
    }
  }

  const mir::Program& program_;
  mir::Body& body_;
};

}  // namespace

void add_retags(const mir::Program& program, mir::Body& body) {
  if (!body.blocks.empty()) Retagger(program, body).run();
}

}  // namespace lower
