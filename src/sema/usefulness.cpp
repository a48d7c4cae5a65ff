#include "sema/usefulness.h"

#include <algorithm>
#include <functional>
#include <set>

#include "base/text.h"

namespace sema {

namespace {

using Row = std::vector<Shape>;

/// The constructors that split a column, and what stands below each.
class Usefulness {
 public:
  explicit Usefulness(Program& program) : program_(program) {}

  /// Witnesses for the columns' types, one for each; none if the rows cover everything.
  std::optional<std::vector<std::string>> witness(std::vector<Row> rows, std::vector<TyId> types, int depth) {
    work_ += 1 + rows.size();
    if (depth > 60 || work_ > 2'000'000) return std::nullopt;   // said to be covered: never reject in doubt
    if (types.empty()) return rows.empty() ? std::optional<std::vector<std::string>>(std::vector<std::string>{}) : std::nullopt;
    if (std::any_of(rows.begin(), rows.end(), matches_all)) return std::nullopt;
    rows = without_or(std::move(rows));
    TyId ty = types[0];
    const Ty seen = program_.types[ty];
    switch (seen.kind) {
      case TyKind::Adt:
        if (program_.adts.at(seen.adt()).kind == AdtKind::Enum) return by_variant(rows, types, seen, depth);
        if (program_.adts.at(seen.adt()).kind == AdtKind::Union) return by_wild(rows, types, depth);
        return by_struct(rows, types, fields_of(seen, 0), depth);
      case TyKind::Tuple: return by_struct(rows, types, seen.args, depth);
      case TyKind::Ref: return by_struct(rows, types, {seen.args[0]}, depth);
      case TyKind::Bool: return by_range(rows, types, 0, 1, depth);
      case TyKind::Char: return by_range(rows, types, 0, 0x10ffff, depth);
      case TyKind::Int: {
        int bits = bits_of(seen.int_kind);
        unsigned __int128 top = bits == 128 ? ~static_cast<unsigned __int128>(0) : (static_cast<unsigned __int128>(1) << bits) - 1;
        return by_range(rows, types, 0, top, depth);
      }
      case TyKind::Slice: case TyKind::Array: return by_length(rows, types, seen, depth);
      case TyKind::Never: return std::nullopt;
      default: return by_wild(rows, types, depth);
    }
  }

  std::vector<TyId> fields_of(const Ty& adt, VariantIndex variant) {
    std::vector<TyId> out;
    std::vector<FieldDef> fields = program_.adts.at(adt.adt()).variants[variant].fields;
    for (const FieldDef& field : fields) out.push_back(normalize(program_, substitute(program_.types, field.ty, adt.args)));
    return out;
  }

 private:
  using Witness = std::optional<std::vector<std::string>>;

  static std::vector<Row> without_or(std::vector<Row> rows) {
    std::vector<Row> out;
    for (Row& row : rows) {
      if (row[0].kind != Shape::Kind::Or) {
        out.push_back(std::move(row));
        continue;
      }
      std::vector<Row> split;
      for (const Shape& alternative : row[0].parts) {
        Row one = row;
        one[0] = alternative;
        split.push_back(std::move(one));
      }
      for (Row& each : without_or(std::move(split))) out.push_back(std::move(each));
    }
    return out;
  }

  static bool matches_all(const Row& row) {
    return std::all_of(row.begin(), row.end(), [](const Shape& shape) { return shape.kind == Shape::Kind::Wild; });
  }
  /// The row behind its first column.
  static Row rest_of(const Row& row, std::vector<Shape> front) {
    front.insert(front.end(), row.begin() + 1, row.end());
    return front;
  }
  static std::vector<TyId> below(const std::vector<TyId>& types, const std::vector<TyId>& front) {
    std::vector<TyId> out = front;
    out.insert(out.end(), types.begin() + 1, types.end());
    return out;
  }

  /// Only what matches anything helps: strings, floats, pointers.
  Witness by_wild(const std::vector<Row>& rows, const std::vector<TyId>& types, int depth) {
    std::vector<Row> left;
    for (const Row& row : rows) {
      if (row[0].kind == Shape::Kind::Wild) left.push_back(rest_of(row, {}));
    }
    Witness found = witness(std::move(left), below(types, {}), depth + 1);
    if (found) found->insert(found->begin(), "_");
    return found;
  }

  Witness by_struct(const std::vector<Row>& rows, const std::vector<TyId>& types, const std::vector<TyId>& fields, int depth) {
    for (TyId field : fields) {
      if (is_uninhabited(program_, field)) return std::nullopt;
    }
    std::vector<Row> inside;
    for (const Row& row : rows) {
      if (row[0].kind == Shape::Kind::Opaque || row[0].kind == Shape::Kind::Constant) continue;
      std::vector<Shape> parts(fields.size());
      if (row[0].kind == Shape::Kind::Struct) parts = row[0].parts;
      parts.resize(fields.size());
      inside.push_back(rest_of(row, std::move(parts)));
    }
    Witness found = witness(std::move(inside), below(types, fields), depth + 1);
    if (!found) return found;
    std::vector<std::string> parts(found->begin(), found->begin() + static_cast<long>(fields.size()));
    found->erase(found->begin(), found->begin() + static_cast<long>(fields.size()));
    found->insert(found->begin(), struct_text(types[0], 0, parts));
    return found;
  }

