// MIR as text, in the manner of rustc's `--emit mir`.

#include "base/text.h"
#include "mir/mir.h"

namespace mir {
namespace {

std::string_view text_of(BinaryOp op) {
  static constexpr std::string_view names[] = {
      "Add", "Sub", "Mul", "AddWithOverflow", "SubWithOverflow", "MulWithOverflow", "Div", "Rem",
      "BitAnd", "BitOr", "BitXor", "Shl", "Shr", "Eq", "Ne", "Lt", "Le", "Gt", "Ge", "Offset"};
  return names[static_cast<std::size_t>(op)];
}
std::string_view text_of(UnaryOp op) {
  static constexpr std::string_view names[] = {"Not", "Neg", "PtrMetadata"};
  return names[static_cast<std::size_t>(op)];
}
std::string_view text_of(CastKind kind) {
  static constexpr std::string_view names[] = {
      "IntToInt", "IntToFloat", "FloatToInt", "FloatToFloat", "PtrToPtr", "PtrToAddr", "AddrToPtr",
      "FnPtrToAddr", "FnPtrToPtr", "Transmute", "ReifyFn", "UnsizeArray", "UnsizeDyn", "UpcastDyn"};
  return names[static_cast<std::size_t>(kind)];
}
std::string_view text_of(RetagKind kind) {
  static constexpr std::string_view names[] = {"[fn entry] ", "[2phase] ", "[raw] ", ""};
  return names[static_cast<std::size_t>(kind)];
}
std::string_view text_of(BorrowKind kind) {
  static constexpr std::string_view names[] = {"&", "&mut ", "&two_phase mut ", "&uniq ", "&fake "};
  return names[static_cast<std::size_t>(kind)];
}
std::string_view text_of(AssertKind kind) {
  static constexpr std::string_view names[] = {
      "overflow", "division by zero", "remainder by zero", "index out of bounds", "negation overflow",
      "misaligned pointer", "null pointer", "resumed after return", "resumed after panic"};
  return names[static_cast<std::size_t>(kind)];
}

std::string escaped(std::string_view bytes) {
  static constexpr char hex[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7f) {
      out += concat("\\x", hex[byte >> 4], hex[byte & 15]);
    } else {
      out += c;
    }
  }
  return out + "\"";
}

class Printer {
 public:
  Printer(const Program& program, const Body& body) : program_(program), body_(body) {}

  std::string whole() {
    std::string out = concat("fn ", body_.name, "(");
    for (std::uint32_t i = 1; i <= body_.argument_count; ++i)
      out += concat(i > 1 ? ", " : "", "_", i, ": ", type_name(body_.locals[i].type));
    out += concat(body_.is_variadic ? ", ..." : "", ") -> ", body_.locals.empty() ? "?" : type_name(body_.locals[0].type));
    if (body_.is_foreign) return concat(out, ";    // foreign: ", body_.link_name, "\n");
    out += " {\n";
    for (const DebugVariable& variable : body_.variables)
      out += concat("    debug ", variable.name, " => ", place(variable.place), ";\n");
    for (std::uint32_t i = 0; i < body_.locals.size(); ++i) out += local(i);
    for (std::uint32_t i = 0; i < body_.blocks.size(); ++i) out += block(i);
    return out + "}\n";
  }

  std::string place(const Place& place) const {
    std::string out = concat("_", place.local.value);
    TypeId type = place.local.value < body_.locals.size() ? body_.locals[place.local.value].type : TypeId();
    for (const Projection& step : place.projections) {
      out = project(std::move(out), step, type);
      type = step.type;
    }
    return out;
  }

 private:
  std::string type_name(TypeId type) const { return type ? program_.types[type].name : "?"; }
  static std::string block_name(BlockId block) { return block ? concat("bb", block.value) : "unreachable"; }

