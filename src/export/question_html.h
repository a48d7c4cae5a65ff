#pragma once
// Questions, programs and their claims as HTML that can be read without running anything: the answers
// are folded away behind "Answer".

#include <functional>
#include <string>
#include <string_view>

#include "lesson/book.h"

namespace exporting {

/// `markdown` writes a text of the question as HTML.
std::string question_html(const lesson::Question& question,
                          const std::function<std::string(std::string_view)>& markdown);
std::string code_html(std::string_view language, std::string_view text);
/// A sentence on what the program does, from its fence; empty if it claims nothing.
std::string claim_html(const lesson::FenceOptions& options);

}  // namespace exporting
