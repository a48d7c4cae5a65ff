#include "lesson/toml_file.h"

#include "base/text.h"

namespace lesson {

namespace {

/// The byte of a one-based line and column; the column counts code points.
std::uint32_t offset_of(const SourceFile& file, toml::source_position position) {
  if (position.line == 0 || position.line > file.line_starts.size()) return 0;
  const std::string& text = *file.text;
  std::size_t at = file.line_starts[position.line - 1];
  for (toml::source_index column = 1; column < position.column && at < text.size() && text[at] != '\n'; ++column)
    do ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80);
  return static_cast<std::uint32_t>(at);
}

std::string_view type_name(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::none: return "nothing";
    case toml::node_type::table: return "a table";
    case toml::node_type::array: return "a list";
    case toml::node_type::string: return "a text";
    case toml::node_type::integer: return "a number";
    case toml::node_type::floating_point: return "a number with a point";
    case toml::node_type::boolean: return "true or false";
    case toml::node_type::date:
    case toml::node_type::time:
    case toml::node_type::date_time: return "a date";
  }
  return "";
}

}  // namespace

Span TomlContext::span(const toml::source_region& region) const {
  const SourceFile& source = sources.file(file);
  const std::uint32_t begin = offset_of(source, region.begin);
  const std::uint32_t end = offset_of(source, region.end);
  // A table's region is its head or nothing; one line is enough to point at.
  const std::size_t line_end = std::min(source.text->find('\n', begin), source.text->size());
  return {file, begin, std::min<std::uint32_t>(std::max(begin, end), static_cast<std::uint32_t>(line_end)), {}};
}

void TomlContext::complain(Span span, std::string message, std::string help) const {
  diagnostics.add(diag::Kind::LessonFile, span, std::move(message)).help = std::move(help);
}

std::optional<toml::table> parse_toml(const TomlContext& context, std::string_view text) {
  toml::parse_result result = toml::parse(text);
  if (result) return std::move(result).table();
  const toml::parse_error& error = result.error();
  context.complain(context.span(error.source()), concat("this is not TOML: ", error.description()));
  return std::nullopt;
}

TomlTable::TomlTable(const TomlContext& context, const toml::table& table, std::string name)
    : context_(context), table_(table), name_(std::move(name)) {}

Span TomlTable::span_of(std::string_view key) const {
  const auto found = table_.find(key);
  if (found == table_.end()) return span();
  const Span of_key = context_.span(found->first.source());
  const Span of_value = context_.span(found->second.source());
  // A dotted key's value of table type has no place of its own.
  return of_value.begin > of_key.begin ? of_value : of_key;
}

const toml::node* TomlTable::node(std::string_view key) {
  asked_.emplace(key);
  return table_.get(key);
}

std::optional<std::string> TomlTable::text(std::string_view key) {
  const toml::node* value = node(key);
  if (!value) return std::nullopt;
  if (const auto* text = value->as_string()) return text->get();
  complain_type(key, "a text");
  return std::nullopt;
}

std::optional<bool> TomlTable::boolean(std::string_view key) {
  const toml::node* value = node(key);
  if (!value) return std::nullopt;
  if (const auto* boolean = value->as_boolean()) return boolean->get();
  complain_type(key, "true or false");
  return std::nullopt;
}

std::optional<std::int64_t> TomlTable::number(std::string_view key) {
  const toml::node* value = node(key);
  if (!value) return std::nullopt;
  if (const auto* number = value->as_integer()) return number->get();
  complain_type(key, "a number");
  return std::nullopt;
}

std::optional<std::vector<std::string>> TomlTable::texts(std::string_view key) {
  const toml::node* value = node(key);
  if (!value) return std::nullopt;
  std::vector<std::string> texts;
  if (const auto* text = value->as_string()) {
    texts.push_back(text->get());
    return texts;
  }
  const toml::array* list = value->as_array();
  if (!list) {
    complain_type(key, "a text or a list of texts");
    return std::nullopt;
  }
  for (const toml::node& item : *list) {
    if (const auto* text = item.as_string()) texts.push_back(text->get());
    else
      context_.complain(context_.span(item.source()),
                        concat("expected a text, found ", type_name(item)));
  }
  return texts;
}

const toml::table* TomlTable::table(std::string_view key) {
  const toml::node* value = node(key);
  if (value && !value->is_table()) complain_type(key, "a table");
  return value ? value->as_table() : nullptr;
}

const toml::array* TomlTable::array(std::string_view key) {
  const toml::node* value = node(key);
  if (value && !value->is_array()) complain_type(key, "a list");
  return value ? value->as_array() : nullptr;
}

void TomlTable::complain(std::string_view key, std::string message, std::string help) const {
  context_.complain(span_of(key), std::move(message), std::move(help));
}

void TomlTable::complain_type(std::string_view key, std::string_view wanted) const {
  complain(key, concat(quoted(key), " is ", type_name(*table_.get(key)), ", expected ", wanted));
}

void TomlTable::complain_missing(std::string_view key) const {
  context_.complain(span(), concat(name_, " has no ", quoted(key)));
}

void TomlTable::finish() const {
  const std::vector<std::string_view> known(asked_.begin(), asked_.end());
  for (const auto& [key, value] : table_) {
    if (asked_.count(key.str())) continue;
    const std::string_view near = nearest_word(key.str(), known);
    diag::Diagnostic& item = context_.diagnostics.add(diag::Kind::LessonWarning, context_.span(key.source()),
                                                      concat("unknown key ", quoted(key.str()), " in ", name_));
    if (!near.empty()) item.with_help(concat("did you mean ", quoted(near), "?"));
  }
}

}  // namespace lesson
