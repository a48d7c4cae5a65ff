#pragma once
// The recursive-descent parser behind parse.h, a method per production of the Reference's grammar,
// in one file per kind of node. It is public to `expand`, which reads the arguments of built-in
// macros with it.
//
// One mistake, one message: after an error the parser is "lost" and keeps quiet until it finds its
// way again at the end of a statement, an item or a group.

#include <optional>

#include "syntax/parse.h"

namespace syntax {

/// How generic arguments are written in a path.
enum class PathStyle : std::uint8_t { Expr, Type, Module };
/// Where an item stands, which decides what is allowed there.
enum class ItemPlace : std::uint8_t { Module, Block, Trait, Impl, Extern };

class Parser {
 public:
  Parser(ParseContext& context, TokenSlice tokens, Span end);

  // ---- parser.cpp: moving over the tokens
  const Token& token() const { return token_; }
  const Token* position() const { return at_; }
  Span previous_span() const { return previous_span_; }
  bool is_at_end() const { return token_.is(TokenKind::End); }
  const Token& peek(std::size_t ahead = 1) const;
  /// The token after the tree that starts here.
  const Token& peek_after_tree() const;
  Token bump();
  bool eat(Punct punct);
  bool eat(Keyword keyword);
  /// Takes `punct`, also as the first part of a longer token: the `>` of `>>`.
  bool eat_part(Punct punct);
  bool starts_with(Punct punct) const;
  bool expect(Punct punct);
  bool expect_part(Punct punct);
  bool expect_keyword(Keyword keyword);
  Span span_from(Span begin) const { return join_spans(begin, previous_span_); }
  void skip_tree();

  // ---- Groups: enter at Open, leave at its Close whatever happened in between
  struct Group { const Token* close; Delimiter delimiter; };
  bool at_open(Delimiter delimiter) const { return token_.opens(delimiter); }
  Group enter_group();
  /// True if all of the group was read.
  bool leave_group(const Group& group, std::string_view expected);
  bool expect_open(Delimiter delimiter, std::string_view where);

  // ---- Messages
  /// Reports unless the parser is lost; afterwards it is.
  void error(Span span, std::string message, std::string help = {});
  void error_expected(std::string_view expected);
  /// Reports a mistake after which parsing goes on as usual.
  diag::Diagnostic& report(Span span, std::string message);
  void find_way() { is_lost_ = false; }
  bool is_lost() const { return is_lost_; }
  std::string found() const;

  // ---- parse_attribute.cpp
  /// Outer attributes; false if `cfg` leaves out what follows.
  bool parse_outer_attributes(std::vector<Attribute>& attributes);
  bool parse_inner_attributes(std::vector<Attribute>& attributes);
  Attribute parse_attribute_body();
  /// In front of a tuple's field, `pub (A, B)` is a public field of tuple type.
  enum class VisibilityOf : std::uint8_t { Other, TupleField };
  Visibility parse_visibility(VisibilityOf of = VisibilityOf::Other);

  // ---- parse_path.cpp
  Path parse_path(PathStyle style);
  Path parse_qualified_path(PathStyle style);
  bool is_path_start() const;
  Ident parse_ident(std::string_view what);
  Ident ident_of(const Token& token) const { return {token.text, token.hygiene, token.span}; }
  Lifetime parse_lifetime();
  GenericArgsId parse_generic_args();
  GenericArgsId parse_parenthesized_args();
  std::vector<Bound> parse_bounds();
  std::vector<Lifetime> parse_for_lifetimes();
  Generics parse_generic_params();
  void parse_where_clause(Generics& generics);
  std::vector<TypeId> types_in_group();

  // ---- parse_type.cpp
  enum class AllowPlus : std::uint8_t { No, Yes };
  TypeId parse_type(AllowPlus allow_plus = AllowPlus::Yes);
  TypeId parse_output_type(AllowPlus allow_plus);
  TypeId add_type(decltype(Type::kind) kind, Span span);

  // ---- parse_pat.cpp
  PatId parse_pat();            // with top-level alternatives
  PatId parse_pat_no_or();
  PatId add_pat(decltype(Pat::kind) kind, Span span);

