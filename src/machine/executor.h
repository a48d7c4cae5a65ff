#pragma once
// Runs single instructions on a machine. Internal to `machine/`. Every function that can stop the run
// returns false after recording the stop; the caller returns at once.

#include <string>
#include <utility>
#include <vector>

#include "machine/machine.h"

namespace machine {

using memory::AllocId;
using memory::Pointer;
using memory::Provenance;
using memory::Scalar;
using memory::Word;

/// A place worked out: words to read or write, or a pointer still to be checked.
struct Where {
  bool is_in_frame = true;
  bool is_behind_raw = false;      // nothing says that it may be used; references and boxes are checked for all that they point to
  std::uint64_t offset = 0;        // in the frame: bytes from its start
  Pointer pointer;                 // else
  Scalar metadata;                 // length or vtable of an unsized place
};

/// Checked bytes. Valid until the next allocation or call.
struct Bytes {
  Word* words = nullptr;
  std::uint64_t offset = 0;
};

enum class Access : std::uint8_t { Read, Write };

/// Whether each pointer followed and each offset added on the way to a place is checked, or only the
/// access at its end, which is then to follow.
enum class Steps : std::uint8_t { Trusted, Checked };

/// Whether a reference or box must point to something alive to be valid.
enum class Dangling : std::uint8_t { Ub, Fine };

std::string to_hex(std::uint64_t value);

class Executor {
 public:
  Executor(Machine& machine, Thread& thread, Chooser& chooser, std::vector<Event>* events)
      : machine_(machine), program_(machine.code_->program()), thread_(thread), chooser_(chooser), events_(events) {}

  /// Runs the thread's next instruction.
  bool execute();
  /// Finds out whether the next instruction is a visible operation, and which.
  bool look_ahead();
  /// Only a call or the end of main can be a visible operation.
  bool is_before_call() const {
    const Op op = instruction().op;
    return op == Op::Call || op == Op::Return;
  }

  // ---- Failing
  Stop stop_here(StopKind kind, std::string category, std::string message) const;
  bool fail(StopKind kind, std::string category, std::string message);
  bool abort(std::string category, std::string message);
  /// Of memory that was freed: its end, and where it began, are told besides.
  bool undefined_after(AllocId freed, std::string category, std::string message);
  bool undefined(std::string category, std::string message) { return fail(StopKind::UndefinedBehavior, std::move(category), std::move(message)); }
  bool unsupported(std::string what) { return fail(StopKind::Unsupported, "unsupported", std::move(what)); }
  void emit(Event event);
  Event event(EventKind kind) const;

  // ---- Frames
  Frame& frame() { return thread_.frames.back(); }
  Word* frame_words() { return thread_.stack.data() + frame().base; }
  const Instruction& instruction() const { return thread_.frames.back().code->instructions[thread_.frames.back().next]; }

  // ---- Places and memory (access.cpp)
  bool resolve(const PlaceCode& place, Where& where, Steps steps = Steps::Trusted);
  bool to_pointer(const PlaceCode& place, const Where& where, Pointer& pointer);
  bool reach(const PlaceCode& place, Access access, Bytes& bytes);
  /// Checks bounds, liveness, alignment, races; `size` bytes may then be read or written.
  bool reach_pointer(Pointer pointer, std::uint64_t size, std::uint32_t align, Access access, Bytes& bytes, bool is_atomic = false);
  bool find_target(Pointer& pointer, std::uint64_t size, const char* doing, AllocId& id);
  /// Reads or writes of an enum touch its tag alone: bytes as of the whole place.
  bool reach_tag(const PlaceCode& place, Access access, Bytes& bytes);
  std::uint64_t size_of_unsized(mir::TypeId type, const Scalar& metadata);
  std::uint64_t align_of_unsized(mir::TypeId type, const Scalar& metadata);
  std::uint64_t align_of_field(const mir::Type& type, const mir::Field& field, const Scalar& metadata);

  // ---- The aliasing model (aliasing.cpp)
  AllocId new_allocation(memory::Allocation allocation, memory::Arena& arena);
  /// To an allocation's first byte, with the tag of the allocation itself.
  Pointer base_pointer(AllocId id) const;
  bool aliasing_failed(memory::AliasFailure failure);
  bool aliasing_access(AllocId id, const memory::Allocation& allocation, memory::TagValue tag, std::uint64_t offset, std::uint64_t size, Access access);
  bool aliasing_free(AllocId id, memory::TagValue tag);
  bool aliasing_end_call();
  Span alias_span() const { return machine_.user_span(thread_); }
  void expose(Provenance provenance);
  bool find_cells(mir::TypeId type, const Scalar& metadata, std::uint64_t begin, std::vector<memory::ByteRange>& cells);
  bool has_dyn_tail(const mir::Type& type) const;
  bool borrow_pointer(Pointer& pointer, mir::TypeId pointee, const Scalar& metadata, memory::BorrowOrigin origin, bool pointee_is_unpin, memory::Protector protector);
  bool borrow_place(Pointer& pointer, mir::TypeId pointee, const Scalar& metadata, const Instruction& instruction);
  bool retag_value(mir::TypeId type, Word* words, std::uint64_t offset, mir::RetagKind kind);
  bool retag(const Instruction& instruction);

