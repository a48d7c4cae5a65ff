#include "lesson/markdown.h"

#include <md4c.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "lesson/answers.h"
#include "lesson/fence.h"
#include "lesson/html_tags.h"

namespace lesson {

namespace {

constexpr std::size_t max_depth = 48;  // deeper quotes, lists and emphasis are flattened
constexpr std::size_t nowhere = std::string::npos;

/// A block that is not finished, and how it came about.
struct OpenBlock {
  enum class Origin { Markdown, Html, Implicit } origin = Origin::Markdown;
  Block block;
  std::size_t begin = nowhere, end = 0;  // in the text
};

struct OpenInline {
  std::string html_name;  // empty for Markdown's own
  Inline item;
};

std::string attribute_text(const MD_ATTRIBUTE& attribute) {
  return attribute.text ? decode_entities({attribute.text, attribute.size}) : std::string();
}

/// mdBook's rule for the id of a heading.
std::string anchor_of(std::string_view heading) {
  std::string anchor;
  for (const char c : heading) {
    const auto byte = static_cast<unsigned char>(c);
    if (c >= 'A' && c <= 'Z') anchor += static_cast<char>(c - 'A' + 'a');
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || byte >= 0x80)
      anchor += c;
    else if (c == ' ' || c == '\t' || c == '\n') anchor += '-';
  }
  return anchor;
}

class Builder {
 public:
  Builder(const MappedText& text, FenceReading reading, int edition, diag::Diagnostics& diagnostics)
      : text_(text), reading_(reading), edition_(edition), diagnostics_(diagnostics) {
    stack_.emplace_back();  // the whole text
    stack_.front().block.kind = BlockKind::Quote;  // it holds blocks, not words
  }

  MarkdownParts take() {
    close_html();
    out_.blocks = std::move(stack_.front().block.children);
    for (Block& block : out_.blocks) join_lines(block);
    return std::move(out_);
  }

  void enter_block(MD_BLOCKTYPE type, void* detail) {
    if (type == MD_BLOCK_DOC) return;
    if (skipped_ > 0 || (stack_.size() >= max_depth && type != MD_BLOCK_P)) {
      if (skipped_++ == 0 && !is_depth_told_) {
        is_depth_told_ = true;
        complain(diag::Kind::LessonFile, here(), "quotes and lists are nested deeper than the limit");
      }
      return;
    }
    close_implicit();
    switch (type) {
      case MD_BLOCK_DOC: break;
      case MD_BLOCK_QUOTE: push(BlockKind::Quote); break;
      case MD_BLOCK_UL: push(BlockKind::List); break;
      case MD_BLOCK_OL:
        push(BlockKind::List).level =
            static_cast<int>(std::clamp(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start, 1u, 999999u));
        break;
      case MD_BLOCK_LI: {
        push(BlockKind::Item);
        const auto* item = static_cast<MD_BLOCK_LI_DETAIL*>(detail);
        if (item->is_task) add_text(item->task_mark == ' ' ? "\u2610 " : "\u2611 ");
        break;
      }
      case MD_BLOCK_HR: push(BlockKind::Rule); break;
      case MD_BLOCK_H:
        push(BlockKind::Heading).level = static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
        break;
      case MD_BLOCK_CODE: enter_code(*static_cast<MD_BLOCK_CODE_DETAIL*>(detail)); break;
      case MD_BLOCK_HTML:
        html_.clear();
        html_begin_ = nowhere;
        is_in_html_ = true;
        break;
      case MD_BLOCK_P: push(BlockKind::Paragraph); break;
      case MD_BLOCK_TABLE: push(BlockKind::Table); break;
      case MD_BLOCK_THEAD:
      case MD_BLOCK_TBODY: break;
      case MD_BLOCK_TR: top().rows.emplace_back(); break;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD: {
        Block& table = top();
        table.rows.back().cells.emplace_back();
        if (table.rows.size() == 1)
          table.alignments.push_back(alignment(static_cast<MD_BLOCK_TD_DETAIL*>(detail)->align));
        break;
      }
    }
  }

