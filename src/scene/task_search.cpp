#include "scene/task_search.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "scene/list_reader.h"

namespace scene {
namespace {

constexpr int deepest_holder = 20;
constexpr int most_values = 6'000;           // looked at, so that a long list costs no frame
constexpr int most_values_of_task = 200;
constexpr std::uint64_t most_listed = 32;  // of a list
constexpr std::size_t most_lists = 24;
constexpr std::size_t most_labels = 2;

bool is_any_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_list(const mir::Type& type) {
  return type.kind == mir::TypeKind::Array ||
         is_any_of(type.display, {"Vec", "VecDeque", "LinkedList", "BinaryHeap", "BTreeMap", "BTreeSet", "HashMap", "HashSet"});
}

/// Types of std that go by the name of what they are put around.
bool is_wrapper(const mir::Type& type) {
  return is_any_of(type.display, {"Arc", "ArcInner", "Rc", "RcInner", "Mutex", "RwLock", "RefCell", "Cell", "UnsafeCell", "SyncUnsafeCell", "OnceCell", "OnceLock",
                                  "LocalSlot", "Pin", "NonNull", "ManuallyDrop", "MaybeUninit", "AssertUnwindSafe", "Reverse", "MutexGuard", "Ref", "RefMut", "Box"});
}

/// Scalars hold nothing; most locals are such.
bool can_lead_on(const mir::Type& type) {
  switch (type.kind) {
    case mir::TypeKind::Pointer:
    case mir::TypeKind::Array:
    case mir::TypeKind::Slice:
    case mir::TypeKind::Dyn:
    case mir::TypeKind::Tuple:
    case mir::TypeKind::Struct:
    case mir::TypeKind::Enum:
    case mir::TypeKind::Union:
    case mir::TypeKind::Closure:
    case mir::TypeKind::Coroutine: return true;
    default: return false;
  }
}

class TaskSearch {
 public:
  TaskSearch(const machine::Machine& machine, const FutureLog& log) : machine_(machine), program_(machine.program()), log_(log), reader_(machine) {}

  FoundTasks run() {
    // The student's own variables give names; then those of the runtime for lessons, whose lists nobody else has.
    for (const Of of : {Of::Student, Of::Runtime}) {
      for (std::size_t t = 0; t < machine_.thread_count(); ++t) {
        thread_ = static_cast<machine::ThreadId>(t);
        seen_.clear();
        looked_at_ = 0;
        const machine::Thread& thread = machine_.thread(thread_);
        for (const machine::Frame& frame : thread.frames)
          if (is_of(of, frame.code->body->is_user, frame.code->body->span)) look_into_frame(thread, frame);
        for (const auto& [global, alloc] : thread.locals) look_into_global(of, mir::GlobalId(global), alloc);
        if (t > 0) continue;
        for (std::uint32_t i = 0; i < program_.globals.size(); ++i)
          if (program_.globals[mir::GlobalId(i)].kind == mir::Global::Kind::Static) look_into_global(of, mir::GlobalId(i), machine_.global_allocation(mir::GlobalId(i)));
      }
    }
    return std::move(found_);
  }

 private:
  enum class Of { Student, Runtime };
  enum Held : std::uint8_t { Nothing = 0, Futures = 1, Wakers = 2 };
  struct Struct { mir::TypeId type; Where where; };

  bool is_of(Of of, bool is_user, Span span) const {
    if (of == Of::Student) return is_user;
    return !is_user && span.file && program_.sources.file(span.file).name.find("crabglass") != std::string::npos;
  }

  void look_into_frame(const machine::Thread& thread, const machine::Frame& frame) {
    const mir::Body& body = *frame.code->body;
    for (std::uint32_t i = 1; i < body.locals.size(); ++i) {
      const mir::Local& local = body.locals[i];
      const bool is_captures = body.is_closure && i == 1;
      if ((local.name.empty() && !is_captures) || !can_lead_on(program_.types[local.type])) continue;
      start(local.name);
      is_stale_ = !body.is_user;
      look(local.type, reader_.where_local(thread, frame, mir::LocalId(i)), deepest_holder);
    }
  }

