#pragma once
// JSON as a value, as much as stored progress and messages to the browser need. Numbers are doubles;
// the order of an object's members is that of their names, so that equal values print alike.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace app {

class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::map<std::string, Json, std::less<>>;

  Json() = default;
  Json(bool value) : value_(value) {}
  Json(double value) : value_(value) {}
  Json(int value) : value_(static_cast<double>(value)) {}
  Json(std::uint32_t value) : value_(static_cast<double>(value)) {}
  Json(std::string value) : value_(std::move(value)) {}
  Json(std::string_view value) : value_(std::string(value)) {}
  Json(const char* value) : value_(std::string(value)) {}
  Json(Array value) : value_(std::move(value)) {}
  Json(Object value) : value_(std::move(value)) {}

  bool is_null() const { return value_.index() == 0; }
  const Object* object() const { return std::get_if<Object>(&value_); }
  const Array* array() const { return std::get_if<Array>(&value_); }
  const std::string* string() const { return std::get_if<std::string>(&value_); }
  const double* number() const { return std::get_if<double>(&value_); }
  const bool* boolean() const { return std::get_if<bool>(&value_); }

  /// A member of an object; null if there is none, or if this is no object.
  const Json& operator[](std::string_view name) const;
  std::string text_or(std::string_view otherwise) const;
  double number_or(double otherwise) const;
  bool boolean_or(bool otherwise) const;

  std::string print() const;

 private:
  void print_to(std::string& out) const;
  std::variant<std::monostate, bool, double, std::string, Array, Object> value_;
};

/// The text as it stands in JSON, with its quotes.
std::string json_quoted(std::string_view text);
/// Nothing if the text is not JSON, or is nested deeper than any of ours.
std::optional<Json> parse_json(std::string_view text);

}  // namespace app
