#pragma once
// Fenced programs: what the info string asks for, hidden lines, and claims at line ends.

#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.h"
#include "lesson/book.h"

namespace lesson {

/// The options in a fence's info string: mdBook's (`rust,editable,should_panic`) and ours
/// (`demo=threads expect=race explore title="The lost update"`), parted by commas or spaces.
FenceOptions read_fence_info(std::string_view info, Span span, int edition,
                             diag::Diagnostics& diagnostics);

struct FenceLine {
  std::string text;  // without the line end
  Span span;
};

/// The program of a Rust fence: hidden lines told apart, claims taken out, a `main` put around it if it
/// has none, as mdBook does.
Program read_program(FenceOptions options, const std::vector<FenceLine>& lines, Span span,
                     diag::Diagnostics& diagnostics);

}  // namespace lesson