  void leave_block(MD_BLOCKTYPE type) {
    if (type == MD_BLOCK_DOC) return;
    if (skipped_ > 0) {
      --skipped_;
      return;
    }
    while (!inlines_.empty()) close_inline();  // HTML that was never closed
    switch (type) {
      case MD_BLOCK_DOC:
      case MD_BLOCK_THEAD:
      case MD_BLOCK_TBODY:
      case MD_BLOCK_TR:
      case MD_BLOCK_TH:
      case MD_BLOCK_TD: break;
      case MD_BLOCK_HTML:
        is_in_html_ = false;
        obey_html();
        break;
      case MD_BLOCK_CODE: leave_code(); break;
      case MD_BLOCK_QUOTE:
      case MD_BLOCK_UL:
      case MD_BLOCK_OL:
      case MD_BLOCK_LI:
      case MD_BLOCK_HR:
      case MD_BLOCK_H:
      case MD_BLOCK_P:
      case MD_BLOCK_TABLE:
        close_implicit();
        close_html();
        pop();
        break;
    }
  }

  void enter_span(MD_SPANTYPE type, void* detail) {
    OpenInline open;
    switch (type) {
      case MD_SPAN_EM:
      case MD_SPAN_U: open.item.kind = InlineKind::Emphasis; break;
      case MD_SPAN_STRONG: open.item.kind = InlineKind::Strong; break;
      case MD_SPAN_DEL: open.item.kind = InlineKind::Strikethrough; break;
      case MD_SPAN_CODE:
      case MD_SPAN_LATEXMATH:
      case MD_SPAN_LATEXMATH_DISPLAY: open.item.kind = InlineKind::Code; break;
      case MD_SPAN_A:
        open_link(open.item, static_cast<MD_SPAN_A_DETAIL*>(detail)->href, InlineKind::Link);
        break;
      case MD_SPAN_IMG:
        open_link(open.item, static_cast<MD_SPAN_IMG_DETAIL*>(detail)->src, InlineKind::Image);
        break;
      case MD_SPAN_WIKILINK:
        open_link(open.item, static_cast<MD_SPAN_WIKILINK_DETAIL*>(detail)->target, InlineKind::Link);
        break;
    }
    inlines_.push_back(std::move(open));
  }

  void leave_span() {
    while (inlines_.size() > 1 && !inlines_.back().html_name.empty()) close_inline();
    if (!inlines_.empty()) close_inline();
  }

  void add_piece(MD_TEXTTYPE type, const char* piece, std::size_t size) {
    note(piece, size);
    const std::string_view text(piece, size);
    switch (type) {
      case MD_TEXT_NORMAL: add_text(text); break;
      case MD_TEXT_NULLCHAR: add_text("\ufffd"); break;
      case MD_TEXT_BR: add_inline(Inline{InlineKind::LineBreak, {}, {}, {}}); break;
      case MD_TEXT_SOFTBR: add_text("\n"); break;
      case MD_TEXT_ENTITY: add_text(decode_entity(text)); break;
      case MD_TEXT_CODE:
      case MD_TEXT_LATEXMATH:
        if (is_in_code_) add_code(text);
        else add_text(text);
        break;
      case MD_TEXT_HTML:
        if (is_in_html_) {
          if (html_begin_ == nowhere) html_begin_ = last_begin_;
          html_ += text;
        } else {
          obey_inline_html(text);
        }
        break;
    }
  }

 private:
  const MappedText& text_;
  FenceReading reading_;
  int edition_;
  diag::Diagnostics& diagnostics_;
  MarkdownParts out_;
  std::vector<OpenBlock> stack_;
  std::vector<OpenInline> inlines_;
  std::size_t skipped_ = 0;
  bool is_depth_told_ = false;
  std::size_t last_begin_ = 0, last_end_ = 0;  // of the text met last
  bool is_in_code_ = false, is_in_html_ = false;
  std::string code_, info_;
  Span info_span_;
  std::vector<std::size_t> code_line_begins_;
  bool is_line_placed_ = false;
  std::string html_;
  std::size_t html_begin_ = nowhere;
  std::vector<std::uint32_t> waiting_quizzes_;  // met inside a paragraph
  std::map<std::string, int> anchors_;
  std::set<std::string> tags_told_;