  // ---- Operands (access.cpp)
  bool read_scalar(const OperandCode& operand, Scalar& value);
  /// Copies the operand's value to `target`, which must not move meanwhile unless it is in the frame.
  bool copy_operand(const OperandCode& operand, const PlaceCode& target);
  bool copy_operand_to_words(const OperandCode& operand, Word* (Executor::*base)(), std::uint64_t offset);
  bool write_scalar(const PlaceCode& target, const Scalar& value, std::uint32_t size);
  bool write_wide(const PlaceCode& target, const Scalar& first, const Scalar& second);
  bool read_wide(const OperandCode& operand, Scalar& first, Scalar& second);
  bool check_scalar_validity(const mir::Type& type, const Scalar& value);
  bool check_pointer_validity(const mir::Type& type, const Scalar& value, const Scalar& metadata, Dangling dangling = Dangling::Ub);
  bool check_validity(mir::TypeId type, const Word* words, std::uint64_t offset, Dangling dangling = Dangling::Ub);
  bool read_whole(const OperandCode& operand, memory::Value& words);
  /// A copy of a value keeps what its type keeps: padding is lost, and so is the provenance of integers.
  void keep_what_type_keeps(mir::TypeId type, Word* words, std::uint64_t offset);

  // ---- Values (arithmetic.cpp, discriminants.cpp, float_intrinsics.cpp)
  bool binary(mir::BinaryOp op, const mir::Type& type, const Scalar& left, const Scalar& right, Scalar& result, bool& overflowed);
  bool cast(const Instruction& instruction);
  bool read_discriminant(mir::TypeId type, const Word* words, std::uint64_t offset, std::uint32_t& variant);
  bool write_variant(mir::TypeId type, std::uint32_t variant, Bytes bytes);

  // ---- Calls (calls.cpp)
  bool call(const Instruction& instruction);
  bool push_frame(mir::FnId fn, FrameKind kind, const ReturnPlace& result);
  bool pass_scalars(std::initializer_list<Scalar> values);
  /// Whether an argument or result may cross a call between functions that disagree on its type.
  bool is_abi_compatible(mir::TypeId a, mir::TypeId b) const;
  void move_stop(Span span);
  bool wrong_argument(Span span, std::string message);
  bool check_call_types(const mir::Body& body, const CallCode& call, mir::TypeId result);
  bool store_argument(std::uint32_t index, const Scalar& first, const Scalar* second = nullptr);
  bool return_from_frame();
  bool pop_frame();
  void put_panic_aside();
  bool unwind();
  bool end_panicked();
  bool end_when_chosen(Stop stop);
  bool drop(const Instruction& instruction);
  bool call_drop_glue(mir::TypeId type, Pointer pointer, const Scalar& metadata);
  bool assert_failed(const Instruction& instruction);
  /// What catch_unwind gives: a constant message is a `&'static str`, a formatted one a `String`.
  enum class Payload : std::uint8_t { Constant, Formatted };
  bool panic_with(const std::string& message, Payload payload = Payload::Constant);
  bool return_place(std::uint32_t place, ReturnPlace& result);
  bool deliver(const ReturnPlace& result, const Word* words, std::uint64_t offset);
  bool deliver_scalar(const Scalar& value, std::uint32_t size);
  bool run_destructor();
  bool finish_thread();
  bool storage_live(std::uint32_t local);
  bool storage_dead(std::uint32_t local);
  bool function_of(const Scalar& pointer, mir::FnId& fn);
  bool call_foreign(const mir::Body& body, const Instruction& instruction);

  // ---- Globals (globals.cpp)
  bool ready_globals(const Instruction& instruction, bool& is_waiting);
  bool ready_global(std::uint32_t global, bool& is_waiting);
  AllocId global_alloc(std::uint32_t global);
  Pointer function_pointer(mir::FnId fn);
  Pointer vtable_pointer(mir::VtableId vtable);
  bool vtable_of(const Scalar& pointer, mir::VtableId& vtable);

