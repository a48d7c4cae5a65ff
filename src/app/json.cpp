#include "app/json.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "base/text.h"

namespace app {
namespace {

constexpr int deepest = 40;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::optional<Json> read_all() {
    Json value;
    if (!read(value, 0)) return std::nullopt;
    skip_space();
    if (at_ != text_.size()) return std::nullopt;
    return value;
  }

 private:
  void skip_space() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos)
      ++at_;
  }
  bool take(char wanted) {
    skip_space();
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }
  bool take_word(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  bool read(Json& out, int depth) {
    skip_space();
    if (at_ >= text_.size() || depth > deepest) return false;
    switch (text_[at_]) {
      case '{': return read_object(out, depth);
      case '[': return read_array(out, depth);
      case '"': {
        std::string text;
        if (!read_string(text)) return false;
        out = Json(std::move(text));
        return true;
      }
      case 't': out = Json(true); return take_word("true");
      case 'f': out = Json(false); return take_word("false");
      case 'n': out = Json(); return take_word("null");
      default: return read_number(out);
    }
  }

  bool read_object(Json& out, int depth) {
    ++at_;
    Json::Object members;
    if (!take('}')) {
      do {
        skip_space();
        std::string name;
        Json value;
        if (!read_string(name) || !take(':') || !read(value, depth + 1)) return false;
        members[std::move(name)] = std::move(value);
      } while (take(','));
      if (!take('}')) return false;
    }
    out = Json(std::move(members));
    return true;
  }

  bool read_array(Json& out, int depth) {
    ++at_;
    Json::Array items;
    if (!take(']')) {
      do {
        Json value;
        if (!read(value, depth + 1)) return false;
        items.push_back(std::move(value));
      } while (take(','));
      if (!take(']')) return false;
    }
    out = Json(std::move(items));
    return true;
  }

  bool read_number(Json& out) {
    const std::string digits(text_.substr(at_, 40));
    char* end = nullptr;
    const double value = std::strtod(digits.c_str(), &end);
    if (end == digits.c_str() || !std::isfinite(value)) return false;
    at_ += static_cast<std::size_t>(end - digits.c_str());
    out = Json(value);
    return true;
  }

  bool read_hex(char32_t& out) {
    if (at_ + 4 > text_.size()) return false;
    out = 0;
    for (int i = 0; i < 4; ++i) {
      const char c = text_[at_++];
      const int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0) return false;
      out = out * 16 + static_cast<char32_t>(digit);
    }
    return true;
  }

  bool read_string(std::string& out) {
    if (at_ >= text_.size() || text_[at_] != '"') return false;
    ++at_;
    while (at_ < text_.size()) {
      const char c = text_[at_++];
      if (c == '"') return true;
      if (c != '\\') {
        out += c;
        continue;
      }
      if (at_ >= text_.size()) return false;
      switch (const char escaped = text_[at_++]) {
        case 'n': out += '\n'; break;
        case 't': out += '\t'; break;
        case 'r': out += '\r'; break;
        case 'b': out += '\b'; break;
        case 'f': out += '\f'; break;
        case 'u': {
          char32_t scalar = 0, low = 0;
          if (!read_hex(scalar)) return false;
          if (scalar >= 0xD800 && scalar < 0xDC00 && take_word("\\u")) {
            if (!read_hex(low)) return false;
            scalar = 0x10000 + ((scalar - 0xD800) << 10) + (low - 0xDC00);
          }
          append_utf8(out, scalar);
          break;
        }
        default: out += escaped;
      }
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

const Json null_json;

}  // namespace

const Json& Json::operator[](std::string_view name) const {
  const Object* members = object();
  if (!members) return null_json;
  const auto found = members->find(name);
  return found == members->end() ? null_json : found->second;
}

std::string Json::text_or(std::string_view otherwise) const {
  return string() ? *string() : std::string(otherwise);
}
double Json::number_or(double otherwise) const { return number() ? *number() : otherwise; }
bool Json::boolean_or(bool otherwise) const { return boolean() ? *boolean() : otherwise; }

std::string json_quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (byte < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", byte);
      out += escape;
    } else {
      out += c;
    }
  }
  return out + '"';
}

void Json::print_to(std::string& out) const {
  if (const bool* truth = boolean()) {
    out += *truth ? "true" : "false";
  } else if (const double* value = number()) {
    char digits[32];
    std::snprintf(digits, sizeof digits, *value == std::floor(*value) && std::fabs(*value) < 1e15 ? "%.0f" : "%.6g", *value);
    out += digits;
  } else if (const std::string* text = string()) {
    out += json_quoted(*text);
  } else if (const Array* items = array()) {
    out += '[';
    for (std::size_t i = 0; i < items->size(); ++i) {
      if (i > 0) out += ',';
      (*items)[i].print_to(out);
    }
    out += ']';
  } else if (const Object* members = object()) {
    out += '{';
    bool is_first = true;
    for (const auto& member : *members) {
      if (!is_first) out += ',';
      is_first = false;
      out += json_quoted(member.first);
      out += ':';
      member.second.print_to(out);
    }
    out += '}';
  } else {
    out += "null";
  }
}

std::string Json::print() const {
  std::string out;
  print_to(out);
  return out;
}

std::optional<Json> parse_json(std::string_view text) { return Reader(text).read_all(); }

}  // namespace app
