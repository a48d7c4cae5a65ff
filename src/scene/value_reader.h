#pragma once
// Bytes of a running program as a person would write them: `[1, 2, 3]`, `Some("on")`, `Point { x: 1 }`.
// Types of std are shown by what they hold (a Vec as its elements, an Arc as what it owns), the
// student's own by their fields. Nothing here can fail: what is not initialized, freed or too deep is
// said in words.

#include <string>

#include "machine/machine.h"
#include "scene/program_scene.h"

namespace scene {

/// A place in memory or in a frame, from which a value is read.
struct Where {
  const memory::Word* words = nullptr;  // null: not to be had
  std::uint64_t offset = 0;             // bytes
  std::uint64_t limit = 0;              // bytes that are there, from the start of words
  std::string_view lost = "dangling";   // why it is not to be had
  std::uint64_t metadata = 0;           // of what is behind a wide pointer: its length
  memory::Provenance vtable;            // or its vtable
  memory::AllocId alloc;                // that it lies in, if any
};

class ValueReader {
 public:
  explicit ValueReader(const machine::Machine& machine) : machine_(machine), program_(machine.program()) {}

  const mir::Program& program() const { return program_; }

  /// The value with its parts, for unfolding.
  Variable read(std::string name, mir::TypeId type, const Where& where) const;
  /// A local of a frame; `is_live` is false when its bytes are not there or hold nothing.
  Variable read_local(const machine::Thread& thread, const machine::Frame& frame, mir::LocalId local) const;
  Variable read_global(mir::GlobalId global) const;

  /// Where a pointer of this type leads that is stored at `where`.
  Where follow(const mir::Type& pointer, const Where& where) const;
  Where where_local(const machine::Thread& thread, const machine::Frame& frame, mir::LocalId local) const;
  Where where_global(mir::GlobalId global) const;

 private:
  struct Depth { int left; };
  Variable value(std::string name, mir::TypeId type, const Where& where, Depth depth) const;
  void fill_scalar(Variable& out, const mir::Type& type, const Where& where) const;
  void fill_pointer(Variable& out, const mir::Type& type, const Where& where, Depth depth) const;
  void fill_list(Variable& out, mir::TypeId element, std::uint64_t count, Where at, Depth depth) const;
  void fill_fields(Variable& out, const mir::Type& type, std::uint32_t variant, const Where& where, Depth depth) const;
  void fill_enum(Variable& out, const mir::Type& type, const Where& where, Depth depth) const;
  /// False if the type is none that is shown specially.
  bool fill_std(Variable& out, const mir::Type& type, const Where& where, Depth depth) const;
  bool fill_holder(Variable& out, const mir::Type& type, const Where& where, Depth depth) const;
  bool fill_counted(Variable& out, const mir::Type& type, const Where& where, Depth depth) const;
  bool fill_guard(Variable& out, const mir::Type& type, const Where& where, Depth depth) const;
  std::string text_at(const Where& where, std::uint64_t length) const;
  bool load(const Where& where, std::uint64_t size, memory::Scalar& out) const;

  const machine::Machine& machine_;
  const mir::Program& program_;
};

/// A scalar as Rust writes it: `-3`, `true`, `'x'`, `1.5`, `0x10018`.
std::string scalar_text(const mir::Type& type, unsigned __int128 bits);
/// Which variant of an enum stands there; below 0 if its bytes say none.
std::int64_t active_variant(const mir::Program& program, const mir::Type& type, const Where& where);
/// The place of a field by its name; none if the type has no such field.
const mir::Field* field_named(const mir::Type& type, std::string_view name);
Where field_place(const Where& where, const mir::Field& field);
/// The number in a field of that name; 0 if there is none, or its bytes say none.
std::uint64_t number_at(const mir::Program& program, const mir::Type& type, const Where& where, std::string_view field);

}  // namespace scene