  std::string local(std::uint32_t index) const {
    const Local& local = body_.locals[index];
    const bool is_parameter = index > 0 && index <= body_.argument_count;
    if (is_parameter && local.name.empty()) return "";
    std::string out = is_parameter ? "" : concat("    let ", local.is_mutable ? "mut " : "", "_", index, ": ", type_name(local.type), ";\n");
    if (!local.name.empty()) out += concat("    debug ", local.name, " => _", index, ";\n");
    return out;
  }

  std::string block(std::uint32_t index) const {
    const BasicBlock& block = body_.blocks[index];
    std::string out = concat("\n    bb", index, block.is_cleanup ? " (cleanup)" : "", ": {\n");
    for (const Statement& statement : block.statements)
      out += concat("        ", std::visit([this](const auto& kind) { return text(kind); }, statement.kind), ";\n");
    out += concat("        ", std::visit([this](const auto& kind) { return text(kind); }, block.terminator.kind), ";\n");
    return out + "    }\n";
  }

  std::string project(std::string base, const Projection& step, TypeId from) const {
    using Kind = Projection::Kind;
    switch (step.kind) {
      case Kind::Deref: return concat("(*", base, ")");
      case Kind::Field: return concat(base, ".", field_name(step, from));
      case Kind::Index: return concat(base, "[_", step.index, "]");
      case Kind::ConstantIndex: return concat(base, "[", step.is_from_end ? "-" : "", step.index, "]");
      case Kind::Subslice: return concat(base, "[", step.index, "..", step.from_end == 0 ? "" : concat("-", step.from_end), "]");
      case Kind::Downcast: {
        const auto& variants = program_.types[from].variants;
        return concat("(", base, " as ", step.index < variants.size() ? variants[step.index].name : "?", ")");
      }
    }
    return base;
  }
  std::string field_name(const Projection& step, TypeId from) const {
    if (!from) return std::to_string(step.index);
    const Type& type = program_.types[from];
    const bool is_named = type.kind == TypeKind::Struct || type.kind == TypeKind::Union;
    if (!is_named || type.variants.empty() || step.index >= type.variants[0].fields.size()) return std::to_string(step.index);
    return type.variants[0].fields[step.index].name;
  }

  std::string constant(const Constant& value) const {
    using Kind = Constant::Kind;
    const std::string type = type_name(value.type);
    switch (value.kind) {
      case Kind::Scalar: return scalar(value);
      case Kind::ZeroSized: return concat("const ", type);
      case Kind::GlobalAddress: {
        const Global& global = program_.globals[value.global];
        if (global.kind == Global::Kind::Bytes) return concat("const ", escaped(global.bytes));
        return concat("const &", global_name(value.global));
      }
      case Kind::GlobalValue: return concat("const ", global_name(value.global));
      case Kind::Fn: return concat("const ", program_.bodies[value.fn].name);
      case Kind::Vtable: return "const vtable";
      case Kind::Null: return concat("const ", to_decimal(value.bits), " as ", type);
    }
    return type;
  }
  std::string scalar(const Constant& value) const {
    const Type& type = program_.types[value.type];
    switch (type.kind) {
      case TypeKind::Bool: return value.bits ? "const true" : "const false";
      case TypeKind::Char: {
        std::string out = "const '";
        append_utf8(out, static_cast<char32_t>(value.bits));
        return out + "'";
      }
      case TypeKind::Int: {
        if (!type.is_signed) return concat("const ", to_decimal(value.bits), "_", type.name);
        const int shift = 128 - static_cast<int>(type.bits);
        return concat("const ", to_decimal(static_cast<__int128>(value.bits << shift) >> shift), "_", type.name);
      }
      default: return concat("const ", to_decimal(value.bits), " as ", type.name);
    }
  }
  std::string global_name(GlobalId id) const {
    const Global& global = program_.globals[id];
    return global.name.empty() ? concat("promoted", id.value) : global.name;
  }

