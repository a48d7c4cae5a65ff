#pragma once
// Markdown to blocks, with md4c doing the parsing. This is CommonMark with tables, strikethrough and
// task lists; quotes that start with `[!NOTE]` are notes; `<details>` and a few more HTML elements are
// understood, other HTML is left out with a warning.

#include <string>
#include <vector>

#include "diag/diagnostic.h"
#include "lesson/book.h"
#include "lesson/mapped_text.h"

namespace lesson {

enum class FenceReading { AsPrograms, AsText };

struct MarkdownParts {
  std::vector<Block> blocks;
  std::vector<Program> programs;   // of Rust fences, if they are read as programs
  std::vector<LinkUse> links;      // targets as written
  std::vector<std::uint32_t> quiz_order;  // the numbers in the `<!--quiz N-->` met, in order
};

/// Blocks of kind Quiz have the number of their comment, plus one.
MarkdownParts parse_markdown(const MappedText& text, FenceReading reading, int edition,
                             diag::Diagnostics& diagnostics);

/// The characters of inlines, without their looks.
std::string plain_text(const std::vector<Inline>& inlines);

}  // namespace lesson