  Block& top() { return stack_.back().block; }
  Span here() const { return text_.span(last_begin_, last_end_); }

  void complain(diag::Kind kind, Span span, std::string message) {
    diagnostics_.add(kind, span, std::move(message));
  }

  static int alignment(MD_ALIGN align) {
    switch (align) {
      case MD_ALIGN_DEFAULT: return 0;
      case MD_ALIGN_LEFT: return -1;
      case MD_ALIGN_CENTER: return 2;
      case MD_ALIGN_RIGHT: return 1;
    }
    return 0;
  }

  /// Remembers where a piece stands, if it is one of the source's own.
  void note(const char* piece, std::size_t size) {
    if (!is_own({piece, size})) return;
    last_begin_ = static_cast<std::size_t>(piece - text_.text().data());
    last_end_ = last_begin_ + size;
    for (std::size_t i = stack_.size(); i-- > 1 && stack_[i].begin == nowhere;)
      stack_[i].begin = last_begin_;
  }

  Block& push(BlockKind kind, OpenBlock::Origin origin = OpenBlock::Origin::Markdown) {
    OpenBlock open;
    open.origin = origin;
    open.block.kind = kind;
    stack_.push_back(std::move(open));
    return top();
  }

  void pop() {
    if (stack_.size() <= 1) return;
    OpenBlock open = std::move(stack_.back());
    stack_.pop_back();
    if (open.begin == nowhere) open.begin = last_end_;
    open.block.span = text_.span(open.begin, std::max(open.begin, last_end_));
    finish(open.block);
    const bool is_empty = open.block.kind == BlockKind::Paragraph && open.block.inlines.empty();
    if (!is_empty) top().children.push_back(std::move(open.block));
    for (const std::uint32_t number : waiting_quizzes_) add_quiz(number);
    waiting_quizzes_.clear();
  }

  void finish(Block& block) {
    if (block.kind == BlockKind::Heading) finish_heading(block);
    if (block.kind == BlockKind::Quote) finish_quote(block);
    if (block.kind != BlockKind::Paragraph) return;
    std::vector<Inline>& inlines = block.inlines;
    if (trimmed(plain_text(inlines)).empty() &&
        std::none_of(inlines.begin(), inlines.end(),
                     [](const Inline& item) { return item.kind != InlineKind::Text; }))
      inlines.clear();
    if (inlines.size() == 1 && inlines[0].kind == InlineKind::Image) block.kind = BlockKind::Image;
  }

  void finish_heading(Block& block) {
    std::string own_anchor;
    if (!block.inlines.empty() && block.inlines.back().kind == InlineKind::Text) {
      std::string& last = block.inlines.back().text;
      const std::size_t open = last.rfind('{');
      if (open != std::string::npos && last.back() == '}') {
        for (const std::string& word : read_words(last.substr(open + 1, last.size() - open - 2)))
          if (word.size() > 1 && word[0] == '#') own_anchor = word.substr(1);
        last.erase(open);
        last.erase(last.find_last_not_of(' ') + 1);
      }
    }
    const std::string base = own_anchor.empty() ? anchor_of(plain_text(block.inlines)) : own_anchor;
    const int count = anchors_[base]++;
    block.anchor = count == 0 ? base : concat(base, "-", count);
    if (count > 0 && !own_anchor.empty())
      complain(diag::Kind::LessonFile, block.span, concat("two headings have the anchor ", quoted(base)));
  }

  /// GitHub's alerts: a quote whose first line is "[!NOTE]".
  void finish_quote(Block& block) {
    if (block.children.empty() || block.children[0].kind != BlockKind::Paragraph) return;
    std::vector<Inline>& inlines = block.children[0].inlines;
    if (inlines.empty() || inlines[0].kind != InlineKind::Text) return;
    std::string& first = inlines[0].text;
    const std::size_t end = first.find(']');
    if (first.substr(0, 2) != "[!" || end == std::string::npos) return;
    std::string label;
    for (const char c : first.substr(2, end - 2))
      label += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (!trimmed(first.substr(end + 1, first.find('\n', end + 1) - end - 1)).empty()) return;
    static const std::set<std::string> known = {"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"};
    if (!known.count(label)) {
      complain(diag::Kind::LessonWarning, block.span, concat("unknown note ", quoted(first.substr(0, end + 1))));
      return;
    }
    block.kind = BlockKind::Note;
    block.label = label;
    const std::size_t line_end = first.find('\n');
    first.erase(0, line_end == std::string::npos ? first.size() : line_end + 1);
    if (first.empty()) inlines.erase(inlines.begin());
    if (inlines.empty()) block.children.erase(block.children.begin());
  }