  Witness by_variant(const std::vector<Row>& rows, const std::vector<TyId>& types, const Ty& adt, int depth) {
    std::size_t count = program_.adts.at(adt.adt()).variants.size();
    std::set<VariantIndex> mentioned;
    for (const Row& row : rows) {
      if (row[0].kind == Shape::Kind::Variant) mentioned.insert(row[0].variant);
    }
    bool has_seen_other = false;   // of those that no row mentions one stands for all
    for (VariantIndex variant = 0; variant < count; ++variant) {
      if (!mentioned.count(variant) && has_seen_other) continue;
      std::vector<TyId> fields = fields_of(adt, variant);
      bool cannot_be = false;
      for (TyId field : fields) cannot_be = cannot_be || is_uninhabited(program_, field);
      if (cannot_be) continue;
      if (!mentioned.count(variant)) has_seen_other = true;
      std::vector<Row> inside;
      for (const Row& row : rows) {
        if (row[0].kind == Shape::Kind::Wild) {
          inside.push_back(rest_of(row, std::vector<Shape>(fields.size())));
        } else if (row[0].kind == Shape::Kind::Variant && row[0].variant == variant) {
          std::vector<Shape> parts = row[0].parts;
          parts.resize(fields.size());
          inside.push_back(rest_of(row, std::move(parts)));
        }
      }
      Witness found = witness(std::move(inside), below(types, fields), depth + 1);
      if (!found) continue;
      std::vector<std::string> parts(found->begin(), found->begin() + static_cast<long>(fields.size()));
      found->erase(found->begin(), found->begin() + static_cast<long>(fields.size()));
      found->insert(found->begin(), struct_text(types[0], variant, parts));
      return found;
    }
    return std::nullopt;
  }

  Witness by_range(const std::vector<Row>& rows, const std::vector<TyId>& types, unsigned __int128 low, unsigned __int128 high, int depth) {
    // Cut the range where any pattern begins or ends; inside a piece all values are alike.
    std::set<unsigned __int128> starts{low};
    for (const Row& row : rows) {
      if (row[0].kind != Shape::Kind::Range) continue;
      if (row[0].low > low && row[0].low <= high) starts.insert(row[0].low);
      if (row[0].high < high) starts.insert(row[0].high + 1);
    }
    if (program_.types[types[0]].kind == TyKind::Char) {
      starts.insert(0xd800);
      starts.insert(0xe000);
    }
    for (auto it = starts.begin(); it != starts.end(); ++it) {
      unsigned __int128 first = *it;
      auto next = std::next(it);
      unsigned __int128 last = next == starts.end() ? high : *next - 1;
      if (program_.types[types[0]].kind == TyKind::Char && first == 0xd800) continue;   // no characters
      std::vector<Row> inside;
      for (const Row& row : rows) {
        bool matches = row[0].kind == Shape::Kind::Wild || (row[0].kind == Shape::Kind::Range && row[0].low <= first && last <= row[0].high);
        if (matches) inside.push_back(rest_of(row, {}));
      }
      Witness found = witness(std::move(inside), below(types, {}), depth + 1);
      if (!found) continue;
      found->insert(found->begin(), range_text(types[0], first, last, low, high));
      return found;
    }
    return std::nullopt;
  }

  Witness by_length(const std::vector<Row>& rows, const std::vector<TyId>& types, const Ty& seen, int depth) {
    TyId element = seen.args[0];
    std::size_t longest = 0;
    for (const Row& row : rows) {
      if (row[0].kind == Shape::Kind::Slice) longest = std::max(longest, row[0].parts.size() + (row[0].has_rest ? 0 : 1));
    }
    std::size_t first = 0, last = longest;
    bool is_array = seen.kind == TyKind::Array && program_.types[seen.args[1]].kind == TyKind::ConstValue;
    if (is_array) {
      unsigned __int128 length = program_.types[seen.args[1]].value;
      if (length > 64) return by_wild(rows, types, depth);
      first = last = static_cast<std::size_t>(length);
    }
    for (std::size_t length = first; length <= last; ++length) {
      // The longest stands for all that are at least as long.
      bool is_open = !is_array && length == last;
      std::vector<Row> inside;
      for (const Row& row : rows) {
        const Shape& shape = row[0];
        std::vector<Shape> parts(length);
        if (shape.kind == Shape::Kind::Slice) {
          bool fits = shape.has_rest ? shape.parts.size() <= length : shape.parts.size() == length && !is_open;
          if (!fits) continue;
          std::size_t suffix = shape.parts.size() - shape.prefix;
          for (std::size_t i = 0; i < shape.prefix; ++i) parts[i] = shape.parts[i];
          for (std::size_t i = 0; i < suffix; ++i) parts[length - suffix + i] = shape.parts[shape.prefix + i];
        } else if (shape.kind != Shape::Kind::Wild) {
          continue;
        }
        inside.push_back(rest_of(row, std::move(parts)));
      }
      std::vector<TyId> elements(length, element);
      Witness found = witness(std::move(inside), below(types, elements), depth + 1);
      if (!found) continue;
      std::string text = "[";
      for (std::size_t i = 0; i < length; ++i) text += concat(i ? ", " : "", (*found)[i]);
      if (is_open) text += length ? ", .." : "..";
      found->erase(found->begin(), found->begin() + static_cast<long>(length));
      found->insert(found->begin(), text + "]");
      return found;
    }
    return std::nullopt;
  }

