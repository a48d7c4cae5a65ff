// Futures that nobody has polled yet. Polls make futures known; before that, one is only a value in
// some variable, so all that the student's variables own or point to is looked through.

#include <set>
#include <tuple>

#include "scene/states.h"

namespace scene {
namespace {

constexpr int deepest_holder = 16;
constexpr int most_values = 4'000;       // looked at, so that a long list costs no frame
constexpr std::uint64_t most_looked_at = 32;  // elements of an array

class FreshSearch {
 public:
  explicit FreshSearch(const machine::Machine& machine) : machine_(machine), program_(machine.program()), reader_(machine) {}

  std::vector<FreshFuture> run() {
    for (std::size_t t = 0; t < machine_.thread_count(); ++t) {
      const machine::Thread& thread = machine_.thread(static_cast<machine::ThreadId>(t));
      for (const machine::Frame& frame : thread.frames)
        if (frame.code->body->is_user) look_into_frame(thread, frame);
    }
    for (std::uint32_t i = 0; i < program_.globals.size(); ++i) {
      const mir::Global& global = program_.globals[mir::GlobalId(i)];
      if (global.kind != mir::Global::Kind::Static || !program_.sources.is_user(global.span)) continue;
      holder_ = global.name;
      look(global.type, reader_.where_global(mir::GlobalId(i)), deepest_holder);
    }
    return std::move(found_);
  }

 private:
  void look_into_frame(const machine::Thread& thread, const machine::Frame& frame) {
    const mir::Body& body = *frame.code->body;
    for (std::uint32_t i = 1; i < body.locals.size(); ++i) {
      const mir::Local& local = body.locals[i];
      if (local.name.empty() || !is_of_interest(local.type)) continue;
      holder_ = local.name;
      look(local.type, reader_.where_local(thread, frame, mir::LocalId(i)), deepest_holder);
    }
  }

  /// Scalars hold nothing; most locals are such.
  bool is_of_interest(mir::TypeId id) const {
    switch (program_.types[id].kind) {
      case mir::TypeKind::Bool:
      case mir::TypeKind::Char:
      case mir::TypeKind::Int:
      case mir::TypeKind::Float:
      case mir::TypeKind::Str:
      case mir::TypeKind::FnDef:
      case mir::TypeKind::FnPtr:
      case mir::TypeKind::Never:
      case mir::TypeKind::Param: return false;
      default: return true;
    }
  }

  void look(mir::TypeId id, const Where& where, int depth) {
    if (!where.words || depth == 0 || !is_of_interest(id) || ++looked_at_ > most_values) return;
    const mir::Type& type = program_.types[id];
    if (type.is_sized && where.offset + type.size > where.limit) return;
    switch (type.kind) {
      case mir::TypeKind::Pointer: return look_behind(type, where, depth);
      case mir::TypeKind::Dyn: {
        const memory::Allocation* table = where.vtable.is_none() ? nullptr : machine_.memory().find(where.vtable.alloc_id());
        if (table && table->kind == memory::AllocKind::Vtable) look(program_.vtables[mir::VtableId(table->origin)].type, where, depth - 1);
        return;
      }
      case mir::TypeKind::Array:
      case mir::TypeKind::Slice: {
        const std::uint64_t count = type.kind == mir::TypeKind::Array ? type.length : where.metadata;
        Where element = where;
        for (std::uint64_t i = 0; i < count && i < most_looked_at; ++i, element.offset += program_.types[type.pointee].size)
          look(type.pointee, element, depth - 1);
        return;
      }
      case mir::TypeKind::Coroutine:
      case mir::TypeKind::Enum: {
        const std::int64_t variant = active_variant(program_, type, where);
        if (variant < 0 || static_cast<std::size_t>(variant) >= type.variants.size()) return;
        if (type.kind == mir::TypeKind::Coroutine && variant == 0) note(id, where);
        return look_into(type.variants[static_cast<std::size_t>(variant)], where, depth);
      }
      case mir::TypeKind::Struct:
      case mir::TypeKind::Tuple:
      case mir::TypeKind::Closure:
        if (!type.is_maybe_uninit && !type.variants.empty()) look_into(type.variants[0], where, depth);
        return;
      default: return;
    }
  }

  void note(mir::TypeId id, const Where& where) {
    for (const FreshFuture& known : found_)
      if (known.type == id && known.where.words == where.words && known.where.offset == where.offset) return;
    found_.push_back({id, where, holder_});
  }

  void look_into(const mir::Variant& variant, const Where& where, int depth) {
    for (const mir::Field& field : variant.fields) look(field.type, field_place(where, field), depth - 1);
  }

  /// Each value is looked at once, however many pointers lead to it.
  void look_behind(const mir::Type& pointer, const Where& where, int depth) {
    const Where target = reader_.follow(pointer, where);
    if (!target.words || !target.alloc || !is_of_interest(pointer.pointee)) return;
    if (!seen_.insert({target.alloc.value, target.offset, pointer.pointee.value}).second) return;
    look(pointer.pointee, target, depth - 1);
  }

  const machine::Machine& machine_;
  const mir::Program& program_;
  const ValueReader reader_;
  std::string holder_;
  int looked_at_ = 0;
  std::set<std::tuple<std::uint32_t, std::uint64_t, std::uint32_t>> seen_;
  std::vector<FreshFuture> found_;
};

}  // namespace

std::vector<FreshFuture> find_fresh_futures(const machine::Machine& machine) { return FreshSearch(machine).run(); }

}  // namespace scene