  // --- Inlines

  /// Where inlines go: an open span, a cell, or a block; a list item or a quote gets a paragraph.
  std::vector<Inline>& sink() {
    if (!inlines_.empty()) return inlines_.back().item.children;
    if (top().kind == BlockKind::Table && !top().rows.empty() && !top().rows.back().cells.empty())
      return top().rows.back().cells.back();
    if (top().kind != BlockKind::Paragraph && top().kind != BlockKind::Heading)
      push(BlockKind::Paragraph, OpenBlock::Origin::Implicit);
    return top().inlines;
  }

  void add_inline(Inline item) { sink().push_back(std::move(item)); }

  void add_text(std::string_view text) {
    std::vector<Inline>& items = sink();
    if (items.empty() || items.back().kind != InlineKind::Text)
      items.push_back(Inline{InlineKind::Text, {}, {}, {}});
    items.back().text += text;
  }

  void open_link(Inline& item, const MD_ATTRIBUTE& attribute, InlineKind kind) {
    item.kind = kind;
    item.target = attribute_text(attribute);
    if (attribute.text) note(attribute.text, attribute.size);
    out_.links.push_back({item.target, kind == InlineKind::Image, here()});
  }

  void close_inline() {
    Inline item = std::move(inlines_.back().item);
    inlines_.pop_back();
    if (item.kind == InlineKind::Code || item.kind == InlineKind::Image) {
      item.text = plain_text(item.children);
      item.children.clear();
    }
    if (inlines_.size() >= max_depth) {  // flattened
      for (Inline& child : item.children) inlines_.back().item.children.push_back(std::move(child));
      return;
    }
    add_inline(std::move(item));
  }

  void close_implicit() {
    if (stack_.back().origin == OpenBlock::Origin::Implicit) pop();
  }

  // --- Code

  void enter_code(const MD_BLOCK_CODE_DETAIL& detail) {
    push(BlockKind::Code);
    is_in_code_ = true;
    code_.clear();
    code_line_begins_.clear();
    info_ = attribute_text(detail.info);
    if (detail.info.text && detail.info.size > 0) note(detail.info.text, detail.info.size);
    info_span_ = here();
  }

  bool is_own(std::string_view piece) const {
    const std::string& text = text_.text();
    return piece.data() >= text.data() && piece.data() + piece.size() <= text.data() + text.size();
  }

  /// md4c gives indentation and line ends as pieces of its own making, so where a line begins is known
  /// from its first piece that is the source's, and guessed for an empty line.
  void add_code(std::string_view piece) {
    if (code_.empty() || code_.back() == '\n') {
      code_line_begins_.push_back(is_own(piece) ? last_begin_ : ++last_end_);
      is_line_placed_ = false;
    }
    if (is_own(piece) && !is_line_placed_) {
      code_line_begins_.back() = last_begin_;
      is_line_placed_ = true;
    }
    code_ += piece;
  }

  void leave_code() {
    is_in_code_ = false;
    Block& block = top();
    FenceOptions options = read_fence_info(info_, info_span_, edition_, diagnostics_);
    block.label = options.language;
    if (options.language == "rust" && reading_ == FenceReading::AsPrograms) {
      std::vector<FenceLine> lines;
      for (const std::string_view line : split_lines(code_)) {
        const std::size_t index = lines.size();
        const std::size_t begin = index < code_line_begins_.size() ? code_line_begins_[index] : last_end_;
        lines.push_back({std::string(line), text_.span(begin, begin + line.size())});
      }
      out_.programs.push_back(read_program(std::move(options), lines, info_span_, diagnostics_));
      block.program = static_cast<std::uint32_t>(out_.programs.size());
    } else {
      block.text = std::move(code_);
    }
    code_.clear();
    pop();
  }