  std::string struct_text(TyId ty, VariantIndex variant, const std::vector<std::string>& parts) {
    const Ty& seen = program_.types[ty];
    if (seen.kind == TyKind::Ref) return concat("&", parts.empty() ? "_" : parts[0]);
    std::string out;
    if (seen.kind == TyKind::Tuple) {
      out = "(";
      for (std::size_t i = 0; i < parts.size(); ++i) out += concat(i ? ", " : "", parts[i]);
      return out + (parts.size() == 1 ? ",)" : ")");
    }
    const AdtDef& adt = program_.adts.at(seen.adt());
    const VariantDef& def = adt.variants[variant];
    std::string name(program_.names.text(adt.name));
    bool is_prelude = seen.adt() == program_.lang.adt("Option") || seen.adt() == program_.lang.adt("Result");
    if (adt.kind == AdtKind::Enum) name = concat(is_prelude ? std::string() : name + "::", program_.names.text(def.name));
    if (def.fields_kind == syntax::FieldsKind::Unit) return name;
    bool is_tuple = def.fields_kind == syntax::FieldsKind::Tuple;
    bool all_wild = std::all_of(parts.begin(), parts.end(), [](const std::string& part) { return part == "_"; });
    if (!is_tuple && all_wild) return name + " { .. }";
    out = name + (is_tuple ? "(" : " { ");
    for (std::size_t i = 0; i < parts.size(); ++i) {
      out += i ? ", " : "";
      if (!is_tuple) out += concat(program_.names.text(def.fields[i].name), ": ");
      out += parts[i];
    }
    return out + (is_tuple ? ")" : " }");
  }

  std::string value_text(TyId ty, unsigned __int128 value) {
    const Ty& seen = program_.types[ty];
    if (seen.kind == TyKind::Char) {
      std::string out = "'";
      append_utf8(out, static_cast<char32_t>(value));
      return out + "'";
    }
    if (seen.kind == TyKind::Int && is_signed(seen.int_kind)) {
      int bits = bits_of(seen.int_kind);
      unsigned __int128 bias = static_cast<unsigned __int128>(1) << (bits - 1);
      return to_decimal(static_cast<__int128>(value - bias));
    }
    return to_decimal(value);
  }
  std::string range_text(TyId ty, unsigned __int128 first, unsigned __int128 last, unsigned __int128 low, unsigned __int128 high) {
    const Ty& seen = program_.types[ty];
    if (seen.kind == TyKind::Bool) return first == last ? (first ? "true" : "false") : "_";
    if (first == low && last == high) return "_";
    if (first == last) return value_text(ty, first);
    return concat(value_text(ty, first), "..=", value_text(ty, last));
  }

  Program& program_;
  std::uint64_t work_ = 0;
};

}  // namespace

bool is_uninhabited(Program& program, TyId id) {
  std::vector<TyId> around;
  std::function<bool(TyId)> empty = [&](TyId ty) -> bool {
    if (around.size() > 16 || std::find(around.begin(), around.end(), ty) != around.end()) return false;
    const Ty seen = program.types[ty];
    if (seen.kind == TyKind::Never) return true;
    around.push_back(ty);
    bool result = false;
    if (seen.kind == TyKind::Tuple) {
      for (TyId part : seen.args) result = result || empty(part);
    } else if (seen.kind == TyKind::Adt && program.adts.at(seen.adt()).kind != AdtKind::Union) {
      result = true;
      std::size_t count = program.adts.at(seen.adt()).variants.size();
      for (VariantIndex i = 0; i < count && result; ++i) {
        bool variant_empty = false;
        std::vector<FieldDef> fields = program.adts.at(seen.adt()).variants[i].fields;
        for (const FieldDef& field : fields) variant_empty = variant_empty || empty(normalize(program, substitute(program.types, field.ty, seen.args)));
        result = variant_empty;
      }
    }
    around.pop_back();
    return result;
  };
  return empty(id);
}

std::optional<std::string> uncovered(Program& program, const std::vector<Shape>& shapes, TyId ty) {
  std::vector<Row> rows;
  for (const Shape& shape : shapes) rows.push_back({shape});
  std::optional<std::vector<std::string>> found = Usefulness(program).witness(std::move(rows), {ty}, 0);
  if (!found) return std::nullopt;
  return (*found)[0];
}

}  // namespace sema
