// What the last step did to permissions, how undefined behaviour came about, and the diagram of
// permissions, read off the models' own tables.

#include <algorithm>

#include "base/text.h"
#include "borrows/borrow_stack.h"
#include "borrows/permission.h"
#include "scene/borrows_detail.h"
#include "scene/event_text.h"

namespace scene {
namespace {

using borrows::Permission;
using borrows::Transition;

template <class Visitor>
void for_each_tag(const BorrowsScene& scene, Visitor visit) {
  for (const BorrowCard& card : scene.cards)
    for (const BorrowRange& range : card.ranges)
      for (const BorrowTag& tag : range.tags) visit(tag);
}

std::string called(const BorrowTag& tag) { return tag.is_own ? concat("the memory of `", tag.name, "`") : concat("`", tag.name, "`"); }

const BorrowTag* tag_in(const BorrowsScene& scene, std::uint32_t wanted) {
  const BorrowTag* found = nullptr;
  for_each_tag(scene, [&](const BorrowTag& tag) {
    if (tag.tag == wanted && !found) found = &tag;
  });
  return found;
}

/// The last step at or before `step` that came from that line.
std::uint32_t step_after_line(const Recording& recording, std::uint32_t line, std::uint32_t step) {
  for (std::uint32_t i = std::min(step, recording.last_step()); i-- > 0;)
    if (recording.step(i).line == line) return i + 1;
  return step;
}

std::string upper_first(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string_view name_of_transition(Transition transition) {
  switch (transition) {
    case Transition::LocalRead: return "own read";
    case Transition::LocalWrite: return "own write";
    case Transition::ForeignRead: return "foreign read";
    case Transition::ForeignWrite: return "foreign write";
  }
  return "";
}

std::string_view words_for_strength(int strength) { return strength == 0 ? "nothing" : strength == 1 ? "reads" : "reads and writes"; }

void add_tree_permissions(BorrowsScene& scene, const std::vector<std::string>& seen) {
  const auto is_seen = [&](Permission permission) { return std::find(seen.begin(), seen.end(), borrows::name_of(permission)) != seen.end(); };
  std::vector<Permission> shown;
  // The variants come into the picture when a tag has them.
  for (const Permission permission : {Permission::ReservedIM, Permission::Reserved, Permission::ReservedConflicted, Permission::Unique, Permission::Frozen, Permission::Disabled, Permission::Cell}) {
    const bool is_variant = permission == Permission::ReservedIM || permission == Permission::ReservedConflicted || permission == Permission::Cell;
    if (!is_variant || is_seen(permission)) shown.push_back(permission);
  }
  for (const Permission permission : shown) {
    PermissionState state;
    state.name = borrows::name_of(permission);
    state.tone = tone_of_permission(state.name);
    state.allows = words_for_strength(borrows::strength(permission, permission == Permission::ReservedConflicted));
    scene.states.push_back(std::move(state));
  }
  for (std::uint32_t from = 0; from < shown.size(); ++from) {
    for (std::uint32_t to = 0; to < shown.size(); ++to) {
      std::string by;
      for (int t = 0; t < borrows::transition_count; ++t) {
        const auto transition = static_cast<Transition>(t);
        const bool is_free = borrows::after(shown[from], transition, false) == shown[to];
        const bool is_guarded = borrows::after(shown[from], transition, true) == shown[to];
        if (from == to || (!is_free && !is_guarded)) continue;
        by += concat(by.empty() ? "" : ", ", name_of_transition(transition), is_free ? "" : " while protected");
      }
      if (!by.empty()) scene.moves.push_back({from, to, std::move(by), false});
    }
  }
}

void add_stack_permissions(BorrowsScene& scene) {
  using borrows::Grant;
  for (const Grant grant : {Grant::Unique, Grant::SharedReadWrite, Grant::SharedReadOnly, Grant::Disabled}) {
    const bool reads = borrows::grants(grant, memory::AccessKind::Read), writes = borrows::grants(grant, memory::AccessKind::Write);
    PermissionState state;
    state.name = borrows::name_of(grant);
    state.tone = tone_of_permission(state.name);
    state.allows = words_for_strength(writes ? 2 : reads ? 1 : 0);
    scene.states.push_back(std::move(state));
  }
  scene.states.push_back({"popped", PermissionTone::Disabled, "nothing", false});
  // Using a tag takes away what lies above it: a read only disables what claims to be unique.
  scene.moves = {{0, 3, "a read below it", false}, {0, 4, "a write below it", false}, {1, 4, "a write below its group", false}, {2, 4, "a write below it", false}, {3, 4, "a write below it", false}};
}

}  // namespace

std::string change_sentence(const BorrowsScene& scene) {
  std::vector<std::string> parts;
  std::vector<std::uint32_t> told;
  for_each_tag(scene, [&](const BorrowTag& tag) {
    if (tag.change == TagChange::None || std::find(told.begin(), told.end(), tag.tag) != told.end()) return;
    told.push_back(tag.tag);
    switch (tag.change) {
      case TagChange::None: break;
      case TagChange::Made: parts.push_back(concat(called(tag), " is made (", tag.permission, ")")); break;
      case TagChange::Changed: parts.push_back(concat(called(tag), " goes from ", tag.permission_before, " to ", tag.permission)); break;
      case TagChange::Gone: parts.push_back(concat(called(tag), " is popped off the stack")); break;
    }
  });
  if (parts.empty()) return "This step changes no permission.";
  std::string out;
  for (std::size_t i = 0; i < parts.size() && i < 3; ++i) out += concat(i > 0 ? "; " : "", parts[i]);
  if (parts.size() > 3) out += concat("; and ", parts.size() - 3, " more");
  return upper_first(out) + ".";
}

void add_moments(BorrowsScene& scene, const Recording& recording, const machine::Machine& machine, std::uint32_t step) {
  if (!machine.is_ended() || machine.stop().kind != machine::StopKind::UndefinedBehavior) return;
  const machine::Stop& stop = machine.stop();
  using Role = machine::Moment::Role;
  const auto is_told = [](const machine::Moment& moment) { return moment.role != Role::Other; };
  const bool is_of_model = stop.category == machine.alias_model()->name();
  if (!is_of_model && std::none_of(stop.related.begin(), stop.related.end(), is_told)) return;
  const SourceMap& sources = machine.program().sources;
  for (const machine::Moment& moment : stop.related) {
    if (!is_told(moment)) continue;
    const bool is_made = moment.role == Role::TagMade || moment.role == Role::Made;
    BorrowMoment out;
    out.kind = is_made ? BorrowMomentKind::Made : moment.role == Role::Freed ? BorrowMomentKind::Freed : BorrowMomentKind::Lost;
    if (sources.is_user(moment.span)) out.line = sources.begin_of(moment.span).line;
    out.step = step_after_line(recording, out.line, step);
    const BorrowTag* tag = moment.tag != 0 ? tag_in(scene, moment.tag) : nullptr;
    if (is_made && tag) out.step = tag->made_step;
    out.sentence = upper_first(moment.message);
    if (tag && is_made && tag->name == tag->holder)
      out.sentence = concat("The argument `", tag->name, "` is a ", tag->origin, tag->is_protected ? ", protected until its call ends." : ".");
    else if (tag && is_made)
      out.sentence = concat(called(*tag), " makes ", tag->holder.empty() ? concat("a ", tag->origin) : concat("the ", tag->origin, " `", tag->holder, "`"),
                            tag->is_protected ? ", protected until its call ends." : ".");
    else if (tag && !tag->loss.empty())
      out.sentence = concat(called(*tag), tag->is_gone ? " is popped off the borrow stack" : concat(" becomes ", tag->permission), " by ", tag->loss.substr(0, tag->loss.find(':')),
                            " through another pointer.");
    else if (!out.sentence.empty() && out.sentence.back() != '.')
      out.sentence += '.';
    scene.moments.push_back(std::move(out));
  }
  BorrowMoment used;
  used.kind = BorrowMomentKind::Used;
  if (sources.is_user(stop.span)) used.line = sources.begin_of(stop.span).line;
  used.step = step;
  const std::string what = one_line(sources.text_of(stop.span));
  used.sentence = what.empty() || !sources.is_user(stop.span) ? upper_first(stop.message) + "." : concat("`", what, "`: ", stop.message, ".");
  scene.moments.push_back(std::move(used));
  scene.verdict = verdict_sentence(stop);
}

void add_permissions(BorrowsScene& scene) {
  std::vector<std::string> seen;
  for_each_tag(scene, [&](const BorrowTag& tag) {
    seen.push_back(tag.permission);
    if (!tag.permission_before.empty()) seen.push_back(tag.permission_before);
  });
  if (scene.model == BorrowModel::Tree) add_tree_permissions(scene, seen);
  else add_stack_permissions(scene);
  const auto state_of = [&](const std::string& name) {
    const auto found = std::find_if(scene.states.begin(), scene.states.end(), [&](const PermissionState& state) { return state.name == name; });
    return static_cast<std::uint32_t>(found - scene.states.begin());
  };
  for_each_tag(scene, [&](const BorrowTag& tag) {
    if (tag.change == TagChange::None) return;
    const std::uint32_t to = state_of(tag.permission), from = state_of(tag.permission_before);
    if (to < scene.states.size()) scene.states[to].is_current = true;
    for (PermissionMove& move : scene.moves) move.is_current |= move.from == from && move.to == to;
  });
}

}  // namespace scene
