#pragma once
// An async body as the `enum` and the `poll` that it becomes, in Rust that a person can read beside
// the text it comes from. What a state keeps is the machine's own; what an arm does is the student's
// text from behind one await to the next ones.
//
//   Suspend0 { buf, countdown } => {
//       ready!(countdown.poll(cx));               behind `Countdown(1).await;`
//       *self = Returned;
//       return Poll::Ready(buf[0] as usize);      the rest of the body
//   }

#include <cstdint>
#include <string>
#include <vector>

#include "mir/mir.h"
#include "scene/states_scene.h"

namespace run {
struct Outline;
}

namespace scene {

inline constexpr std::uint32_t no_state = 0xffffffffu;

struct CodeLine {
  std::string text;                // with its indentation
  std::uint32_t state = no_state;  // whose variant or arm it belongs to
  bool is_head = false;            // the variant's line, or the first of the arm
  std::uint32_t begin = 0, end = 0;  // bytes of the student's text; none if it comes from nowhere
  std::uint32_t line = 0;          // on which they begin
};
using MachineCode = std::vector<CodeLine>;

/// For each machine of `states_scene(program)`.
std::vector<MachineCode> desugared(const mir::Program& program, const std::vector<run::Outline>& outlines);
/// The line of the arm of `state` that holds a byte of the student's text, the smallest that does; the
/// arm's first line if none does.
std::uint32_t line_at(const MachineCode& code, std::uint32_t state, std::uint32_t byte);
std::string to_text(const MachineCode& code);

}  // namespace scene