  // --- HTML

  void add_quiz(std::uint32_t number) {
    Block block;
    block.kind = BlockKind::Quiz;
    block.quiz = number + 1;
    block.span = here();
    out_.quiz_order.push_back(number);
    top().children.push_back(std::move(block));
  }

  static bool read_quiz_comment(std::string_view comment, std::uint32_t& number) {
    const std::vector<std::string> words = read_words(comment);
    if (words.size() != 2 || words[0] != "quiz") return false;
    const std::optional<std::uint32_t> read = read_number(words[1]);
    number = read.value_or(0);
    return read.has_value();
  }

  void tell_tag(const std::string& name, Span span) {
    if (tags_told_.insert(name).second)
      complain(diag::Kind::LessonWarning, span, concat("the HTML element `<", name, ">` is left out"));
  }

  static Inline image_of(const HtmlPiece& tag) {
    const auto value = [&](const char* key) {
      const auto found = tag.attributes.find(key);
      return found == tag.attributes.end() ? std::string() : found->second;
    };
    return Inline{InlineKind::Image, value("alt"), value("src"), {}};
  }

  void obey_inline_html(std::string_view html) {
    static const std::map<std::string, InlineKind> looks = {
        {"b", InlineKind::Strong},      {"strong", InlineKind::Strong}, {"i", InlineKind::Emphasis},
        {"em", InlineKind::Emphasis},   {"code", InlineKind::Code},     {"kbd", InlineKind::Code},
        {"del", InlineKind::Strikethrough}, {"s", InlineKind::Strikethrough}, {"a", InlineKind::Link}};
    static const std::set<std::string> plain = {"span", "sub", "sup", "u", "small", "abbr", "mark", "wbr"};
    for (const HtmlPiece& piece : cut_html(html)) {
      const auto look = looks.find(piece.name);
      std::uint32_t quiz = 0;
      if (piece.kind == HtmlPiece::Kind::Comment) {
        if (read_quiz_comment(piece.text, quiz)) {
          sink();  // the quiz follows the paragraph that it was met in
          waiting_quizzes_.push_back(quiz);
        }
      } else if (piece.kind == HtmlPiece::Kind::Text) {
        add_text(piece.text);
      } else if (piece.name == "br") {
        add_inline(Inline{InlineKind::LineBreak, {}, {}, {}});
      } else if (piece.name == "img" && piece.kind == HtmlPiece::Kind::Open) {
        add_inline(image_of(piece));
        out_.links.push_back({image_of(piece).target, true, here()});
      } else if (look != looks.end() && piece.kind == HtmlPiece::Kind::Open) {
        OpenInline open;
        open.html_name = piece.name;
        open.item.kind = look->second;
        if (const auto href = piece.attributes.find("href"); href != piece.attributes.end()) {
          open.item.target = href->second;
          out_.links.push_back({href->second, false, here()});
        }
        inlines_.push_back(std::move(open));
      } else if (look != looks.end()) {
        if (!inlines_.empty() && inlines_.back().html_name == piece.name) close_inline();
      } else if (!plain.count(piece.name)) {
        tell_tag(piece.name, here());
      }
    }
  }

  void obey_html() {
    bool is_in_summary = false;
    for (const HtmlPiece& piece : cut_html(html_)) {
      const std::size_t at = (html_begin_ == nowhere ? last_begin_ : html_begin_) + piece.begin;
      obey_html_piece(piece, text_.span(at, at + 1), is_in_summary);
    }
    close_implicit();
  }

