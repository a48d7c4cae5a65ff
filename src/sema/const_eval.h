#pragma once
// Evaluates constant expressions straight from the syntax: array lengths, const arguments,
// discriminants, constants in patterns. Integers, bool and char are exact; arrays and tuples are
// known as far as they lead to those. What is beyond that is said, never guessed.

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sema/program.h"

namespace sema {

/// A value of a constant expression. Integers hold their bits in the width of their type.
struct ConstValue {
  TyId ty;                                   // none: an integer literal whose type is still open
  unsigned __int128 bits = 0;
  bool is_aggregate = false;
  std::vector<ConstValue> elements;          // is_aggregate: of an array or tuple
};

/// Cuts to the width of an integer type, bool or char.
unsigned __int128 truncate_bits(const TyStore& types, TyId ty, unsigned __int128 bits);
/// The value as a number, negative if its type is signed and its top bit set.
__int128 signed_value(const TyStore& types, TyId ty, unsigned __int128 bits);

/// What an operator gives, or why it gives nothing ("attempt to add with overflow").
struct ConstOperation { std::optional<unsigned __int128> bits; std::string failure; };
ConstOperation apply_operator(const TyStore& types, syntax::BinaryOp op, TyId ty,
                              unsigned __int128 left, unsigned __int128 right, TyId right_ty);

class ConstEvaluator {
 public:
  struct Layout { std::uint64_t size = 0, align = 1; };
  /// `args` stand for the parameters of `scope.generics`; empty: as themselves.
  ConstEvaluator(Program& program, const ItemScope& scope, Args args, std::uint32_t depth)
      : program_(program), scope_(&scope), args_(std::move(args)), depth_(depth) {}

  /// The value of the expression where a value of type `ty` is expected.
  ConstResult run(syntax::ExprId expr, TyId ty);
  static ConstResult run_item(Program& program, ConstId item, const Args& args, std::uint32_t depth);

 private:
  using Value = std::optional<ConstValue>;   // nothing: not known, or control left (see flow_)
  enum class Flow : std::uint8_t { Normal, Break, Continue, Return, Unknown };
  struct Variable { NameId name; syntax::HygieneId hygiene; ConstValue value; };

  // const_eval.cpp
  Value expr(syntax::ExprId id, TyId expected);
  Value structure(const syntax::StructExpr& node);
  Value unary(const syntax::UnaryExpr& node, TyId expected, Span span);
  Value binary(const syntax::BinaryExpr& node, TyId expected, Span span);
  Value cast(const syntax::CastExpr& node);
  Value if_else(const syntax::IfExpr& node, TyId expected);
  Value loop(syntax::ExprId condition, syntax::BlockId body, TyId expected);
  Value match(const syntax::MatchExpr& node, TyId expected);
  Value block(syntax::BlockId id, TyId expected);
  bool statement(const syntax::Stmt& stmt);
  std::optional<bool> condition(syntax::ExprId id);
  Value assign(syntax::ExprId place, ConstValue value);
  ConstValue* place(syntax::ExprId id);
  ConstValue* variable(const syntax::Ident& ident);

  // const_pattern.cpp
  std::optional<bool> matches(syntax::PatId id, const ConstValue& value);

  // const_path.cpp
  bool names_local(const syntax::Path& path);
  Value path(const syntax::Path& path, TyId expected, Span span);
  Value assoc_const(TyId base, NameId name, Span span);
  Value call(const syntax::CallExpr& node, Span span);
  Value method_call(const syntax::MethodCallExpr& node, Span span);
  Value run_fn(FnId fn, Args args, std::vector<ConstValue> arguments, Span span);
  Value intrinsic(const FnDef& fn, const Args& args, const std::vector<ConstValue>& arguments,
                  Span span);
  std::pair<FnId, Args> callee(const syntax::Path& path);
  std::pair<FnId, Args> inherent_fn(TyId base, NameId name);
  TyId prefix_type(const syntax::Path& path, const PathResolution& found);
  std::optional<Layout> layout_of(TyId ty);

  const ItemScope& scope() const { return *scope_; }
  Value unknown(std::string why);
  Value failed(Span span, const std::string& what);    // reported as an error
  ConstValue make(TyId ty, unsigned __int128 bits) const;
  void adopt(ConstValue& left, ConstValue& right, TyId expected);
  TyId concrete(TyId ty) { return substitute(program_.types, ty, args_); }
  bool step();

  Program& program_;
  const ItemScope* scope_;                 // changes in a block that declares items
  Args args_;
  std::uint32_t depth_;
  std::uint32_t steps_ = 0;
  std::optional<Span> called_at_;          // inside a function: the call in the constant itself
  std::vector<Variable> variables_;
  Flow flow_ = Flow::Normal;
  std::optional<syntax::Ident> target_;    // of a break or continue with a label
  std::optional<ConstValue> carried_;      // by break or return
  std::string why_not_;
  bool is_reported_ = false;
};

/// Finds the arguments for which a type with parameters is a given type.
bool match_type(const TyStore& types, TyId pattern, TyId actual, Args& args);

}  // namespace sema
