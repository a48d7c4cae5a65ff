// The lints `arithmetic_overflow` and `unconditional_panic`, which rustc treats as errors: numbers that
// are known while compiling are followed through a body (rustc's known-panics lint). A local that is
// set once keeps its number, one that is set more often keeps it inside a block, one that is borrowed
// has none. Blocks that a known condition never reaches are not looked at.

#include <optional>
#include <variant>
#include <vector>

#include "borrowck/checks.h"

namespace borrowck {
namespace {

using mir::BinaryOp;
using Number = std::optional<unsigned __int128>;

class KnownPanics {
 public:
  KnownPanics(const Input& input, diag::Diagnostics& diagnostics)
      : input_(input), body_(input.body), diagnostics_(diagnostics), uses_(body_.locals.size()), known_(body_.locals.size()) {}

  void run() {
    for (std::uint32_t i = 0; i <= body_.argument_count; ++i) uses_[i].is_borrowed = i != 0;
    for (const mir::BasicBlock& block : body_.blocks) count_uses(block);
    std::vector<bool> seen(body_.blocks.size());
    std::vector<mir::BlockId> open{mir::BlockId(0)};
    while (!open.empty()) {
      const mir::BlockId id = open.back();
      open.pop_back();
      if (!id || seen[id.value]) continue;
      seen[id.value] = true;
      const mir::BasicBlock& block = body_.blocks[id.value];
      for (const mir::Statement& each : block.statements) look_at(each);
      leave(block.terminator, open);
      for (std::size_t i = 0; i < known_.size(); ++i)
        if (uses_[i].assignments > 1) known_[i].reset();
    }
  }

 private:
  struct Uses { int assignments = 0; bool is_borrowed = false; };

  // ---- What may be known of a local

  void borrow(const mir::Place& place) {
    if (place.projections.empty() || place.projections[0].kind != mir::Projection::Kind::Deref) uses_[place.local.value].is_borrowed = true;
  }

  void count_uses(const mir::BasicBlock& block) {
    for (const mir::Statement& each : block.statements) {
      const auto* assign = std::get_if<mir::AssignStmt>(&each.kind);
      if (!assign) continue;
      ++uses_[assign->place.local.value].assignments;
      if (const auto* reference = std::get_if<mir::RefRvalue>(&assign->value)) borrow(reference->place);
      if (const auto* raw = std::get_if<mir::RawRefRvalue>(&assign->value)) borrow(raw->place);
    }
    if (const auto* call = std::get_if<mir::CallTerm>(&block.terminator.kind)) ++uses_[call->destination.local.value].assignments;
  }

  void learn(const mir::Place& place, Number number) {
    Number& known = known_[place.local.value];
    known = place.projections.empty() && !uses_[place.local.value].is_borrowed ? number : Number();
  }

  // ---- Numbers

  const mir::Type& type_of(const mir::Operand& operand) const {
    if (operand.kind == mir::Operand::Kind::Constant) return input_.program.types.at(operand.constant.type);
    const mir::Place& place = operand.place;
    return input_.program.types.at(place.projections.empty() ? body_.locals[place.local.value].type : place.projections.back().type);
  }
  static bool is_number(const mir::Type& type) { return type.kind == mir::TypeKind::Int || type.kind == mir::TypeKind::Bool; }
  static unsigned __int128 cut(unsigned __int128 bits, const mir::Type& type) {
    const std::uint32_t width = type.kind == mir::TypeKind::Bool ? 1 : type.bits;
    return width >= 128 ? bits : bits & ((static_cast<unsigned __int128>(1) << width) - 1);
  }
  /// With its sign, of types of fewer than 128 bits.
  static __int128 value(unsigned __int128 bits, const mir::Type& type) {
    if (!type.is_signed || (bits >> (type.bits - 1) & 1) == 0) return static_cast<__int128>(bits);
    return static_cast<__int128>(bits) - (static_cast<__int128>(1) << type.bits);
  }

  Number number(const mir::Operand& operand) const {
    if (!is_number(type_of(operand))) return {};
    if (operand.kind == mir::Operand::Kind::Constant) {
      if (operand.constant.kind != mir::Constant::Kind::Scalar) return {};
      return cut(operand.constant.bits, type_of(operand));
    }
    // The sum in what a checked addition gives stands for the pair.
    const std::vector<mir::Projection>& steps = operand.place.projections;
    const bool is_sum = steps.size() == 1 && steps[0].kind == mir::Projection::Kind::Field && steps[0].index == 0;
    return steps.empty() || is_sum ? known_[operand.place.local.value] : Number();
  }