  // ---- parse_expr.cpp, parse_operand.cpp, parse_control.cpp
  ExprId parse_expr();
  ExprId parse_condition();
  ExprId parse_literal();
  ExprId parse_element(bool& is_kept);
  std::vector<ExprId> parse_exprs_in_group(std::string_view expected);
  bool may_begin_expr() const;
  BlockId parse_block(std::string_view where);
  /// The body of a function: read now, or left for later where that makes no difference.
  BlockId parse_fn_body();
  ExprId add_expr(decltype(Expr::kind) kind, Span span);
  /// A statement-like expression: one that ends with a block ends there. Used by arms and statements.
  ExprId parse_expr_of_stmt();
  bool is_block_like(ExprId expr) const;

  // ---- parse_stmt.cpp
  void parse_stmts(Block& block);
  bool parse_stmt(Block& block);
  bool is_item_start() const;

  /// Reads one fragment and says nothing about what it was.
  void parse_fragment(Fragment fragment);

  // ---- parse_item.cpp
  void parse_items(std::vector<ItemId>& items, ItemPlace place);
  /// False if there is no item here (nothing is reported then).
  bool parse_item(std::vector<ItemId>& items, ItemPlace place);
  Crate parse_crate();

  ParseContext& context() { return context_; }

 private:
  // parse_expr.cpp
  ExprId parse_binary(int lowest);
  ExprId parse_binary_rest(ExprId left, int lowest);
  ExprId parse_prefix_range();
  ExprId parse_unary();
  ExprId parse_borrow();
  // parse_operand.cpp
  ExprId parse_postfix();
  ExprId parse_postfix_rest(ExprId base, Span begin);
  ExprId parse_dot(ExprId base, Span begin);
  ExprId parse_after_dot(ExprId base, Span begin);
  ExprId parse_field(ExprId base, Span begin);
  ExprId parse_primary();
  ExprId parse_paren();
  ExprId parse_array();
  ExprId parse_path_expr();
  ExprId parse_struct_fields(Path path, Span begin);
  ExprId parse_invisible_expr();
  ExprId parse_macro_expr(const Token* path_begin, Span begin);
  ExprId expr_of_macro(const MacroCall& call);
  // parse_control.cpp
  ExprId parse_block_expr(BlockExpr::Kind kind, std::optional<Ident> label, Span begin);
  ExprId parse_labelled();
  ExprId parse_if();
  ExprId parse_while(std::optional<Ident> label, Span begin);
  ExprId parse_for(std::optional<Ident> label, Span begin);
  ExprId parse_loop(std::optional<Ident> label, Span begin);
  ExprId parse_match();
  ExprId parse_closure();
  ExprId parse_let();
  ExprId parse_jump();
  std::optional<Ident> parse_label_use();
  bool is_closure_start() const;
  void skip_to_block();
  bool arm_is_complete(ExprId body) const;
  // parse_path.cpp
  PathSegment parse_path_segment(PathStyle style);
  void parse_path_rest(Path& path, PathStyle style);
  GenericArg parse_generic_arg();
  bool parse_bound(std::vector<Bound>& bounds);
  /// After the only bound that may stand there without parentheses.
  void more_bounds(std::vector<Bound>& bounds, Span begin);
  void parse_generic_param(Generics& generics);
  // parse_type.cpp
  TypeId parse_type_inner(AllowPlus allow_plus);
  TypeId parse_fn_pointer();
  TypeId parse_paren_type(AllowPlus allow_plus);
  bool is_dyn_type() const;
  // parse_pat.cpp
  PatId parse_pat_inner();
  PatId parse_ident_pat();
  PatId parse_path_pat();
  PatId parse_struct_pat(Path path, Span begin);
  PatId parse_range_or_literal();
  ExprId parse_range_end();
  bool may_begin_range_end() const;
  PatId parse_range_rest(ExprId low, Span begin);
  std::vector<PatId> parse_pats_in_group();
  // parse_item.cpp, parse_fn.cpp, parse_use.cpp
  struct ItemHead { Visibility visibility; std::vector<Attribute> attributes; Span begin; };
  bool parse_item_kind(ItemHead& head, std::vector<ItemId>& items, ItemPlace place);
  ItemId add_item(decltype(Item::kind) kind, const ItemHead& head);
  bool parse_macro_item(ItemHead& head, std::vector<ItemId>& items, ItemPlace place);
  bool parse_macro_rules(const ItemHead& head);
  bool parse_invisible_item(ItemHead& head, std::vector<ItemId>& items, ItemPlace place);
  void parse_struct(const ItemHead& head, std::vector<ItemId>& items, bool is_union);
  void parse_enum(const ItemHead& head, std::vector<ItemId>& items);
  void parse_trait(const ItemHead& head, std::vector<ItemId>& items);
  void parse_impl(const ItemHead& head, std::vector<ItemId>& items);
  void parse_mod(ItemHead& head, std::vector<ItemId>& items);
  void useless_visibility(Span span, std::string_view help);
  void parse_const(const ItemHead& head, std::vector<ItemId>& items, ItemPlace place);
  void parse_static(const ItemHead& head, std::vector<ItemId>& items, ItemPlace place);
  void parse_type_alias(const ItemHead& head, std::vector<ItemId>& items, ItemPlace place);
  void parse_extern_block(const ItemHead& head, std::vector<ItemId>& items);
  void parse_extern_crate(const ItemHead& head, std::vector<ItemId>& items);
  void parse_fn(const ItemHead& head, std::vector<ItemId>& items, ItemPlace place);
  bool is_fn_start() const;
  void parse_fn_params(FnDecl& decl, ItemPlace place);
  std::optional<SelfParam> parse_self_param();
  std::string parse_abi();
  Fields parse_tuple_fields();
  Fields parse_named_fields();
  void parse_use(const ItemHead& head, std::vector<ItemId>& items);
  void parse_use_tree(const Path& prefix, const ItemHead& head, std::vector<ItemId>& items,
                      bool is_in_braces);
  void report_without_body(const ItemHead& head, ItemPlace place, std::string_view free, std::string_view associated);
  void expect_semi(std::string_view after);
  void skip_to_next_item();
  NameId tuple_field_name(std::size_t index);
  // parse_stmt.cpp
  void parse_let_stmt(Block& block, bool is_kept);
  bool parse_macro_stmt(Block& block);
  void finish_expr_stmt(Block& block, ExprId expr, Span begin, bool is_kept);
  void skip_to_next_stmt();
  bool may_follow_missing_semi() const;
  void missing_semi(std::string_view otherwise);
  bool is_on_one_line(Span first, Span second) const;

