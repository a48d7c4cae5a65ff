#pragma once
// Writes JSON from front to back, members in the order in which they are written.

#include <cstdint>
#include <string>
#include <string_view>

namespace cli {

class JsonWriter {
 public:
  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  /// The name of the member whose value comes next.
  JsonWriter& name(std::string_view name);
  JsonWriter& text(std::string_view value);
  JsonWriter& number(std::int64_t value);
  JsonWriter& decimal(double value);
  JsonWriter& boolean(bool value);

  // A member in one call.
  JsonWriter& text(std::string_view member, std::string_view value) { return name(member).text(value); }
  JsonWriter& number(std::string_view member, std::uint64_t value) {
    return name(member).number(static_cast<std::int64_t>(value));
  }
  JsonWriter& boolean(std::string_view member, bool value) { return name(member).boolean(value); }

  const std::string& out() const { return out_; }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();

  std::string out_;
  bool needs_comma_ = false;
};

}  // namespace cli
