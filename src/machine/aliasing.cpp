// What the aliasing model is asked: at each access, at each reborrow and retag, when memory is freed,
// when a call ends. Without a model none of this is reached.

#include "base/text.h"
#include "machine/executor.h"

#include <algorithm>

namespace machine {

using memory::AccessCause;
using memory::AccessKind;
using memory::BorrowOrigin;
using memory::ByteRange;
using memory::Protector;
using mir::PointerKind;
using mir::RetagKind;
using mir::TypeKind;

bool Executor::aliasing_failed(memory::AliasFailure failure) {
  Stop stop = stop_here(StopKind::UndefinedBehavior, std::move(failure.category), std::move(failure.message));
  for (memory::AliasMoment& moment : failure.history) {
    const Moment::Role role = moment.role == memory::AliasMoment::Role::Made ? Moment::Role::TagMade : Moment::Role::TagLost;
    stop.related.push_back({moment.span, std::move(moment.message), role, moment.tag});
  }
  machine_.end(std::move(stop));
  return false;
}

AllocId Executor::new_allocation(memory::Allocation allocation, memory::Arena& arena) {
  if (machine_.aliasing_) allocation.tag = machine_.aliasing_->new_allocation();
  return machine_.memory_.allocate(std::move(allocation), arena);
}

Pointer Executor::base_pointer(AllocId id) const {
  const memory::Allocation* allocation = machine_.memory_.find(id);
  return {allocation->base, {id.value, allocation->tag}};
}

bool Executor::aliasing_access(AllocId id, const memory::Allocation& allocation, memory::TagValue tag, std::uint64_t offset, std::uint64_t size, Access access) {
  memory::AliasAccess use{id, tag, {offset, offset + size}, access == Access::Read ? AccessKind::Read : AccessKind::Write, AccessCause::Explicit, {}};
  if (!machine_.aliasing_->is_affected(allocation, use)) return true;
  memory::AliasFailure failure;
  use.span = alias_span();
  return machine_.aliasing_->access(allocation, use, failure) || aliasing_failed(std::move(failure));
}

/// Tells the model that the allocation goes, through a pointer with that tag.
bool Executor::aliasing_free(AllocId id, memory::TagValue tag) {
  if (!machine_.aliasing_) return true;
  const memory::Allocation& allocation = *machine_.memory_.find(id);
  memory::AliasFailure failure;
  const memory::AliasAccess use{id, tag, {0, allocation.size}, AccessKind::Write, AccessCause::Deallocation, alias_span()};
  return machine_.aliasing_->deallocate(allocation, use, failure) || aliasing_failed(std::move(failure));
}

void Executor::expose(Provenance provenance) {
  if (provenance.is_none() || provenance.is_wildcard()) return;
  const memory::Allocation* allocation = machine_.memory_.find(provenance.alloc_id());
  if (!allocation) return;
  if (!allocation->is_exposed) machine_.memory_.edit(provenance.alloc_id()).is_exposed = true;
  if (machine_.aliasing_) machine_.aliasing_->expose(*machine_.memory_.find(provenance.alloc_id()), provenance.alloc_id(), provenance.tag);
}

/// The protectors of the frame that is about to be left end.
bool Executor::aliasing_end_call() {
  if (!frame().has_protectors) return true;
  frame().has_protectors = false;
  memory::AliasFailure failure;
  return machine_.aliasing_->end_call(machine_.memory_, frame().call, alias_span(), failure) || aliasing_failed(std::move(failure));
}

/// The UnsafeCells in a value of that type that begins at `begin`. Where only the value itself could
/// tell (enums), the whole counts as one.
bool Executor::find_cells(mir::TypeId type_id, const Scalar& metadata, std::uint64_t begin, std::vector<ByteRange>& cells) {
  const mir::Type& type = program_.types[type_id];
  if (type.is_sized && !type.has_unsafe_cell) return true;
  const auto add = [&cells](std::uint64_t from, std::uint64_t to) {
    if (!cells.empty() && cells.back().end == from) cells.back().end = to;
    else if (to > from) cells.push_back({from, to});
  };
  if (type.is_unsafe_cell) {
    add(begin, begin + size_of_unsized(type_id, metadata));
    return true;
  }
  switch (type.kind) {
    case TypeKind::Str: return true;
    case TypeKind::Array:
    case TypeKind::Slice: {
      const mir::Type& element = program_.types[type.pointee];
      if (!element.has_unsafe_cell) return true;
      const std::uint64_t count = type.kind == TypeKind::Array ? type.length : static_cast<std::uint64_t>(metadata.bits);
      for (std::uint64_t i = 0; i < count; ++i)
        if (!find_cells(type.pointee, {}, begin + i * element.size, cells)) return false;
      return true;
    }
    case TypeKind::Dyn: {
      mir::VtableId vtable;
      return vtable_of(metadata, vtable) && find_cells(program_.vtables[vtable].type, {}, begin, cells);
    }
    case TypeKind::Tuple:
    case TypeKind::Struct:
    case TypeKind::Closure: {
      std::vector<const mir::Field*> fields;
      for (const mir::Field& field : type.variants[0].fields) fields.push_back(&field);
      std::sort(fields.begin(), fields.end(), [](const mir::Field* a, const mir::Field* b) { return a->offset < b->offset; });
      for (const mir::Field* field : fields) {
        std::uint64_t at = begin + field->offset;
        if (!program_.types[field->type].is_sized) {
          const std::uint64_t align = align_of_field(type, *field, metadata);
          at = begin + (field->offset + align - 1) / align * align;
        }
        if (!find_cells(field->type, metadata, at, cells)) return false;
      }
      return true;
    }
    default: add(begin, begin + type.size); return true;
  }
}

/// Whether only the vtable tells what is in it.
bool Executor::has_dyn_tail(const mir::Type& type) const {
  if (type.is_sized) return false;
  if (type.kind == TypeKind::Dyn) return true;
  if (type.kind != TypeKind::Struct && type.kind != TypeKind::Tuple) return false;
  for (const mir::Field& field : type.variants[0].fields)
    if (has_dyn_tail(program_.types[field.type])) return true;
  return false;
}

/// Gives the pointer the tag of a new borrow of what it points to.
bool Executor::borrow_pointer(Pointer& pointer, mir::TypeId pointee, const Scalar& metadata, BorrowOrigin origin, bool pointee_is_unpin, Protector protector) {
  const mir::Type& type = program_.types[pointee];
  const std::uint64_t size = size_of_unsized(pointee, metadata);
  if (machine_.is_ended()) return false;   // the metadata was no vtable
  const bool is_raw = origin == BorrowOrigin::RawConst || origin == BorrowOrigin::RawMutable;
  AllocId id;
  Pointer target = pointer;
  if (size == 0) {
    if (target.provenance.is_wildcard()) id = machine_.memory_.find_exposed(target.address);
    else if (!target.provenance.is_none()) id = target.provenance.alloc_id();
    if (!id) return true;
    target.provenance.alloc = id.value;
  } else if (!find_target(target, size, is_raw ? "a raw pointer is made" : "a reborrow", id)) {
    return false;
  }
  const memory::Allocation* allocation = machine_.memory_.find(id);
  if (!allocation || allocation->kind == memory::AllocKind::Function || allocation->kind == memory::AllocKind::Vtable) return true;
  memory::Borrow borrow;
  borrow.origin = origin;
  borrow.protector = protector;
  borrow.call = frame().call;
  borrow.pointee_is_unpin = pointee_is_unpin;
  borrow.has_early_write = protector != Protector::None && frame().code->body->has_early_writes;
  const std::uint64_t begin = target.address - allocation->base;
  borrow.range = {begin, begin + size};
  borrow.span = alias_span();
  borrow.thread = thread_.id;
  if ((!type.is_sized || type.has_unsafe_cell) && size > 0 && !find_cells(pointee, metadata, begin, borrow.cells)) return false;
  borrow.is_freeze = !type.has_unsafe_cell && !has_dyn_tail(type);
  std::vector<memory::AliasTouch> touches;
  memory::AliasFailure failure;
  memory::TagValue tag = target.provenance.tag;
  if (!machine_.aliasing_->borrow(*allocation, id, target.provenance.tag, borrow, tag, is_tracking() ? &touches : nullptr, failure)) return aliasing_failed(std::move(failure));
  if (protector != Protector::None) frame().has_protectors = true;
  for (const memory::AliasTouch& touch : touches)
    if (!note_access(id, touch.range.begin, touch.range.size(), touch.kind == AccessKind::Read ? Access::Read : Access::Write, false, touch.kind == AccessKind::Read ? "a reborrow, which counts as a read," : "a reborrow, which counts as a write,")) return false;
  if (tag != target.provenance.tag || !pointer.provenance.is_wildcard()) pointer.provenance = {id.value, tag};
  return true;
}

namespace {

BorrowOrigin origin_of(PointerKind kind) {
  switch (kind) {
    case PointerKind::Ref: return BorrowOrigin::Shared;
    case PointerKind::RefMut: return BorrowOrigin::Mutable;
    case PointerKind::Raw: return BorrowOrigin::RawConst;
    case PointerKind::RawMut: return BorrowOrigin::RawMutable;
    case PointerKind::Box: return BorrowOrigin::Box;
  }
  return BorrowOrigin::Shared;
}

}  // namespace

/// Gives new tags to the references in a value, wherever they stand in it.
bool Executor::retag_value(mir::TypeId type_id, Word* words, std::uint64_t offset, RetagKind kind) {
  const mir::Type& type = program_.types[type_id];
  if (type.size < 8) return true;
  switch (type.kind) {
    case TypeKind::Pointer: {
      const bool is_raw = type.pointer_kind == PointerKind::Raw || type.pointer_kind == PointerKind::RawMut;
      if (is_raw && kind != RetagKind::Raw) return true;
      Scalar address, metadata;
      if (!memory::load(words, offset, 8, address)) return true;
      if (type.metadata != mir::Metadata::None && !memory::load(words, offset + 8, 8, metadata)) return true;
      Protector protector = Protector::None;
      if (kind == RetagKind::FnEntry) protector = type.pointer_kind == PointerKind::Box ? Protector::Weak : Protector::Strong;
      Pointer pointer = address.pointer();
      if (!borrow_pointer(pointer, type.pointee, metadata, origin_of(type.pointer_kind), type.pointee_is_unpin, protector)) return false;
      if (!(pointer.provenance == address.provenance)) memory::store(words, offset, 8, Scalar::of(pointer));
      return true;
    }
    case TypeKind::Array: {
      const std::uint64_t size = program_.types[type.pointee].size;
      for (std::uint64_t i = 0; i < type.length; ++i)
        if (!retag_value(type.pointee, words, offset + i * size, kind)) return false;
      return true;
    }
    case TypeKind::Tuple:
    case TypeKind::Struct:
    case TypeKind::Closure:
      if (type.is_manually_drop || type.is_maybe_uninit) return true;
      for (const mir::Field& field : type.variants[0].fields)
        if (!retag_value(field.type, words, offset + field.offset, kind)) return false;
      return true;
    case TypeKind::Enum: {
      std::uint32_t variant = 0;
      if (!read_discriminant(type_id, words, offset, variant)) return false;
      for (const mir::Field& field : type.variants[variant].fields)
        if (!retag_value(field.type, words, offset + field.offset, kind)) return false;
      return true;
    }
    default: return true;
  }
}

bool Executor::retag(const Instruction& instruction) {
  const PlaceCode& place = frame().code->places[instruction.place];
  const auto kind = static_cast<RetagKind>(instruction.detail);
  if (place.start == PlaceCode::Start::Frame && place.step_count == 0) {
    if (!retag_value(place.type, frame_words(), place.offset, kind)) return false;
  } else {
    // Away from the frame: a borrow may move what it was found in.
    Bytes bytes;
    if (!reach(place, Access::Read, bytes)) return false;
    const std::uint64_t shift = bytes.offset & 7;
    std::vector<Word> words(memory::words_for(place.size + shift));
    memory::copy(bytes.words, bytes.offset, words.data(), shift, place.size);
    if (!retag_value(place.type, words.data(), shift, kind) || !reach(place, Access::Write, bytes)) return false;
    memory::copy(words.data(), shift, bytes.words, bytes.offset, place.size);
  }
  if (machine_.aliasing_->wants_collection(machine_.alias_words_searched_)) machine_.collect_tags(thread_);
  return true;
}

/// What `&place` makes.
bool Executor::borrow_place(Pointer& pointer, mir::TypeId pointee, const Scalar& metadata, const Instruction& instruction) {
  const mir::Type& reference = program_.types[frame().code->places[instruction.place].type];
  const auto kind = static_cast<mir::BorrowKind>(instruction.detail);
  BorrowOrigin origin = BorrowOrigin::Shared;
  switch (kind) {
    case mir::BorrowKind::Shared: break;
    case mir::BorrowKind::Mutable:
    case mir::BorrowKind::ClosureUnique: origin = BorrowOrigin::Mutable; break;
    case mir::BorrowKind::TwoPhaseMutable: origin = BorrowOrigin::TwoPhase; break;
    case mir::BorrowKind::Fake: return true;
  }
  return borrow_pointer(pointer, pointee, metadata, origin, reference.pointee_is_unpin, Protector::None);
}

namespace {

void gather(memory::TagSet& used, const Word* words, std::size_t count) {
  memory::TagValue last = memory::wildcard_tag;
  for (std::size_t i = 0; i < count; ++i) {
    const memory::TagValue tag = words[i].provenance.tag;
    if (words[i].of_other != 0) used.add(words[i].other.tag);
    if (tag == last || tag == memory::wildcard_tag) continue;
    used.add(tag);
    last = tag;
  }
}

}  // namespace

/// Finds the tags that pointers still carry and lets the model forget the rest. `running` stands for
/// its entry in the list of threads. Most tags die young, so nearly always only those made since the
/// last time are looked for: no allocation can hold one that has not been changed since. (What stood
/// in it then and still does is older.)
void Machine::collect_tags(const Thread& running) {
  const bool looks_for_all = alias_words_since_ > 2 * alias_words_of_all_ + 16384;
  memory::TagSet used(looks_for_all ? memory::wildcard_tag : newest_collected_);
  std::uint64_t count = 0;
  const auto look_into = [&](const memory::Allocation& allocation) {
    gather(used, allocation.words.data(), allocation.words.size());   // its own tag is always kept
    count += allocation.words.size() + 4;
  };
  memory_.take_changed([&](const memory::Allocation& allocation) { if (!looks_for_all) look_into(allocation); });
  if (looks_for_all) memory_.for_each_live([&](AllocId, const memory::Allocation& allocation) { look_into(allocation); });
  const auto look_at = [&](const Thread& thread) {
    gather(used, thread.stack.data(), thread.stack.size());
    gather(used, thread.panic.payload, 2);
    for (const PanicState& panic : thread.outer_panics) gather(used, panic.payload, 2);
    count += thread.stack.size();
    for (const Frame& frame : thread.frames) {
      used.add(frame.payload_target.provenance.tag);
      used.add(frame.result.pointer.provenance.tag);
    }
    for (const auto& [fn, data] : thread.destructors) used.add(data.provenance.tag);
  };
  for (const Shared<Thread>& thread : threads_)
    if (thread->id != running.id) look_at(*thread);
  look_at(running);
  for (const ChannelState& channel : *channels_)
    for (const Message& message : channel.queue) used.add(message.value.provenance.tag);
  for (const Shared<Location>& location : locations_)
    for (const Store& store : location->stores) used.add(store.value.provenance.tag);
  aliasing_->collect(used);
  newest_collected_ = aliasing_->newest_tag();
  alias_words_searched_ = count;
  alias_words_since_ = looks_for_all ? 0 : alias_words_since_ + count + 512;
  if (looks_for_all) alias_words_of_all_ = count;
}

}  // namespace machine
