#include "lesson/html_reader.h"

#include <map>

#include "base/text.h"
#include "lesson/answers.h"

namespace lesson {

namespace {

/// The number in the comment that a `{{#quiz}}` left.
std::optional<std::uint32_t> quiz_number(std::string_view comment) {
  const std::vector<std::string> words = read_words(comment);
  if (words.size() != 2 || words[0] != "quiz") return std::nullopt;
  return read_number(words[1]);
}

std::string attribute(const HtmlPiece& tag, const char* name) {
  const auto found = tag.attributes.find(name);
  return found == tag.attributes.end() ? std::string() : found->second;
}

const std::map<std::string, InlineKind>& inline_looks() {
  static const std::map<std::string, InlineKind> looks = {
      {"b", InlineKind::Strong},   {"strong", InlineKind::Strong}, {"i", InlineKind::Emphasis},
      {"em", InlineKind::Emphasis}, {"code", InlineKind::Code},    {"kbd", InlineKind::Code},
      {"del", InlineKind::Strikethrough}, {"s", InlineKind::Strikethrough}, {"a", InlineKind::Link}};
  return looks;
}

/// Elements whose contents are shown as if they were not there.
bool is_plain(const std::string& name) {
  static const std::set<std::string> plain = {"p", "div", "center", "br", "span", "section", "figure",
                                              "figcaption", "sub", "sup", "u", "small", "abbr", "mark", "wbr"};
  return plain.count(name) > 0;
}

}  // namespace

void HtmlReader::tell(const std::string& name, Span span) {
  if (told_.insert(name).second)
    builder_.complain(diag::Kind::LessonWarning, span, concat("the HTML element `<", name, ">` is left out"));
}

void HtmlReader::add_image(const HtmlPiece& tag, Span span) {
  const std::string target = attribute(tag, "src");
  builder_.add_inline(Inline{InlineKind::Image, attribute(tag, "alt"), target, {}});
  builder_.parts().links.push_back({target, true, span});
}

void HtmlReader::read_inline(std::string_view html) {
  for (const HtmlPiece& piece : cut_html(html)) {
    switch (piece.kind) {
      case HtmlPiece::Kind::Comment:
        if (const auto number = quiz_number(piece.text)) builder_.add_quiz_after(*number);
        break;
      case HtmlPiece::Kind::Text: builder_.add_text(piece.text); break;
      case HtmlPiece::Kind::Open:
      case HtmlPiece::Kind::Close: read_inline_tag(piece); break;
    }
  }
}

void HtmlReader::read_inline_tag(const HtmlPiece& tag) {
  const bool is_open = tag.kind == HtmlPiece::Kind::Open;
  const auto look = inline_looks().find(tag.name);
  if (look != inline_looks().end()) {
    if (!is_open) {
      if (builder_.is_inline_open(tag.name)) builder_.close_inline();
      return;
    }
    const std::string target = attribute(tag, "href");
    if (!target.empty()) builder_.parts().links.push_back({target, false, builder_.here()});
    builder_.open_inline(Inline{look->second, {}, target, {}}, tag.name);
  } else if (tag.name == "br") {
    builder_.add_inline(Inline{InlineKind::LineBreak, {}, {}, {}});
  } else if (tag.name == "img" && is_open) {
    add_image(tag, builder_.here());
  } else if (!is_plain(tag.name)) {
    tell(tag.name, builder_.here());
  }
}

void HtmlReader::read_block(std::string_view html, std::size_t begin) {
  is_in_summary_ = false;
  for (const HtmlPiece& piece : cut_html(html)) {
    switch (piece.kind) {
      case HtmlPiece::Kind::Comment:
        if (const auto number = quiz_number(piece.text)) {
          builder_.close_implicit();
          builder_.add_quiz(*number);
        }
        break;
      case HtmlPiece::Kind::Text:
        if (is_in_summary_) builder_.top().label += trimmed(piece.text);
        else if (!trimmed(piece.text).empty()) builder_.add_text(piece.text);
        break;
      case HtmlPiece::Kind::Open:
      case HtmlPiece::Kind::Close: read_block_tag(piece, begin + piece.begin); break;
    }
  }
  builder_.close_inlines();
  builder_.close_implicit();
}

void HtmlReader::read_block_tag(const HtmlPiece& tag, std::size_t at) {
  const bool is_open = tag.kind == HtmlPiece::Kind::Open;
  const Span span = builder_.span(at, at + 1);
  const auto open_block = [&](BlockKind kind) {
    builder_.close_implicit();
    if (builder_.depth() >= max_nesting) return;
    builder_.push(kind, BlockBuilder::Origin::Html);
    builder_.set_begin(at);
  };
  const auto close_block = [&](BlockKind kind) {
    if (!builder_.is_html_open(kind)) return false;
    builder_.close_implicit();
    builder_.pop();
    return true;
  };
  if (tag.name == "summary") {
    is_in_summary_ = is_open && builder_.top().kind == BlockKind::Details;
  } else if (tag.name == "details" && is_open) {
    open_block(BlockKind::Details);
  } else if (tag.name == "details") {
    if (!close_block(BlockKind::Details))
      builder_.complain(diag::Kind::LessonFile, span, "`</details>` closes nothing that is open here");
  } else if (tag.name == "div" && is_open && attribute(tag, "class") == "warning") {  // mdBook's
    open_block(BlockKind::Note);
    if (builder_.is_html_open(BlockKind::Note)) builder_.top().label = "WARNING";
  } else if (tag.name == "div" && !is_open) {
    close_block(BlockKind::Note);
  } else if (tag.name == "img" && is_open) {
    add_image(tag, span);
    builder_.close_implicit();
  } else if (tag.name == "hr") {
    builder_.close_implicit();
    builder_.push(BlockKind::Rule);
    builder_.pop();
  } else if (inline_looks().count(tag.name)) {
    if (!is_in_summary_) read_inline_tag(tag);
  } else if (!is_plain(tag.name)) {
    tell(tag.name, span);
  }
}

}  // namespace lesson
