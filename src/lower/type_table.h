#pragma once
// The MIR types of a program: made once each from concrete checked types, with their layout.

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "lower/layout.h"
#include "lower/type_questions.h"
#include "mir/mir.h"
#include "sema/program.h"

namespace lower {

struct Coroutine;

/// Which MIR type stands for a checked type, and back, with what its layout came from.
struct TypeIds {
  struct Entry {
    sema::TyId ty;
    Shape shape;
  };
  std::map<sema::TyId, mir::TypeId> ids;
  std::vector<Entry> entries;                          // by TypeId
};

class TypeTable {
 public:
  /// Lowers the body of a coroutine and tells what it keeps; none while that is at work.
  using FindCoroutine = std::function<const Coroutine*(sema::TyId)>;
  /// Without `find_coroutine`, coroutines are laid out as the closures that they look like.
  TypeTable(sema::Program& program, mir::Program& out, TypeQuestions& questions, FindCoroutine find_coroutine)
      : program_(program), out_(out), questions_(questions), find_coroutine_(std::move(find_coroutine)) {}

  const TypeIds& known() const { return known_; }
  /// Before the first type is asked for: those that `out` has already.
  void know(const TypeIds& types) { known_ = types; }

  /// Recursive types are fine: what a pointer points to is filled in last.
  mir::TypeId type(sema::TyId ty);
  /// The checked type that a MIR type was made from.
  sema::TyId checked_type(mir::TypeId id) const { return known_.entries[id.value].ty; }
  const Shape& shape(mir::TypeId id) const { return known_.entries[id.value].shape; }
  /// What a pointer to the type carries beside the address.
  mir::Metadata metadata(sema::TyId pointee);

 private:
  void fill(mir::TypeId id);
  void fill_scalar(mir::Type& type, Shape& shape, const sema::Ty& ty);
  void fill_pointer(mir::TypeId id, mir::Type& type, Shape& shape);
  void fill_adt(mir::Type& type, Shape& shape, const sema::Ty& ty);
  void fill_struct(mir::Type& type, Shape& shape, const sema::Ty& ty);
  void fill_enum(mir::Type& type, Shape& shape, const sema::Ty& ty);
  void fill_box_fields(mir::Type& type, const sema::Ty& ty);
  void fill_capturing(mir::Type& type, Shape& shape, sema::Ty ty);
  /// (coroutine_layout.cpp)
  void fill_coroutine(mir::TypeId id, mir::Type& type, Shape& shape, sema::TyId ty);
  void lay_out_states(mir::Type& type, Shape& shape, const Coroutine& coroutine);
  bool is_being_laid_out(mir::TypeId id) const;
  void report_layout(diag::Kind kind, sema::TyId ty_id, std::string_view what);
  bool is_said_to_be_endless(sema::TyId ty) const;
  void close_pointees();
  bool is_unfinished(mir::TypeId id) const;
  void fill_again(mir::TypeId id);
  void narrow(mir::Type& type, Shape& shape, mir::ValidRange range);
  mir::Variant variant(const sema::VariantDef& def, const sema::Args& args);
  std::vector<Shape> shapes_of(const mir::Variant& variant) const;
  void place_fields(mir::Variant& variant, const StructLayout& layout) const;
  void note_contents(mir::Type& type) const;
  bool tail_may_be_unsized(sema::TyId ty, const sema::Generics& generics);

  sema::Program& program_;
  mir::Program& out_;
  TypeQuestions& questions_;
  TypeIds known_;
  struct OpenPointee { mir::TypeId pointer; sema::TyId pointee; Growth from; };
  std::vector<OpenPointee> open_pointees_;
  Growth growth_;                                      // of the chain of pointers that led here
  int depth_ = 0;
  FindCoroutine find_coroutine_;
  std::vector<mir::TypeId> filling_;                   // innermost last
  std::vector<mir::TypeId> open_coroutines_;           // whose bodies are being lowered
  bool layout_failed_ = false;
  std::set<mir::TypeId> stale_;                        // hold one of those by value: laid out again after it
};

/// The path belongs to the standard library, not to the student's text.
bool is_std_path(std::string_view path);
std::string_view last_segment(std::string_view path);

}  // namespace lower