  void look_into_global(Of of, mir::GlobalId id, memory::AllocId alloc) {
    const mir::Global& global = program_.globals[id];
    const memory::Allocation* allocation = alloc ? machine_.memory().find(alloc) : nullptr;
    if (!allocation || !is_of(of, program_.sources.is_user(global.span), global.span)) return;
    Where where;
    where.words = allocation->words.data();
    where.limit = allocation->size;
    where.alloc = alloc;
    start(global.name);
    is_variable_ = false;
    is_global_ = global.kind == mir::Global::Kind::Static;
    look(global.type, where, deepest_holder);
  }

  void start(const std::string& name) {
    path_ = holder_ = name;
    is_variable_ = true;
    is_global_ = is_stale_ = false;
    owner_ = {};
  }

  /// Whether values of a type can have futures or wakers in them, lists aside: those stand for themselves.
  std::uint8_t held_by(mir::TypeId id) {
    const auto known = held_.find(id.value);
    if (known != held_.end()) return known->second;
    held_[id.value] = Nothing;   // for types that contain themselves
    const mir::Type& type = program_.types[id];
    std::uint8_t held = Nothing;
    if (type.is_maybe_uninit) held = Nothing;
    else if (type.kind == mir::TypeKind::Coroutine || log_.functions().is_future(id)) held = Futures;
    else if (type.kind == mir::TypeKind::Dyn) held = type.name.find("Future<") != std::string::npos ? Futures : Nothing;
    else if (type.display == "Waker") held = Wakers;
    else if (type.kind == mir::TypeKind::Pointer) held = held_by(type.pointee);
    else if (!is_list(type))
      for (const mir::Variant& variant : type.variants)
        for (const mir::Field& field : variant.fields) held |= held_by(field.type);
    return held_[id.value] = held;
  }

  bool is_known_by_number(mir::TypeId element, std::uint64_t reach) const {
    if (program_.types[element].kind != mir::TypeKind::Int) return false;
    return std::any_of(log_.polls().begin(), log_.polls().end(), [&](const LoggedPoll& poll) {
      return poll.waker.number_type == element && std::count(poll.waker.reach.begin(), poll.waker.reach.end(), reach) > 0;
    });
  }

  void look(mir::TypeId id, const Where& where, int depth) {
    const mir::Type& type = program_.types[id];
    if (!where.words || depth == 0 || !can_lead_on(type) || ++looked_at_ > most_values) return;
    if (type.is_sized && where.offset + type.size > where.limit) return;
    std::uint64_t channel = 0;
    if (is_list(type)) return look_into_list(id, where, depth);
    if (read_channel(machine_, type, where, channel)) return look_into_channel(type, channel, depth);
    if (type.display == "Waker") return note_waker(id, where);
    if (type.display == "Context") return;
    switch (type.kind) {
      case mir::TypeKind::Pointer: return look_behind(type, where, depth);
      case mir::TypeKind::Dyn: {
        const mir::TypeId inside = type_behind(where);
        if (inside) look(inside, where, depth - 1);
        return;
      }
      case mir::TypeKind::Slice: {
        Where element = where;
        for (std::uint64_t i = 0; i < where.metadata && i < most_listed; ++i, element.offset += program_.types[type.pointee].size) look(type.pointee, element, depth - 1);
        return;
      }
      case mir::TypeKind::Coroutine:
      case mir::TypeKind::Enum: {
        const std::int64_t variant = active_variant(program_, type, where);
        if (variant < 0 || static_cast<std::size_t>(variant) >= type.variants.size()) return;
        if (type.kind == mir::TypeKind::Coroutine) {
          if (variant == 0) note_fresh(id, where);
          // What was captured may have been moved on since.
          const bool was_stale = std::exchange(is_stale_, is_stale_ || variant > 0);
          look_into(id, 0, where, depth);
          is_stale_ = was_stale;
          if (variant == 0) return;
        }
        return look_into(id, static_cast<std::size_t>(variant), where, depth);
      }
      case mir::TypeKind::Struct:
      case mir::TypeKind::Tuple:
      case mir::TypeKind::Closure:
        if (!type.is_maybe_uninit && !type.variants.empty()) look_into(id, 0, where, depth);
        return;
      default: return;
    }
  }

