// What concerns the whole process: aborting, panics and unwinding, the standard streams.

#include "base/text.h"
#include "machine/executor.h"

namespace machine {

using mir::Intrinsic;

bool Executor::process_intrinsic(const Instruction& instruction, const CallCode& call, bool& handled) {
  const Intrinsic which = call.term->callee.intrinsic;
  const auto scalar_result = [&](unsigned __int128 bits, std::uint32_t size) { return result(Scalar::of(bits), size); };
  switch (which) {
    case Intrinsic::abort: return abort("abort", "the process aborts");
    case Intrinsic::unreachable: return undefined("unreachable", "`unreachable_unchecked` is reached");
    case Intrinsic::assume: {
      Scalar holds;
      if (!argument(call, 0, holds)) return false;
      if (holds.bits == 0) return undefined("assume", "an assumption that was promised to hold does not");
      advance();
      return true;
    }
    case Intrinsic::panic_start: {
      Scalar pointer, length;
      if (!argument(call, 0, pointer) || !argument(call, 1, length)) return false;
      put_panic_aside();
      if (!read_text(pointer, static_cast<std::uint64_t>(length.bits), thread_.panic.message)) return false;
      thread_.panic.span = machine_.caller_span(thread_);
      Event panic = event(EventKind::Panic);
      panic.text = thread_.panic.message;
      emit(std::move(panic));
      advance();
      return true;
    }
    case Intrinsic::unwind: {
      Scalar data, vtable;
      if (!argument(call, 0, data) || !argument(call, 1, vtable)) return false;
      put_panic_aside();
      thread_.panic.payload[0] = {static_cast<std::uint64_t>(data.bits), data.provenance, 0xff};
      thread_.panic.payload[1] = {static_cast<std::uint64_t>(vtable.bits), vtable.provenance, 0xff};
      ++thread_.panic_count;
      return unwind();
    }
    case Intrinsic::catch_unwind: {
      Scalar function, data, payload;
      if (!argument(call, 0, function) || !argument(call, 1, data) || !argument(call, 2, payload)) return false;
      mir::FnId fn;
      ReturnPlace place;
      if (!function_of(function, fn) || !return_place(instruction.place, place)) return false;
      if (!push_frame(fn, FrameKind::Catch, place)) return false;
      frame().payload_target = payload.pointer();
      return store_argument(1, data);
    }
    case Intrinsic::panic_count: return scalar_result(thread_.panic_count, 8);
    case Intrinsic::caller_location: {
      Scalar line, column;
      if (!argument(call, 0, line) || !argument(call, 1, column)) return false;
      const LineColumn at = program_.sources.begin_of(machine_.caller_span(thread_));
      if (!write_at(line, Scalar::of(at.line), 4) || !write_at(column, Scalar::of(at.column), 4)) return false;
      advance();
      return true;
    }
    case Intrinsic::unsupported: {
      Scalar pointer, length;
      std::string what;
      if (!argument(call, 0, pointer) || !argument(call, 1, length) || !read_text(pointer, static_cast<std::uint64_t>(length.bits), what)) return false;
      return unsupported(what);
    }
    case Intrinsic::stdout_length:
      note_unusual();
      return scalar_result(machine_.stdout_->size(), 8);
    case Intrinsic::stdout_take: {
      note_unusual();
      Scalar from, buffer;
      if (!argument(call, 0, from) || !argument(call, 1, buffer)) return false;
      std::string& printed = machine_.stdout_.edit();
      if (!write_text(buffer, std::string_view(printed).substr(static_cast<std::size_t>(from.bits)))) return false;
      printed.resize(static_cast<std::size_t>(from.bits));
      advance();
      return true;
    }
    case Intrinsic::write_stderr: {
      note_unusual();
      Scalar pointer, length;
      std::string text;
      if (!argument(call, 0, pointer) || !argument(call, 1, length) || !read_text(pointer, static_cast<std::uint64_t>(length.bits), text)) return false;
      if (machine_.stderr_->size() + text.size() > machine_.options_.max_output_bytes)
        return fail(StopKind::Limit, "output", concat("the program prints more than ", machine_.options_.max_output_bytes >> 10, " KiB"));
      machine_.stderr_.edit() += text;
      advance();
      return true;
    }
    case Intrinsic::read_stdin:
      note_unusual();
      machine_.has_asked_for_input_ = true;
      return scalar_result(0, 8);
    default: handled = false; return true;
  }
}

}  // namespace machine