  void obey_html_piece(const HtmlPiece& piece, Span span, bool& is_in_summary) {
    static const std::set<std::string> plain = {"p", "div", "center", "br", "span", "section", "figure",
                                                "figcaption", "a", "b", "i", "em", "strong", "code", "kbd"};
    const bool is_open = piece.kind == HtmlPiece::Kind::Open;
    std::uint32_t quiz = 0;
    switch (piece.kind) {
      case HtmlPiece::Kind::Comment:
        if (!read_quiz_comment(piece.text, quiz)) return;
        close_implicit();
        return add_quiz(quiz);
      case HtmlPiece::Kind::Text:
        if (is_in_summary) top().label += trimmed(piece.text);
        else if (!trimmed(piece.text).empty()) add_text(piece.text);
        return;
      case HtmlPiece::Kind::Open:
      case HtmlPiece::Kind::Close: break;
    }
    if (piece.name == "summary") {
      is_in_summary = is_open && top().kind == BlockKind::Details;
    } else if (piece.name == "details" && is_open) {
      close_implicit();
      if (stack_.size() >= max_depth) return;
      push(BlockKind::Details, OpenBlock::Origin::Html).span = span;
      stack_.back().begin = html_begin_ == nowhere ? last_begin_ : html_begin_ + piece.begin;
    } else if (piece.name == "div" && is_open && piece.attributes.count("class") &&
               piece.attributes.at("class") == "warning") {
      close_implicit();
      push(BlockKind::Note, OpenBlock::Origin::Html).label = "WARNING";
    } else if (piece.name == "details" || (piece.name == "div" && !is_open && is_html_note())) {
      close_implicit();
      if (stack_.back().origin == OpenBlock::Origin::Html) pop();
      else complain(diag::Kind::LessonFile, span, "`</details>` closes nothing that is open here");
    } else if (piece.name == "img" && is_open) {
      add_inline(image_of(piece));
      out_.links.push_back({image_of(piece).target, true, span});
      close_implicit();
    } else if (piece.name == "hr") {
      close_implicit();
      push(BlockKind::Rule);
      pop();
    } else if (!plain.count(piece.name)) {
      tell_tag(piece.name, span);
    }
  }

  bool is_html_note() const {
    const OpenBlock& last = stack_.back();
    const OpenBlock& open =
        last.origin == OpenBlock::Origin::Implicit && stack_.size() > 1 ? stack_[stack_.size() - 2] : last;
    return open.origin == OpenBlock::Origin::Html && open.block.kind == BlockKind::Note;
  }

  /// A container ends: what HTML left open in it ends too.
  void close_html() {
    close_implicit();
    while (stack_.back().origin == OpenBlock::Origin::Html) {
      const std::size_t begin = stack_.back().begin == nowhere ? last_begin_ : stack_.back().begin;
      complain(diag::Kind::LessonFile, text_.span(begin, begin + 1),
               stack_.back().block.kind == BlockKind::Details ? "`<details>` is never closed"
                                                              : "`<div>` is never closed");
      pop();
    }
  }

  static void join_lines(std::vector<Inline>& inlines) {
    for (Inline& item : inlines) {
      std::replace(item.text.begin(), item.text.end(), '\n', ' ');
      join_lines(item.children);
    }
  }

  static void join_lines(Block& block) {
    join_lines(block.inlines);
    for (TableRow& row : block.rows)
      for (std::vector<Inline>& cell : row.cells) join_lines(cell);
    for (Block& child : block.children) join_lines(child);
  }
};

Builder& builder_of(void* userdata) { return *static_cast<Builder*>(userdata); }

}  // namespace

std::string plain_text(const std::vector<Inline>& inlines) {
  std::string out;
  for (const Inline& item : inlines) {
    out += item.kind == InlineKind::LineBreak ? " " : item.text;
    out += plain_text(item.children);
  }
  return out;
}

MarkdownParts parse_markdown(const MappedText& text, FenceReading reading, int edition,
                             diag::Diagnostics& diagnostics) {
  Builder builder(text, reading, edition, diagnostics);
  MD_PARSER parser = {};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* userdata) {
    builder_of(userdata).enter_block(type, detail);
    return 0;
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* userdata) {
    builder_of(userdata).leave_block(type);
    return 0;
  };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* userdata) {
    builder_of(userdata).enter_span(type, detail);
    return 0;
  };
  parser.leave_span = [](MD_SPANTYPE, void*, void* userdata) {
    builder_of(userdata).leave_span();
    return 0;
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* piece, MD_SIZE size, void* userdata) {
    builder_of(userdata).add_piece(type, piece, size);
    return 0;
  };
  md_parse(text.text().data(), static_cast<MD_SIZE>(text.text().size()), &parser, &builder);
  return builder.take();
}

}  // namespace lesson