  mir::TypeId type_behind(const Where& where) const {
    const memory::Allocation* table = where.vtable.is_none() ? nullptr : machine_.memory().find(where.vtable.alloc_id());
    if (!table || table->kind != memory::AllocKind::Vtable) return {};
    return program_.vtables[mir::VtableId(table->origin)].type;
  }

  void look_into(mir::TypeId id, std::size_t variant, const Where& where, int depth) {
    const mir::Type& type = program_.types[id];
    const bool is_named = type.kind != mir::TypeKind::Enum && type.kind != mir::TypeKind::Tuple && !is_wrapper(type);
    const std::string path = path_, holder = holder_;
    const Struct owner = owner_;
    const bool was_variable = is_variable_;
    for (const mir::Field& field : type.variants[variant].fields) {
      if (is_named) {
        const bool has_name = !field.name.empty() && (field.name[0] < '0' || field.name[0] > '9');
        if (has_name && type.kind == mir::TypeKind::Coroutine) path_ = holder_ = field.name;
        else if (has_name) path_ = path.empty() ? field.name : concat(path, ".", field.name);
        if (type.kind == mir::TypeKind::Struct) owner_ = {id, where};
        is_variable_ = was_variable && type.kind == mir::TypeKind::Coroutine;
        if (holder_.empty()) holder_ = path_;
      }
      look(field.type, field_place(where, field), depth - 1);
    }
    path_ = path;
    holder_ = holder;
    owner_ = owner;
    is_variable_ = was_variable;
  }

  /// Each value is looked at once, however many pointers lead to it.
  void look_behind(const mir::Type& pointer, const Where& where, int depth) {
    const Where target = reader_.follow(pointer, where);
    if (!target.words || !target.alloc || !can_lead_on(program_.types[pointer.pointee])) return;
    if (!seen_.insert({target.alloc.value, target.offset, pointer.pointee.value}).second) return;
    const bool was_stale = std::exchange(is_stale_, false);
    look(pointer.pointee, target, depth - 1);
    is_stale_ = was_stale;
  }

  void note_fresh(mir::TypeId id, const Where& where) {
    if (is_stale_) return;
    for (const FreshFuture& known : found_.fresh)
      if (known.type == id && known.where.words == where.words && known.where.offset == where.offset) return;
    found_.fresh.push_back({id, where, holder_});
  }

  // ---- Lists

  /// What lies in a frame's own bytes is in no allocation: its place there tells it apart.
  static std::uint64_t place_of(const Where& where) { return where.alloc ? where.offset : reinterpret_cast<std::uintptr_t>(where.words) + where.offset; }

  /// The list with this place, if it was found on another way: then this thread leads to it too.
  FoundList* known_list(std::uint64_t reach, std::uint64_t offset) {
    for (FoundList& list : found_.lists) {
      if (list.reach != reach || list.offset != offset) continue;
      if (!list.threads.empty() && list.threads.back() != thread_) list.threads.push_back(thread_);
      return &list;
    }
    return nullptr;
  }

  FoundList* add_list(std::string type, bool holds_wakers, std::uint64_t reach, std::uint64_t offset) {
    if (found_.lists.size() >= most_lists) return nullptr;
    FoundList list;
    list.name = path_;
    list.type = std::move(type);
    list.holds_wakers = holds_wakers;
    list.reach = reach;
    list.offset = offset;
    if (!is_global_) list.threads.push_back(thread_);
    if (owner_.where.words && program_.types[owner_.type].display.empty())
      for (const mir::Field& field : program_.types[owner_.type].variants[0].fields)
        if (program_.types[field.type].kind == mir::TypeKind::Int) list.beside.push_back(reader_.read(field.name, field.type, field_place(owner_.where, field)));
    found_.lists.push_back(std::move(list));
    return &found_.lists.back();
  }

