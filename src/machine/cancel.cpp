// Drops a future where it waits, as its owner would who no longer wants it. Its drop runs on top of
// what a thread is doing; when that is over, the run has ended.

#include "machine/executor.h"

namespace machine {

bool Machine::cancel(mir::TypeId future, memory::AllocId alloc, std::uint64_t offset, Chooser& chooser) {
  const mir::FnId glue = code_->program().types[future].drop_glue;
  if (stop_ || !memory_.find(alloc)) return false;
  if (!glue) {
    // Nothing runs: what it kept is gone all the same.
    Stop stop;
    stop.kind = StopKind::Exit;
    stop.message = "the program ran to its end";
    end(std::move(stop));
    return true;
  }
  for (ThreadId id = 0; threads_[current_]->is_finished && id < threads_.size(); ++id)
    if (!threads_[id]->is_finished) current_ = id;
  mover_ = current_;
  Thread& thread = threads_[current_].edit();
  if (thread.is_finished || thread.frames.empty()) return false;
  // It does not wait for what it waited for any more.
  thread.is_at_visible = thread.is_fresh = false;
  thread.phase = WaitPhase::None;
  Executor executor(*this, thread, chooser, nullptr);
  memory::Pointer pointer = executor.base_pointer(alloc);
  pointer.address += offset;
  return executor.push_frame(glue, FrameKind::Start, ReturnPlace{}) && executor.store_argument(1, memory::Scalar::of(pointer));
}

}  // namespace machine