  std::string operand(const Operand& operand) const {
    switch (operand.kind) {
      case Operand::Kind::Copy: return concat("copy ", place(operand.place));
      case Operand::Kind::Move: return concat("move ", place(operand.place));
      case Operand::Kind::Constant: return constant(operand.constant);
    }
    return "";
  }
  std::string operands(const std::vector<Operand>& list) const {
    std::string out;
    for (const Operand& one : list) out += concat(out.empty() ? "" : ", ", operand(one));
    return out;
  }

  // ---- Rvalues

  std::string text(const UseRvalue& value) const { return operand(value.operand); }
  std::string text(const RepeatRvalue& value) const { return concat("[", operand(value.element), "; ", value.count, "]"); }
  std::string text(const RefRvalue& value) const { return concat(text_of(value.kind), place(value.place)); }
  std::string text(const RawRefRvalue& value) const { return concat("&raw ", value.is_mutable ? "mut " : "const ", place(value.place)); }
  std::string text(const LenRvalue& value) const { return concat("Len(", place(value.place), ")"); }
  std::string text(const CastRvalue& value) const { return concat(operand(value.operand), " as ", type_name(value.type), " (", text_of(value.kind), ")"); }
  std::string text(const BinaryRvalue& value) const { return concat(text_of(value.op), "(", operand(value.left), ", ", operand(value.right), ")"); }
  std::string text(const UnaryRvalue& value) const { return concat(text_of(value.op), "(", operand(value.operand), ")"); }
  std::string text(const DiscriminantRvalue& value) const { return concat("discriminant(", place(value.place), ")"); }
  std::string text(const AggregateRvalue& value) const {
    const Type& type = program_.types[value.type];
    std::string parts;
    const bool has_names = type.kind == TypeKind::Struct || type.kind == TypeKind::Union || type.kind == TypeKind::Enum || type.kind == TypeKind::Closure;
    for (const auto& [field, part] : value.fields) {
      parts += parts.empty() ? "" : ", ";
      const bool is_known = value.variant < type.variants.size() && field < type.variants[value.variant].fields.size();
      if (has_names && is_known) parts += concat(type.variants[value.variant].fields[field].name, ": ");
      parts += operand(part);
    }
    if (type.kind == TypeKind::Tuple) return concat("(", parts, value.fields.size() == 1 ? ",)" : ")");
    if (type.kind == TypeKind::Array) return concat("[", parts, "]");
    const bool is_enum = type.kind == TypeKind::Enum && value.variant < type.variants.size();
    return concat(type.name, is_enum ? concat("::", type.variants[value.variant].name) : "", parts.empty() ? "" : concat(" { ", parts, " }"));
  }

  // ---- Statements

  std::string text(const AssignStmt& assign) const {
    return concat(place(assign.place), " = ", std::visit([this](const auto& value) { return text(value); }, assign.value));
  }
  std::string text(const SetDiscriminantStmt& set) const { return concat("discriminant(", place(set.place), ") = ", set.variant); }
  std::string text(const StorageLiveStmt& live) const { return concat("StorageLive(_", live.local.value, ")"); }
  std::string text(const StorageDeadStmt& dead) const { return concat("StorageDead(_", dead.local.value, ")"); }
  std::string text(const RetagStmt& retag) const { return concat("Retag(", text_of(retag.kind), place(retag.place), ")"); }
  std::string text(const FakeReadStmt& read) const { return concat("FakeRead(", place(read.place), ")"); }
  std::string text(const PlaceMentionStmt& mention) const { return concat("PlaceMention(", place(mention.place), ")"); }
  std::string text(const NopStmt&) const { return "nop"; }

  // ---- Terminators

