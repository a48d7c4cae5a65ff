#pragma once
// MIR made ready to run: the same statements, one instruction each, with every place worked out as
// far as it can be before running. A local whose address is never taken lives in its frame's words at
// a fixed offset; one whose address is taken gets an allocation of its own, and its slot in the frame
// holds the pointer to it.

#include <memory>
#include <vector>

#include "mir/mir.h"

namespace machine {

/// One move from a pointer towards a place.
struct PlaceStep {
  enum class Kind : std::uint8_t {
    Add,             // amount bytes
    Deref,           // load the pointer that stands here; is_wide: with its second word
    DerefBox,        // the same through a Box
    IndexBy,         // frame offset `amount` holds a usize; elements of `element_size` bytes
    FromEnd,         // element length - amount, of a slice whose length is the metadata
    Subslice,        // drop `amount` elements at the front and `amount_back` at the back of a slice
    DynTail,         // field at `amount`, rounded up to the alignment that the vtable says, `amount_back` at most
  } kind = Kind::Add;
  bool is_wide = false;
  mir::TypeId pointer;             // Deref, DerefBox: the type of the pointer that is followed
  std::uint64_t amount = 0;
  std::uint64_t amount_back = 0;
  std::uint64_t element_size = 0;
};

struct PlaceCode {
  enum class Start : std::uint8_t {
    Frame,           // the place itself stands in the frame at `offset`; no steps
    FramePointer,    // the frame holds at `offset` the pointer to a local's own allocation
  } start = Start::Frame;
  bool is_wide_pointer = false;    // the place, as a value, is a pointer of two words
  bool is_unsized = false;
  bool may_hold_other_type = false;   // behind a raw pointer or in a union: its bytes may come from a value of another type
  std::uint32_t offset = 0;        // bytes from the frame's start
  std::uint32_t first_step = 0, step_count = 0;
  std::uint64_t size = 0;
  std::uint32_t align = 1;
  mir::TypeId type;
};

struct OperandCode {
  enum class Kind : std::uint8_t { Immediate, Frame, Place, GlobalAddress, GlobalValue, Function, Vtable } kind = Kind::Immediate;
  bool is_scalar = false;          // fits one Scalar: bool, char, integer, float, thin pointer
  bool clears_source = false;      // a moved variable: its bytes become uninitialized
  std::uint32_t index = 0;         // Frame: byte offset; Place: index into places; else the global's, function's, vtable's id
  std::uint64_t size = 0;
  std::uint64_t length = 0;        // GlobalAddress of a wide pointer
  bool is_wide = false;
  unsigned __int128 bits = 0;
  mir::TypeId type;
};

enum class Op : std::uint8_t {
  Nop, StorageLive, StorageDead, Copy, Repeat, Ref, Length, Cast, Binary, Unary, Discriminant,
  SetDiscriminant, Aggregate, Retag, Goto, Switch, Return, Unreachable, Resume, Abort, Drop, Call,
  Assert, Unsupported, Mention
};

/// One statement or terminator.
struct Instruction {
  Op op = Op::Nop;
  std::uint8_t detail = 0;         // BinaryOp, UnaryOp, CastKind, BorrowKind, RetagKind, AssertKind
  bool needs_globals = false;      // an operand names a global that may have to be made first
  bool is_fast = false;            // Binary: scalars in the frame or immediate, integer result into the frame
  std::uint32_t place = 0;         // destination, or the place acted on: index into places
  std::uint32_t target = 0;        // Goto, Call, Drop, Assert: instruction index; none = no_target
  std::uint32_t unwind = 0;
  std::uint32_t extra = 0;         // Switch, Aggregate, Call: index into the side table; Repeat: operand holds it
  OperandCode left, right;
  std::uint64_t count = 0;         // Repeat; StorageLive: LocalId; SetDiscriminant: variant; Cast: length
  mir::TypeId type;                // Cast, Binary: of the operands; Aggregate: of the whole
  static constexpr std::uint32_t no_target = 0xffffffffu;
};

struct SwitchCode { std::vector<std::pair<unsigned __int128, std::uint32_t>> targets; std::uint32_t otherwise; };
struct AggregateCode { std::uint32_t variant = 0; std::vector<std::pair<std::uint32_t, OperandCode>> parts; };   // place index, value
struct CallCode { const mir::CallTerm* term = nullptr; std::vector<OperandCode> arguments; };

/// Where a local of the body lives.
struct LocalSlot {
  std::uint32_t offset = 0;        // bytes from the frame's start
  bool has_own_allocation = false;
  std::uint64_t size = 0;
  std::uint32_t align = 1;
};

/// A function made ready.
struct Code {
  mir::FnId fn;
  const mir::Body* body = nullptr;
  std::uint32_t frame_words = 0;
  std::vector<LocalSlot> slots;
  std::vector<Instruction> instructions;
  std::vector<PlaceCode> places;
  std::vector<PlaceStep> steps;
  std::vector<SwitchCode> switches;
  std::vector<AggregateCode> aggregates;
  std::vector<CallCode> calls;
  std::vector<Span> spans;                  // of each instruction
  std::vector<mir::ScopeId> scopes;         // of each instruction
  std::vector<bool> in_cleanup;             // of each instruction: runs only while unwinding
  std::vector<bool> in_cycle;               // of each instruction: may be reached from itself within the function
  /// Of each terminator: the locals that may be read from there on. Filled in when first needed.
  mutable std::vector<std::vector<std::uint32_t>> live_locals;
};

/// Fills in `in_cycle`.
void find_cycles(Code& code);
std::vector<std::vector<std::uint32_t>> find_live_locals(const Code& code);

/// A program with the functions made ready so far. Shared by all machines that run it; a function is
/// made ready when it is first called, which no run can notice.
class CodeStore {
 public:
  explicit CodeStore(std::shared_ptr<const mir::Program> program) : program_(std::move(program)), codes_(program_->bodies.size()) {}
  const mir::Program& program() const { return *program_; }
  std::shared_ptr<const mir::Program> shared_program() const { return program_; }
  const Code& code(mir::FnId fn) {
    std::unique_ptr<Code>& slot = codes_[fn.value];
    if (!slot) slot = prepare(fn);
    return *slot;
  }

 private:
  std::unique_ptr<Code> prepare(mir::FnId fn) const;
  std::shared_ptr<const mir::Program> program_;
  std::vector<std::unique_ptr<Code>> codes_;
};

}  // namespace machine
