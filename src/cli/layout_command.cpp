// crabglass layout FILE.rs: where the fields of the student's types lie.

#include <algorithm>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/program.h"
#include "run/layouts.h"

namespace cli {

namespace {

std::string range(std::uint64_t offset, std::uint64_t size) {
  std::string text = concat(offset, "..", offset + size);
  text.resize(std::max<std::size_t>(text.size(), 10), ' ');
  return text;
}

/// Fields by where they stand, with the gaps between them.
void print_fields(const run::VariantLayout& variant, const std::string& indent) {
  std::vector<run::FieldLayout> fields = variant.fields;
  std::stable_sort(fields.begin(), fields.end(), [](const auto& a, const auto& b) { return a.offset < b.offset; });
  for (const run::FieldLayout& field : fields)
    print_out(concat(indent, range(field.offset, field.size), field.name, ": ", field.type, "\n"));
}

void print_type(const run::TypeLayout& type) {
  print_out(concat(type.kind, " ", type.name, ": ", type.is_sized ? "" : "at least ", type.size, " bytes, align ",
                   type.align, "\n"));
  if (type.tag)
    print_out(concat("  ", range(type.tag->offset, type.tag->size),
                     type.tag->is_niche ? "tells the variant, by values that the field there cannot have\n" : "tag\n"));
  for (const run::VariantLayout& variant : type.variants) {
    if (!variant.name.empty()) print_out(concat("  ", variant.name, "\n"));
    print_fields(variant, variant.name.empty() ? "  " : "    ");
  }
}

void write_type(JsonWriter& json, const run::TypeLayout& type) {
  json.begin_object().text("name", type.name).text("kind", type.kind).number("line", type.place.line);
  json.number("size", type.size).number("align", type.align).boolean("sized", type.is_sized);
  if (type.tag)
    json.name("tag").begin_object().text("kind", type.tag->is_niche ? "niche" : "tag").number("offset", type.tag->offset)
        .number("size", type.tag->size).end_object();
  json.name("variants").begin_array();
  for (const run::VariantLayout& variant : type.variants) {
    json.begin_object().text("name", variant.name).name("fields").begin_array();
    for (const run::FieldLayout& field : variant.fields)
      json.begin_object().text("name", field.name).text("type", field.type).number("offset", field.offset)
          .number("size", field.size).end_object();
    json.end_array().end_object();
  }
  json.end_array().end_object();
}

}  // namespace

int layout_command(Arguments arguments) { return list_command(arguments, "types", run::type_layouts, write_type, print_type); }

}  // namespace cli
