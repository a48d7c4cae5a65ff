#pragma once
// TOML with spans. A wrapper of toml++ that reads a table key by key, notes each mistake where it
// stands, and tells which keys nobody asked for.

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_map.h"
#include "diag/diagnostic.h"

namespace lesson {

/// Where the errors of one TOML file go.
struct TomlContext {
  const SourceMap& sources;
  diag::Diagnostics& diagnostics;
  FileId file;

  Span span(const toml::source_region& region) const;
  void complain(Span span, std::string message, std::string help = {}) const;
};

/// The file's root table; none, with a diagnostic, if the text is not TOML.
std::optional<toml::table> parse_toml(const TomlContext& context, std::string_view text);

/// One table under reading. Every getter gives none for a missing key, and for a value of another type
/// after a diagnostic.
class TomlTable {
 public:
  /// `name` is the table as a diagnostic calls it: "`prompt`", "the question".
  TomlTable(const TomlContext& context, const toml::table& table, std::string name);

  bool has(std::string_view key) const { return table_.contains(key); }
  Span span() const { return context_.span(table_.source()); }
  Span span_of(std::string_view key) const;
  std::optional<std::string> text(std::string_view key);
  std::optional<bool> boolean(std::string_view key);
  std::optional<std::int64_t> number(std::string_view key);
  /// One text or a list of texts, as a list.
  std::optional<std::vector<std::string>> texts(std::string_view key);
  const toml::table* table(std::string_view key);
  const toml::array* array(std::string_view key);
  /// The value of any type; counts as asked for.
  const toml::node* node(std::string_view key);

  void complain(std::string_view key, std::string message, std::string help = {}) const;
  void complain_missing(std::string_view key) const;
  /// Says which keys nobody has asked for, as warnings.
  void finish() const;

 private:
  const TomlContext& context_;
  const toml::table& table_;
  std::string name_;
  std::set<std::string, std::less<>> asked_;

  void complain_type(std::string_view key, std::string_view wanted) const;
};

}  // namespace lesson