  static std::string edges(BlockId target, BlockId unwind) {
    const std::string on_panic = unwind ? concat("unwind: ", block_name(unwind)) : "unwind continue";
    return target ? concat(" -> [return: ", block_name(target), ", ", on_panic, "]") : concat(" -> ", on_panic);
  }
  std::string text(const GotoTerm& go) const { return concat("goto -> ", block_name(go.target)); }
  std::string text(const SwitchTerm& choose) const {
    std::string arms;
    for (const auto& [value, block] : choose.targets) arms += concat(to_decimal(value), ": ", block_name(block), ", ");
    return concat("switchInt(", operand(choose.operand), ") -> [", arms, "otherwise: ", block_name(choose.otherwise), "]");
  }
  std::string text(const ReturnTerm&) const { return "return"; }
  std::string text(const UnreachableTerm&) const { return "unreachable"; }
  std::string text(const ResumeTerm&) const { return "resume"; }
  std::string text(const AbortTerm& abort) const { return concat("abort(", escaped(abort.why), ")"); }
  std::string text(const DropTerm& drop) const { return concat("drop(", place(drop.place), ")", edges(drop.target, drop.unwind)); }
  std::string text(const CallTerm& call) const {
    using Kind = CallTerm::Callee::Kind;
    std::string callee = call.callee.name;
    switch (call.callee.kind) {
      case Kind::Fn:
        if (call.callee.fn) callee = program_.bodies[call.callee.fn].name;
        break;
      case Kind::Pointer: callee = concat("(", operand(call.callee.pointer), ")"); break;
      case Kind::Virtual: callee = concat("vtable[", call.callee.method, "]::", callee); break;
      case Kind::Intrinsic: {
        std::string types;
        for (const TypeId type : call.callee.type_args) types += concat(types.empty() ? "" : ", ", type_name(type));
        callee = concat("intrinsic ", name_of(call.callee.intrinsic), types.empty() ? "" : concat("::<", types, ">"));
        break;
      }
      case Kind::Unresolved: break;
    }
    return concat(place(call.destination), " = ", callee, "(", operands(call.arguments), ")", edges(call.target, call.unwind));
  }
  std::string text(const AssertTerm& check) const {
    std::string about(text_of(check.kind));
    if (check.kind == AssertKind::Overflow) about = concat(text_of(check.op), " overflows");
    return concat("assert(", check.expected ? "" : "!", operand(check.condition), ", ", escaped(about), ")", edges(check.target, check.unwind));
  }
  std::string text(const UnsupportedTerm& gap) const { return concat("unsupported(", escaped(gap.what), ")"); }
  std::string text(const FalseEdgeTerm& edge) const { return concat("falseEdge -> [real: ", block_name(edge.target), ", imaginary: ", block_name(edge.imaginary), "]"); }

  const Program& program_;
  const Body& body_;
};

std::string print_global(const Program& program, const Global& global) {
  static constexpr std::string_view kinds[] = {"static", "const", "promoted", "bytes", "thread_local static"};
  const std::string_view kind = kinds[static_cast<std::size_t>(global.kind)];
  const std::string type = program.types[global.type].name;
  if (global.kind == Global::Kind::Bytes) return concat("bytes ", escaped(global.bytes), ";\n");
  return concat(kind, global.is_mutable ? " mut " : " ", global.name, ": ", type, " = ",
                global.initializer ? program.bodies[global.initializer].name : "?", "();\n");
}

}  // namespace

std::string print(const Program& program, const Body& body) { return Printer(program, body).whole(); }

std::string print(const Program& program) {
  std::string out;
  for (std::uint32_t i = 0; i < program.globals.size(); ++i) {
    const Global& global = program.globals[GlobalId(i)];
    if (global.kind != Global::Kind::Bytes) out += print_global(program, global);
  }
  for (std::uint32_t i = 0; i < program.bodies.size(); ++i)
    out += concat(out.empty() ? "" : "\n", print(program, program.bodies[FnId(i)]));
  return out;
}

std::string print(const Program& program, const Body& body, const Place& place) {
  return Printer(program, body).place(place);
}

}  // namespace mir
