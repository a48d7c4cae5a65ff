#pragma once
// The little HTML that Markdown authors mix in, cut into tags and text.

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lesson {

struct HtmlPiece {
  enum class Kind { Text, Open, Close, Comment } kind = Kind::Text;
  std::string name;                          // of a tag, in lower case
  std::map<std::string, std::string> attributes;
  std::string text;                          // of Text and Comment
  std::size_t begin = 0;                     // in the string that was cut
};

std::vector<HtmlPiece> cut_html(std::string_view html);

/// The characters of an entity such as "&amp;" or "&#8594;"; the text itself if it is unknown.
std::string decode_entity(std::string_view entity);
/// A text with all its entities decoded.
std::string decode_entities(std::string_view text);

}  // namespace lesson