  /// While the result of a macro call is read.
  struct InExpansion {
    explicit InExpansion(ParseContext& context) : context(context) { ++context.expansion_depth; }
    ~InExpansion() { --context.expansion_depth; }
    InExpansion(const InExpansion&) = delete;
    InExpansion& operator=(const InExpansion&) = delete;
    ParseContext& context;
  };
  /// Counts one level of nesting; false (and a message, once) when there are too many.
  struct Level {
    explicit Level(Parser& parser);
    ~Level() { --context.depth; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    ParseContext& context;
    bool is_allowed;
  };
  /// What may stand in an expression here.
  struct Restrictions {
    bool has_struct_literals = true;   // not in the head of `if`, `while`, `match`, `for`
    bool has_let = false;              // in a condition, at the top of its && chain
  };
  /// Sets restrictions for a scope.
  struct Restrict {
    Restrict(Parser& parser, Restrictions restrictions)
        : parser(parser), saved(parser.restrictions_) { parser.restrictions_ = restrictions; }
    ~Restrict() { parser.restrictions_ = saved; }
    Restrict(const Restrict&) = delete;
    Restrict& operator=(const Restrict&) = delete;
    Parser& parser;
    Restrictions saved;
  };

  void load();
  void abort();
  /// Says so if it is, and stops.
  bool is_chain_too_long(std::uint32_t links);
  void check_cfg(const Attribute& predicate);
  void apply_cfg_attr(Attribute& attribute, std::vector<Attribute>& attributes, bool& is_kept);
  void keep_attribute(Attribute attribute, std::vector<Attribute>& attributes, bool& is_kept);

  ParseContext& context_;
  TokenSlice tokens_;
  Token end_;                 // what is seen past the last token
  const Token* at_;           // the current token, or one past the last
  Token token_;               // a copy of it, or what is left of it after a split
  Span previous_span_;
  Restrictions restrictions_;
  bool is_lost_ = false;
  bool is_left_out_inside_ = false;   // an inner `cfg` leaves out the item being read
  bool is_in_trait_impl_ = false;
  bool let_needs_semi_ = true;       // not in `$s:stmt`, whose semicolon stands outside
  const Token* lost_at_ = nullptr;   // where the current statement began
};

}  // namespace syntax