  /// A waker that somebody keeps. One that is a variable, or is reached through it, is in use, not kept.
  void note_waker(mir::TypeId id, const Where& where) {
    if (is_variable_ || known_list(where.alloc.value, place_of(where))) return;
    FoundList* list = add_list({}, true, where.alloc.value, place_of(where));
    if (!list) return;
    list->length = 1;
    list->tasks.push_back(task_of(id, where));
  }

  void look_into_list(mir::TypeId id, const Where& where, int depth) {
    const mir::Type& type = program_.types[id];
    const auto [element, length, elements] = elements_of(reader_, id, where, most_listed);
    if (!element) return;
    const std::uint8_t held = held_by(element);
    const std::uint64_t reach = where.alloc.value;
    const bool is_shown = !is_stale_ && (held != Nothing || (where.alloc && is_known_by_number(element, reach)));
    if (is_shown && !known_list(reach, place_of(where)))
      if (FoundList* list = add_list(type.kind == mir::TypeKind::Array ? "array" : type.display, held == Wakers, reach, place_of(where))) {
        list->length = length;
        for (const Where& at : elements) list->tasks.push_back(task_of(element, at));
        list->is_of_numbers = held == Nothing;
      }
    if (held == Wakers) return;
    for (const Where& at : elements) look(element, at, depth - 1);
  }

  void look_into_channel(const mir::Type& type, std::uint64_t channel, int depth) {
    const std::uint64_t reach = reach_of_channel(channel);
    // Who receives gives the queue its name.
    if (FoundList* known = known_list(reach, 0)) {
      if (type.display == "Receiver" && !std::exchange(known->is_named_by_receiver, true)) known->name = path_;
      return;
    }
    // `Sender<Arc<Task>>` keeps no value of its parameter, so that is found by its name.
    const std::size_t open = type.name.find('<');
    if (open == std::string::npos) return;
    const std::string_view name = std::string_view(type.name).substr(open + 1, type.name.size() - open - 2);
    mir::TypeId message;
    for (std::uint32_t i = 0; i < program_.types.size(); ++i) {
      const mir::Type& each = program_.types[mir::TypeId(i)];
      if (each.name != name || !each.is_sized) continue;
      if (message) return;   // two types of one name
      message = mir::TypeId(i);
    }
    if (!message || (held_by(message) == Nothing && !is_known_by_number(message, reach))) return;
    FoundList* list = add_list("channel", held_by(message) == Wakers, reach, 0);
    if (!list) return;
    list->is_named_by_receiver = type.display == "Receiver";
    list->length = machine_.channel_length(static_cast<std::uint32_t>(channel));
    std::vector<Where> messages;
    for (std::uint64_t i = 0; i < list->length && i < most_listed; ++i) {
      const memory::Scalar& box = machine_.channel_message(static_cast<std::uint32_t>(channel), i);
      Where at;
      const memory::Allocation* allocation = box.provenance.is_none() || box.provenance.is_wildcard() ? nullptr : machine_.memory().find(box.provenance.alloc_id());
      if (allocation) {
        at.words = allocation->words.data();
        at.limit = allocation->size;
        at.alloc = box.provenance.alloc_id();
      }
      messages.push_back(at);
      list->tasks.push_back(task_of(message, at));
    }
    for (const Where& at : messages) look(message, at, depth - 1);
  }

  // ---- One element

  FoundTask task_of(mir::TypeId id, const Where& where) {
    FoundTask task;
    seen_in_task_.clear();
    left_in_task_ = most_values_of_task;
    look_into_task(task, id, where, {}, deepest_holder, true);
    return task;
  }