  // ---- Intrinsics (intrinsics.cpp, visible.cpp)
  bool intrinsic(const Instruction& instruction, const CallCode& call);
  bool visible_intrinsic(const Instruction& instruction, const CallCode& call);
  // Each of a file of its name. `handled`: false if the intrinsic is none of its own.
  bool value_intrinsic(const Instruction& instruction, const CallCode& call, bool& handled);
  bool pointer_intrinsic(const Instruction& instruction, const CallCode& call, bool& handled);
  bool heap_intrinsic(const Instruction& instruction, const CallCode& call, bool& handled);
  bool type_intrinsic(const Instruction& instruction, const CallCode& call, bool& handled);
  bool thread_intrinsic(const Instruction& instruction, const CallCode& call, bool& handled);
  bool process_intrinsic(const Instruction& instruction, const CallCode& call, bool& handled);
  bool float_intrinsic(const Instruction& instruction, const CallCode& call, bool& handled);
  /// (arithmetic.cpp)
  bool arithmetic_intrinsic(const Instruction& instruction, const CallCode& call, bool& handled);
  bool allocate(std::uint64_t size, std::uint64_t align, AllocId& id);
  bool deallocate(const Scalar& pointer, std::uint64_t size, std::uint64_t align);
  bool result_text(const std::string& text);
  bool argument(const CallCode& call, std::size_t index, Scalar& value);
  /// The first argument: a pointer to a value of that type, with what stands beside it if the type has no size.
  bool pointer_argument(const CallCode& call, const mir::Type& pointee, Scalar& pointer, Scalar& metadata);
  bool result(const Scalar& value, std::uint32_t size);
  bool result_words(const Word* words, std::uint64_t size);
  bool read_text(const Scalar& pointer, std::uint64_t length, std::string& text);
  bool write_text(const Scalar& pointer, std::string_view text);
  bool write_at(const Scalar& pointer, const Scalar& value, std::uint32_t size);
  void advance() { frame().next = instruction().target; }

  // ---- Atomics (atomics.cpp)
  void stand_before_the_end();
  bool look_ahead_at_atomic(const CallCode& call, Pending& pending);
  bool can_be_atomic(const Object& object, mir::Intrinsic which, MemoryOrder order);
  bool atomic_intrinsic(const Instruction& instruction, const CallCode& call, Event event);
  void fence(MemoryOrder order);
  Location& location_of(const Object& object);
  void forget_stores(AllocId id, std::uint64_t offset, std::uint64_t size);

  // ---- Races (races.cpp)
  bool note_access(AllocId id, std::uint64_t offset, std::uint64_t size, Access access, bool is_atomic, const char* doing = nullptr);
  bool note_end_of_local(AllocId id);
  bool is_known_to_others(AllocId id) const;
  Machine::AccessHistory& history_of(AllocId id);
  void note_free(AllocId id);
  Clock* released_clock(AllocId id, std::uint64_t offset, std::uint64_t size);
  /// Something is done now that a repeated stretch would not do.
  void note_unusual() const;
  bool is_tracking() const { return machine_.threads_.size() > 1 && thread_.global_depth == 0; }

  // ---- Loops that only look (spin.cpp)
  void note_look(const Event& event);
  void note_change(const Object& object, std::uint64_t least = 0);
  void note_meeting(const Object& object);
  void note_own_change(const Object& object);
  void note_written(AllocId id);
  void forget_looks();
  bool is_in_loop() const;
  void look_for_spinning();
  bool look_for_silent_loop();

  // ---- Synchronization (visible.cpp, locks.cpp, channels.cpp)
  static MemoryOrder order_of(const Scalar& value) { return static_cast<MemoryOrder>(static_cast<std::uint8_t>(value.bits)); }
  bool finish_operation(Event event);
  bool answer_operation(Event event, bool value);
  bool lock_intrinsic(const CallCode& call, Event event);
  enum class WaitEnd : std::uint8_t { Open, TimedOut, Notified, Spurious };   // as ChoiceKind::Timeout numbers them
  WaitEnd choose_wait_end(const Pending& pending);
  std::uint64_t deadline_after(std::uint64_t nanos) const;
  void time_out();
  bool channel_intrinsic(const CallCode& call, Event event);
  Machine::LockState& lock_state(const Object& object);
  void set_lock(Machine::LockState& lock, std::uint32_t word);
  Object memory_object(const Scalar& pointer, std::uint64_t size);
  void acquire(const Clock& clock) { thread_.clock.join(clock); }
  Clock release();
  void wake_rendezvous(ThreadId sender, bool taken);

  Machine& machine_;
  const mir::Program& program_;
  Thread& thread_;
  Chooser& chooser_;
  std::vector<Event>* events_;
};

}  // namespace machine
