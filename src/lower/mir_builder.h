#pragma once
// A MIR body under construction: locals, blocks, statements and terminators added one by one.

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "lower/monomorphizer.h"

namespace lower {

class MirBuilder {
 public:
  MirBuilder(Monomorphizer& mono, Span span) : mono_(mono), span_(span) {
    body_.span = span;
    scope_ = add_scope(mir::ScopeId(), span);
  }

  Monomorphizer& mono() { return mono_; }
  mir::Program& out() { return mono_.out(); }
  mir::Body& body() { return body_; }
  mir::Body finish() { return std::move(body_); }

  /// Where the next statements stand in the text, and in which scope.
  void at(Span span) { span_ = span; }
  Span span() const { return span_; }
  void in_scope(mir::ScopeId scope) { scope_ = scope; }
  mir::ScopeId scope() const { return scope_; }
  mir::ScopeId add_scope(mir::ScopeId parent, Span span) {
    body_.scopes.push_back({parent, span});
    return mir::ScopeId(static_cast<std::uint32_t>(body_.scopes.size() - 1));
  }

  mir::LocalId add_local(mir::Local local) {
    body_.locals.push_back(std::move(local));
    return mir::LocalId(static_cast<std::uint32_t>(body_.locals.size() - 1));
  }
  /// For values that are neither borrowed nor dropped: they need no storage.
  mir::LocalId new_temp(mir::TypeId type) {
    mir::Local local;
    local.type = type;
    local.is_mutable = true;
    local.span = span_;
    return add_local(std::move(local));
  }
  /// A temporary that is in storage from the start, as the return value and the arguments are.
  mir::LocalId new_always_live(mir::TypeId type) {
    const mir::LocalId id = new_temp(type);
    local(id).is_always_live = true;
    return id;
  }
  mir::Local& local(mir::LocalId id) { return body_.locals[id.value]; }

  mir::BlockId new_block(bool is_cleanup = false) {
    body_.blocks.emplace_back();
    body_.blocks.back().is_cleanup = is_cleanup;
    return mir::BlockId(static_cast<std::uint32_t>(body_.blocks.size() - 1));
  }
  mir::BasicBlock& block(mir::BlockId id) { return body_.blocks[id.value]; }

  void push(mir::BlockId block_id, decltype(mir::Statement::kind) kind) {
    block(block_id).statements.push_back({std::move(kind), span_, scope_});
  }
  void assign(mir::BlockId block_id, mir::Place place, mir::Rvalue value) {
    push(block_id, mir::AssignStmt{std::move(place), std::move(value)});
  }
  void terminate(mir::BlockId block_id, decltype(mir::Terminator::kind) kind) {
    block(block_id).terminator = {std::move(kind), span_, scope_};
  }
  /// Calls a known function; goes on in `target`.
  void call(mir::BlockId block_id, mir::FnId fn, std::vector<mir::Operand> arguments,
            mir::Place destination, mir::BlockId target, mir::BlockId unwind) {
    mir::CallTerm term;
    term.callee.fn = fn;
    term.callee.name = out().bodies.at(fn).name;
    term.arguments = std::move(arguments);
    term.destination = std::move(destination);
    term.target = target;
    term.unwind = unwind;
    term.fn_span = span_;
    terminate(block_id, std::move(term));
  }
  void call_intrinsic(mir::BlockId block_id, mir::Intrinsic intrinsic,
                      std::vector<mir::TypeId> type_args, std::vector<mir::Operand> arguments,
                      mir::Place destination, mir::BlockId target, mir::BlockId unwind) {
    mir::CallTerm term;
    term.callee.kind = mir::CallTerm::Callee::Kind::Intrinsic;
    term.callee.intrinsic = intrinsic;
    term.callee.type_args = std::move(type_args);
    term.callee.name = std::string(mir::name_of(intrinsic));
    term.arguments = std::move(arguments);
    term.destination = std::move(destination);
    term.target = target;
    term.unwind = unwind;
    term.fn_span = span_;
    terminate(block_id, std::move(term));
  }

 private:
  Monomorphizer& mono_;
  mir::Body body_;
  Span span_;
  mir::ScopeId scope_;
};

// ---- Places and operands, for short

inline mir::Place place(mir::LocalId local) { return {local, {}}; }
inline mir::Place deref(mir::Place base, mir::TypeId pointee) {
  base.projections.push_back({mir::Projection::Kind::Deref, 0, 0, false, pointee});
  return base;
}
inline mir::Place field(mir::Place base, std::uint64_t index, mir::TypeId type) {
  base.projections.push_back({mir::Projection::Kind::Field, index, 0, false, type});
  return base;
}
inline mir::Place downcast(mir::Place base, std::uint64_t variant, mir::TypeId type) {
  base.projections.push_back({mir::Projection::Kind::Downcast, variant, 0, false, type});
  return base;
}
inline mir::Place index_by(mir::Place base, mir::LocalId index, mir::TypeId element) {
  base.projections.push_back({mir::Projection::Kind::Index, index.value, 0, false, element});
  return base;
}
inline mir::Operand copy(mir::Place from) {
  mir::Operand operand;
  operand.kind = mir::Operand::Kind::Copy;
  operand.place = std::move(from);
  return operand;
}
inline mir::Operand move(mir::Place from) {
  mir::Operand operand;
  operand.kind = mir::Operand::Kind::Move;
  operand.place = std::move(from);
  return operand;
}
inline mir::Operand constant(mir::Constant value) {
  mir::Operand operand;
  operand.constant = std::move(value);
  return operand;
}
inline mir::Operand scalar(mir::TypeId type, unsigned __int128 bits) {
  mir::Constant value;
  value.kind = mir::Constant::Kind::Scalar;
  value.type = type;
  value.bits = bits;
  return constant(std::move(value));
}
inline mir::Operand zero_sized(mir::TypeId type) {
  mir::Constant value;
  value.type = type;
  return constant(std::move(value));
}
inline mir::Operand fn_address(mir::FnId fn, mir::TypeId type) {
  mir::Constant value;
  value.kind = mir::Constant::Kind::Fn;
  value.type = type;
  value.fn = fn;
  return constant(std::move(value));
}
inline mir::Rvalue use(mir::Operand operand) { return mir::UseRvalue{std::move(operand)}; }

}  // namespace lower
