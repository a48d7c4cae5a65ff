#pragma once
// A course as values: the book, its chapters, and the blocks a chapter is made of. The same blocks
// are drawn by `ui/`, mirrored for screen readers, and exported as text; nothing here draws.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "diag/diagnostic.h"
#include "lesson/quiz.h"

namespace lesson {

enum class InlineKind { Text, Emphasis, Strong, Code, Link, Image, LineBreak, Strikethrough };

/// A run of text of one look. A link's or an emphasis' inner text is in `children`.
struct Inline {
  InlineKind kind = InlineKind::Text;
  std::string text;    // Text and Code: the characters; Image: the alternative text
  std::string target;  // Link and Image: where to
  std::vector<Inline> children;
};

/// What a fence asks for, from its info string (design: section 6 of the plan of lessons).
struct FenceOptions {
  std::string language;             // "rust", "text", ...
  std::string id;                   // stable name of the program, from `id=`; made from position if absent
  std::string title;                // from `title="…"`; may be empty
  std::string demo;                 // "threads", "memory", ... or empty: which view opens with it
  std::string expect;               // the claim: "output", "panic", "race", "deadlock", "compile_error", ...
  bool is_editable = false;
  bool is_ignored = false;
  bool is_explored = false;         // the claim is about all executions
  bool is_always = false;           // explored: every execution ends as `expect` says, not only some
  int edition = 2024;
  std::string aliasing = "none";
  std::string memory = "sc";
  std::map<std::string, std::string> others;  // further key=value pairs, kept for later views
};

/// `//~ PRINTS: 3` and its kin, checked and then hidden.
struct LineClaim {
  std::uint32_t line = 0;           // one-based, in the text with hidden lines
  std::string level;                // "PRINTS", "ERROR", "UB", "RACE", "DEADLOCK", "PANIC", "ABORT", "LEAK"
  std::string text;
  Span span;                        // of the claim, in the lesson
};

struct Program {
  FenceOptions options;
  std::string text;                 // what runs: hidden lines included, claims removed
  std::string shown_text;           // what is read: hidden lines left out
  std::vector<std::uint32_t> shown_lines;  // line in `text` of each line of `shown_text`
  std::vector<LineClaim> claims;
  std::vector<Span> line_spans;            // where each line of `text` stands in the lesson; for checks
  Span span;                               // of the fence's first line
};

enum class BlockKind { Heading, Paragraph, List, Item, Quote, Note, Table, Code, Rule, Image, Quiz, Details };

struct TableRow { std::vector<std::vector<Inline>> cells; };

struct Block {
  BlockKind kind = BlockKind::Paragraph;
  int level = 0;                    // Heading: 1..6; List: first number, 0 for bullets
  std::string anchor;               // Heading: the part of a link after the slash
  std::string label;                // Note: "NOTE", "TIP", "WARNING"...; Code: language; Details: summary
  std::vector<Inline> inlines;      // Heading, Paragraph, Image
  std::vector<Block> children;      // List, Item, Quote, Note, Details
  std::vector<TableRow> rows;       // Table; the first row is the head
  std::vector<int> alignments;      // Table: -1 left, 0 default, 1 right, 2 centre
  std::string text;                 // Code that is not Rust
  std::uint32_t program = 0;        // Code in Rust: index into Chapter::programs, plus one; 0 if none
  std::uint32_t quiz = 0;           // Quiz: index into Chapter::quizzes, plus one
  Span span;
};

/// A link or an image of a chapter, for checks.
struct LinkUse {
  std::string target;               // as in `Inline::target`
  bool is_image = false;
  Span span;
};

struct Chapter {
  std::string id;                   // "threads/data-races": the path in the book without ".md"
  std::string title;
  std::vector<Block> blocks;
  std::vector<Program> programs;
  std::vector<Quiz> quizzes;
  std::vector<LinkUse> links;
};

struct TocEntry {
  std::string title;
  std::string chapter_id;           // empty: a part title, or a draft that has no file
  int depth = 0;
  bool is_part = false;             // a heading between chapters
  bool is_draft = false;            // not written yet: hidden from readers, counted for authors
  std::string number;               // "2.1"
  Span span;                        // its line in SUMMARY.md
};

struct Book {
  std::string title;
  std::string description;
  std::vector<std::string> authors;
  std::vector<TocEntry> contents;
  std::string source_folder;        // of SUMMARY.md and the chapters: "src/", or empty for the root
  int edition = 2024;               // of programs that name none
};

}  // namespace lesson