  Number binary(const mir::BinaryRvalue& node, Span span) {
    const mir::Type& type = type_of(node.left);
    const Number left = number(node.left), right = number(node.right);
    if (!left || !right || type.bits >= 128) return {};
    const __int128 a = type.kind == mir::TypeKind::Int ? value(*left, type) : static_cast<__int128>(*left);
    const __int128 b = is_number(type_of(node.right)) && type_of(node.right).kind == mir::TypeKind::Int && type_of(node.right).bits < 128 ? value(*right, type_of(node.right)) : static_cast<__int128>(*right);
    const auto checked = [&](__int128 result) -> Number {
      const bool fits = value(cut(static_cast<unsigned __int128>(result), type), type) == result;
      if (!fits) report(false, span);
      return fits ? cut(static_cast<unsigned __int128>(result), type) : Number();
    };
    const bool is_small = type.bits <= 64;   // the product of others may not fit here
    switch (node.op) {
      case BinaryOp::CheckedAdd: return checked(a + b);
      case BinaryOp::CheckedSub: return checked(a - b);
      case BinaryOp::CheckedMul: return is_small ? checked(a * b) : Number();
      case BinaryOp::Eq: return a == b;
      case BinaryOp::Ne: return a != b;
      case BinaryOp::Lt: return a < b;
      case BinaryOp::Le: return a <= b;
      case BinaryOp::Gt: return a > b;
      case BinaryOp::Ge: return a >= b;
      case BinaryOp::BitAnd: return *left & *right;
      case BinaryOp::BitOr: return *left | *right;
      case BinaryOp::BitXor: return *left ^ *right;
      case BinaryOp::Div: return b != 0 ? Number(cut(static_cast<unsigned __int128>(a / b), type)) : Number();
      case BinaryOp::Rem: return b != 0 ? Number(cut(static_cast<unsigned __int128>(a % b), type)) : Number();
      case BinaryOp::Add: case BinaryOp::Sub: case BinaryOp::Mul: case BinaryOp::Shl: case BinaryOp::Shr: case BinaryOp::Offset: break;
    }
    return {};
  }

  // ---- Statements

  void look_at(const mir::Statement& statement) {
    if (const auto* live = std::get_if<mir::StorageLiveStmt>(&statement.kind)) known_[live->local.value].reset();
    const auto* assign = std::get_if<mir::AssignStmt>(&statement.kind);
    if (!assign) return;
    Number result;
    if (const auto* use = std::get_if<mir::UseRvalue>(&assign->value)) {
      result = number(use->operand);
    } else if (const auto* node = std::get_if<mir::BinaryRvalue>(&assign->value)) {
      result = binary(*node, statement.span);
    } else if (const auto* unary = std::get_if<mir::UnaryRvalue>(&assign->value)) {
      result = number(unary->operand);
      if (result) result = cut(unary->op == mir::UnaryOp::Not ? ~*result : 0 - *result, type_of(unary->operand));
    } else if (const auto* cast = std::get_if<mir::CastRvalue>(&assign->value); cast && cast->kind == mir::CastKind::IntToInt) {
      const mir::Type& from = type_of(cast->operand);
      const mir::Type& to = input_.program.types.at(cast->type);
      result = number(cast->operand);
      if (result && is_number(to)) result = cut(from.kind == mir::TypeKind::Int && from.bits < 128 ? static_cast<unsigned __int128>(value(*result, from)) : *result, to);
      else result.reset();
    }
    learn(assign->place, result);
  }

  void leave(const mir::Terminator& terminator, std::vector<mir::BlockId>& open) {
    if (const auto* jump = std::get_if<mir::GotoTerm>(&terminator.kind)) open.push_back(jump->target);
    if (const auto* edge = std::get_if<mir::FalseEdgeTerm>(&terminator.kind)) open.push_back(edge->target);
    if (const auto* drop = std::get_if<mir::DropTerm>(&terminator.kind)) open.push_back(drop->target);
    if (const auto* call = std::get_if<mir::CallTerm>(&terminator.kind)) {
      learn(call->destination, {});
      open.push_back(call->target);
    }
    if (const auto* check = std::get_if<mir::AssertTerm>(&terminator.kind)) {
      const Number condition = number(check->condition);
      if (condition && (*condition != 0) != check->expected) fails(*check, terminator.span);
      open.push_back(check->target);
    }
    if (const auto* choice = std::get_if<mir::SwitchTerm>(&terminator.kind)) {
      const Number chosen = number(choice->operand);
      bool is_found = false;
      for (const auto& [bits, target] : choice->targets) {
        if (chosen && bits != *chosen) continue;
        is_found |= chosen.has_value();
        open.push_back(target);
      }
      if (!is_found) open.push_back(choice->otherwise);
    }
  }

  void fails(const mir::AssertTerm& check, Span span) {
    using mir::AssertKind;
    const bool is_division = check.op == BinaryOp::Div || check.op == BinaryOp::Rem;
    if (check.kind == AssertKind::OverflowNeg || (check.kind == AssertKind::Overflow && !is_division)) report(false, span);
    else if (check.kind != AssertKind::MisalignedPointer && check.kind != AssertKind::NullPointer) report(true, span);
  }

  void report(bool is_panic, Span span) {
    if (is_panic ? input_.facts.allows_panic : input_.facts.allows_overflow) return;
    diagnostics_.add(diag::Kind::OtherError, span, is_panic ? "this operation will panic when it runs" : "this arithmetic operation will overflow");
  }

  const Input& input_;
  const mir::Body& body_;
  diag::Diagnostics& diagnostics_;
  std::vector<Uses> uses_;
  std::vector<Number> known_;
};

}  // namespace

void check_known_panics(const Input& input, diag::Diagnostics& diagnostics) { KnownPanics(input, diagnostics).run(); }

}  // namespace borrowck
