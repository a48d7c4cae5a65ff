#include "lesson/html_tags.h"

#include <algorithm>
#include <cstdint>

#include "base/text.h"

namespace lesson {

namespace {

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// `name="value"`, `name=value` and `name` between a tag's name and its end.
std::map<std::string, std::string> read_attributes(std::string_view text) {
  std::map<std::string, std::string> attributes;
  std::size_t at = 0;
  while (at < text.size()) {
    if (!is_name_character(text[at])) {
      ++at;
      continue;
    }
    const std::size_t name_begin = at;
    while (at < text.size() && is_name_character(text[at])) ++at;
    std::string name = lower(text.substr(name_begin, at - name_begin));
    std::string value;
    if (at < text.size() && text[at] == '=') {
      ++at;
      const char quote = at < text.size() && (text[at] == '"' || text[at] == '\'') ? text[at++] : ' ';
      const std::size_t end = std::min(text.find(quote, at), text.size());
      value = decode_entities(text.substr(at, end - at));
      at = end + 1;
    }
    attributes.emplace(std::move(name), std::move(value));
  }
  return attributes;
}

struct Entity {
  std::string_view name, text;
};
constexpr Entity entities[] = {
    {"amp", "&"},       {"lt", "<"},        {"gt", ">"},        {"quot", "\""},     {"apos", "'"},
    {"nbsp", "\u00a0"}, {"copy", "\u00a9"}, {"times", "\u00d7"}, {"middot", "\u00b7"}, {"ndash", "\u2013"},
    {"mdash", "\u2014"}, {"lsquo", "\u2018"}, {"rsquo", "\u2019"}, {"ldquo", "\u201c"}, {"rdquo", "\u201d"},
    {"bull", "\u2022"}, {"hellip", "\u2026"}, {"larr", "\u2190"}, {"uarr", "\u2191"}, {"rarr", "\u2192"},
    {"darr", "\u2193"}, {"harr", "\u2194"}, {"ne", "\u2260"},   {"le", "\u2264"},   {"ge", "\u2265"},
    {"check", "\u2713"}, {"forall", "\u2200"}, {"exist", "\u2203"}, {"lambda", "\u03bb"}, {"shy", ""},
};

}  // namespace

std::string decode_entity(std::string_view entity) {
  if (entity.size() < 3 || entity.front() != '&' || entity.back() != ';') return std::string(entity);
  const std::string_view name = entity.substr(1, entity.size() - 2);
  if (name[0] == '#') {
    const bool is_hex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    const std::string_view digits = name.substr(is_hex ? 2 : 1);
    std::uint32_t scalar = 0;
    if (digits.empty() || digits.size() > 7) return std::string(entity);
    for (const char c : digits) {
      const int digit = c >= '0' && c <= '9'             ? c - '0'
                        : is_hex && c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : is_hex && c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                         : -1;
      if (digit < 0) return std::string(entity);
      scalar = scalar * (is_hex ? 16 : 10) + static_cast<std::uint32_t>(digit);
    }
    const bool is_scalar = scalar != 0 && scalar < 0x110000 && (scalar < 0xd800 || scalar > 0xdfff);
    std::string out;
    append_utf8(out, is_scalar ? scalar : 0xfffd);
    return out;
  }
  for (const Entity& known : entities)
    if (known.name == name) return std::string(known.text);
  return std::string(entity);
}

std::string decode_entities(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t begin = std::min(text.find('&'), text.size());
    out += text.substr(0, begin);
    text.remove_prefix(begin);
    if (text.empty()) break;
    const std::size_t end = text.find(';');
    if (end == std::string_view::npos || end > 40) {
      out += '&';
      text.remove_prefix(1);
    } else {
      out += decode_entity(text.substr(0, end + 1));
      text.remove_prefix(end + 1);
    }
  }
  return out;
}

std::vector<HtmlPiece> cut_html(std::string_view html) {
  std::vector<HtmlPiece> pieces;
  std::size_t at = 0;
  const auto add_text = [&](std::size_t begin, std::size_t end) {
    if (end <= begin) return;
    HtmlPiece piece;
    piece.text = decode_entities(html.substr(begin, end - begin));
    piece.begin = begin;
    pieces.push_back(std::move(piece));
  };
  while (at < html.size()) {
    const std::size_t open = html.find('<', at);
    if (open == std::string_view::npos || open + 1 >= html.size()) {
      add_text(at, html.size());
      break;
    }
    HtmlPiece piece;
    piece.begin = open;
    if (html.substr(open, 4) == "<!--") {
      add_text(at, open);
      const std::size_t end = std::min(html.find("-->", open + 4), html.size());
      piece.kind = HtmlPiece::Kind::Comment;
      piece.text = trimmed(html.substr(open + 4, end - open - 4));
      pieces.push_back(std::move(piece));
      at = std::min(end + 3, html.size());
      continue;
    }
    const std::size_t close = html.find('>', open);
    const bool is_closing = html[open + 1] == '/';
    std::size_t name_end = open + (is_closing ? 2 : 1);
    const std::size_t name_begin = name_end;
    while (name_end < html.size() && is_name_character(html[name_end])) ++name_end;
    if (close == std::string_view::npos || name_end == name_begin) {  // a lone "<"
      add_text(at, open + 1);
      at = open + 1;
      continue;
    }
    add_text(at, open);
    piece.kind = is_closing ? HtmlPiece::Kind::Close : HtmlPiece::Kind::Open;
    piece.name = lower(html.substr(name_begin, name_end - name_begin));
    piece.attributes = read_attributes(html.substr(name_end, close - std::min(name_end, close)));
    pieces.push_back(std::move(piece));
    at = close + 1;
  }
  return pieces;
}

}  // namespace lesson