  void look_into_task(FoundTask& task, mir::TypeId id, const Where& where, const std::string& name, int depth, bool is_own) {
    const mir::Type& type = program_.types[id];
    if (!where.words || depth == 0 || --left_in_task_ < 0 || (type.is_sized && where.offset + type.size > where.limit)) return;
    std::uint64_t channel = 0;
    if (type.display == "Waker") {
      task.clues.push_back({TaskClue::Kind::Waker, id, {}, 0, read_waker(machine_, id, where).data});
      return;
    }
    if (type.display == "Instant" && is_own) {
      task.has_time = true;
      const mir::Field& since = type.variants[0].fields[0];
      const Where at = field_place(where, since);
      task.time_nanos = number_at(program_, program_.types[since.type], at, "secs") * 1'000'000'000 + number_at(program_, program_.types[since.type], at, "nanos");
      return;
    }
    if (log_.functions().is_future(id) || (type.kind == mir::TypeKind::Coroutine && program_.sources.is_user(span_of(id)))) {
      task.clues.push_back({TaskClue::Kind::Future, id, where.alloc, where.offset, 0});
      return;
    }
    if (is_list(type) || read_channel(machine_, type, where, channel)) return;
    if (type.kind == mir::TypeKind::Struct && where.alloc) task.clues.push_back({TaskClue::Kind::Value, id, where.alloc, where.offset, 0});
    const auto fields = [&](std::size_t variant) {
      for (const mir::Field& field : type.variants[variant].fields)
        look_into_task(task, field.type, field_place(where, field), field.name, depth - 1, is_own && type.kind != mir::TypeKind::Coroutine && (type.display.empty() || type.display == "Reverse"));
    };
    switch (type.kind) {
      case mir::TypeKind::Int: {
        if (!is_own) return;
        memory::Scalar number;
        if (memory::load(where.words, where.offset, static_cast<std::uint32_t>(type.size), number)) task.clues.push_back({TaskClue::Kind::Number, id, {}, 0, static_cast<std::uint64_t>(number.bits)});
        if (task.labels.size() < most_labels) task.labels.push_back(reader_.read(name, id, where));
        return;
      }
      case mir::TypeKind::Pointer: {
        if (is_own && program_.types[type.pointee].kind == mir::TypeKind::Str && task.labels.size() < most_labels) task.labels.push_back(reader_.read(name, id, where));
        const Where target = reader_.follow(type, where);
        if (!target.words || !target.alloc || !seen_in_task_.insert({target.alloc.value, target.offset, type.pointee.value}).second) return;
        return look_into_task(task, type.pointee, target, {}, depth - 1, false);
      }
      case mir::TypeKind::Dyn: {
        const mir::TypeId inside = type_behind(where);
        if (inside) look_into_task(task, inside, where, {}, depth - 1, false);
        return;
      }
      case mir::TypeKind::Coroutine:
      case mir::TypeKind::Enum: {
        const std::int64_t variant = active_variant(program_, type, where);
        if (variant < 0 || static_cast<std::size_t>(variant) >= type.variants.size()) return;
        fields(static_cast<std::size_t>(variant));
        if (type.kind == mir::TypeKind::Coroutine && variant > 0 && task.clues.empty()) fields(0);
        return;
      }
      case mir::TypeKind::Struct:
      case mir::TypeKind::Tuple:
      case mir::TypeKind::Closure:
        if (!type.is_maybe_uninit && !type.variants.empty()) fields(0);
        return;
      default: return;
    }
  }

  Span span_of(mir::TypeId coroutine) const {
    for (const mir::Coroutine& each : program_.coroutines)
      if (each.type == coroutine) return each.span;
    return {};
  }

  using Seen = std::set<std::tuple<std::uint32_t, std::uint64_t, std::uint32_t>>;

  const machine::Machine& machine_;
  const mir::Program& program_;
  const FutureLog& log_;
  const ValueReader reader_;
  machine::ThreadId thread_ = 0;
  std::string holder_, path_;      // the variable, and the way from it: "clock.alarms"
  bool is_variable_ = true;        // no field was gone through yet
  bool is_global_ = false;
  bool is_stale_ = false;          // the bytes may be what a move has left
  Struct owner_;                   // the struct whose field is looked at
  int looked_at_ = 0, left_in_task_ = 0;
  Seen seen_, seen_in_task_;
  std::map<std::uint32_t, std::uint8_t> held_;
  FoundTasks found_;
};

}  // namespace

FoundTasks find_tasks(const machine::Machine& machine, const FutureLog& log) { return TaskSearch(machine, log).run(); }

}  // namespace scene
