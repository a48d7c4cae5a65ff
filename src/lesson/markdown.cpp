#include "lesson/markdown.h"

#include <md4c.h>

#include <algorithm>

#include "base/text.h"
#include "lesson/block_builder.h"
#include "lesson/fence.h"
#include "lesson/html_reader.h"
#include "lesson/html_tags.h"

namespace lesson {

namespace {

std::string attribute_text(const MD_ATTRIBUTE& attribute) {
  return attribute.text ? decode_entities({attribute.text, attribute.size}) : std::string();
}

int alignment(MD_ALIGN align) {
  switch (align) {
    case MD_ALIGN_DEFAULT: return 0;
    case MD_ALIGN_LEFT: return -1;
    case MD_ALIGN_CENTER: return 2;
    case MD_ALIGN_RIGHT: return 1;
  }
  return 0;
}

/// md4c's events, one after another.
class MarkdownReader {
 public:
  MarkdownReader(const MappedText& text, FenceReading reading, int edition, diag::Diagnostics& diagnostics)
      : builder_(text, diagnostics), html_reader_(builder_), reading_(reading), edition_(edition),
        diagnostics_(diagnostics) {}

  MarkdownParts take() { return builder_.take(); }

  void enter_block(MD_BLOCKTYPE type, void* detail) {
    if (type == MD_BLOCK_DOC) return;
    const bool is_too_deep = builder_.depth() >= max_nesting && type != MD_BLOCK_P;
    if (skipped_ > 0 || is_too_deep) {
      if (skipped_++ == 0 && !is_depth_told_) {
        is_depth_told_ = true;
        builder_.complain(diag::Kind::LessonFile, builder_.here(), "quotes and lists are nested deeper than the limit");
      }
      return;
    }
    builder_.close_implicit();
    switch (type) {
      case MD_BLOCK_DOC:
      case MD_BLOCK_THEAD:
      case MD_BLOCK_TBODY: break;
      case MD_BLOCK_QUOTE: builder_.push(BlockKind::Quote); break;
      case MD_BLOCK_UL: builder_.push(BlockKind::List); break;
      case MD_BLOCK_OL:
        builder_.push(BlockKind::List).level =
            static_cast<int>(std::clamp(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start, 1u, 999999u));
        break;
      case MD_BLOCK_LI: {
        builder_.push(BlockKind::Item);
        const auto* item = static_cast<MD_BLOCK_LI_DETAIL*>(detail);
        if (item->is_task) builder_.add_text(item->task_mark == ' ' ? "\u2610 " : "\u2611 ");
        break;
      }
      case MD_BLOCK_HR: builder_.push(BlockKind::Rule); break;
      case MD_BLOCK_H:
        builder_.push(BlockKind::Heading).level = static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
        break;
      case MD_BLOCK_CODE: enter_code(*static_cast<MD_BLOCK_CODE_DETAIL*>(detail)); break;
      case MD_BLOCK_HTML:
        html_.clear();
        is_in_html_ = true;
        break;
      case MD_BLOCK_P: builder_.push(BlockKind::Paragraph); break;
      case MD_BLOCK_TABLE: builder_.push(BlockKind::Table); break;
      case MD_BLOCK_TR: builder_.top().rows.emplace_back(); break;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD: {
        Block& table = builder_.top();
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
    builder_.close_inlines();  // HTML that was never closed
    switch (type) {
      case MD_BLOCK_DOC:
      case MD_BLOCK_THEAD:
      case MD_BLOCK_TBODY:
      case MD_BLOCK_TR:
      case MD_BLOCK_TH:
      case MD_BLOCK_TD: break;
      case MD_BLOCK_HTML:
        is_in_html_ = false;
        html_reader_.read_block(html_, html_begin_);
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
        builder_.close_html();
        builder_.pop();
        break;
    }
  }

  void enter_span(MD_SPANTYPE type, void* detail) {
    switch (type) {
      case MD_SPAN_EM:
      case MD_SPAN_U: return builder_.open_inline(Inline{InlineKind::Emphasis, {}, {}, {}});
      case MD_SPAN_STRONG: return builder_.open_inline(Inline{InlineKind::Strong, {}, {}, {}});
      case MD_SPAN_DEL: return builder_.open_inline(Inline{InlineKind::Strikethrough, {}, {}, {}});
      case MD_SPAN_CODE:
      case MD_SPAN_LATEXMATH:
      case MD_SPAN_LATEXMATH_DISPLAY: return builder_.open_inline(Inline{InlineKind::Code, {}, {}, {}});
      case MD_SPAN_A: return open_link(static_cast<MD_SPAN_A_DETAIL*>(detail)->href, InlineKind::Link);
      case MD_SPAN_IMG: return open_link(static_cast<MD_SPAN_IMG_DETAIL*>(detail)->src, InlineKind::Image);
      case MD_SPAN_WIKILINK:
        return open_link(static_cast<MD_SPAN_WIKILINK_DETAIL*>(detail)->target, InlineKind::Link);
    }
  }

  void leave_span() { builder_.close_span(); }

  void add_piece(MD_TEXTTYPE type, std::string_view piece) {
    builder_.note(piece);
    switch (type) {
      case MD_TEXT_NORMAL: builder_.add_text(piece); break;
      case MD_TEXT_NULLCHAR: builder_.add_text("\ufffd"); break;
      case MD_TEXT_BR: builder_.add_inline(Inline{InlineKind::LineBreak, {}, {}, {}}); break;
      case MD_TEXT_SOFTBR: builder_.add_text("\n"); break;
      case MD_TEXT_ENTITY: builder_.add_text(decode_entity(piece)); break;
      case MD_TEXT_CODE:
      case MD_TEXT_LATEXMATH:
        if (is_in_code_) add_code(piece);
        else builder_.add_text(piece);
        break;
      case MD_TEXT_HTML:
        if (!is_in_html_) {
          html_reader_.read_inline(piece);
          break;
        }
        if (html_.empty()) html_begin_ = builder_.last_begin();
        html_ += piece;
        break;
    }
  }

 private:
  BlockBuilder builder_;
  HtmlReader html_reader_;
  FenceReading reading_;
  int edition_;
  diag::Diagnostics& diagnostics_;
  std::size_t skipped_ = 0;  // blocks entered that are too deep to be shown
  bool is_depth_told_ = false;
  bool is_in_code_ = false, is_in_html_ = false;
  std::string html_;
  std::size_t html_begin_ = 0;
  std::string code_, info_;
  Span info_span_;
  std::vector<std::size_t> code_line_begins_;
  bool is_line_placed_ = false;

  void open_link(const MD_ATTRIBUTE& attribute, InlineKind kind) {
    const std::string target = attribute_text(attribute);
    if (attribute.text) builder_.note({attribute.text, attribute.size});
    builder_.parts().links.push_back({target, kind == InlineKind::Image, builder_.here()});
    builder_.open_inline(Inline{kind, {}, target, {}});
  }

  void enter_code(const MD_BLOCK_CODE_DETAIL& detail) {
    builder_.push(BlockKind::Code);
    is_in_code_ = true;
    code_.clear();
    code_line_begins_.clear();
    info_ = attribute_text(detail.info);
    if (detail.info.text && detail.info.size > 0) builder_.note({detail.info.text, detail.info.size});
    info_span_ = builder_.here();
  }

  /// md4c gives indentation and line ends as pieces of its own making, so where a line begins is known
  /// from its first piece that is the source's, and guessed for an empty line.
  void add_code(std::string_view piece) {
    if (code_.empty() || code_.back() == '\n') {
      if (!builder_.is_own(piece)) builder_.skip_line_end();
      code_line_begins_.push_back(builder_.is_own(piece) ? builder_.last_begin() : builder_.last_end());
      is_line_placed_ = false;
    }
    if (builder_.is_own(piece) && !is_line_placed_) {
      code_line_begins_.back() = builder_.last_begin();
      is_line_placed_ = true;
    }
    code_ += piece;
  }

  void leave_code() {
    is_in_code_ = false;
    Block& block = builder_.top();
    FenceOptions options = read_fence_info(info_, info_span_, edition_, diagnostics_);
    block.label = options.language;
    if (options.language == "rust" && reading_ == FenceReading::AsPrograms) {
      std::vector<FenceLine> lines;
      for (const std::string_view line : split_lines(code_)) {
        const std::size_t index = lines.size();
        const std::size_t begin = index < code_line_begins_.size() ? code_line_begins_[index] : builder_.last_end();
        lines.push_back({std::string(line), builder_.span(begin, begin + line.size())});
      }
      std::vector<Program>& programs = builder_.parts().programs;
      programs.push_back(read_program(std::move(options), lines, info_span_, diagnostics_));
      block.program = static_cast<std::uint32_t>(programs.size());
    } else {
      block.text = std::move(code_);
    }
    code_.clear();
    builder_.pop();
  }
};

MarkdownReader& reader_of(void* userdata) { return *static_cast<MarkdownReader*>(userdata); }

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
  MarkdownReader reader(text, reading, edition, diagnostics);
  MD_PARSER parser = {};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* userdata) {
    reader_of(userdata).enter_block(type, detail);
    return 0;
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* userdata) {
    reader_of(userdata).leave_block(type);
    return 0;
  };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* userdata) {
    reader_of(userdata).enter_span(type, detail);
    return 0;
  };
  parser.leave_span = [](MD_SPANTYPE, void*, void* userdata) {
    reader_of(userdata).leave_span();
    return 0;
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* piece, MD_SIZE size, void* userdata) {
    reader_of(userdata).add_piece(type, {piece, size});
    return 0;
  };
  md_parse(text.text().data(), static_cast<MD_SIZE>(text.text().size()), &parser, &reader);
  return reader.take();
}

}  // namespace lesson
