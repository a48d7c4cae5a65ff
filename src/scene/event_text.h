#pragma once
// Events, waiting and endings in a few words.

#include <optional>
#include <string>

#include "scene/object_names.h"
#include "scene/program_scene.h"
#include "scene/threads_scene.h"

namespace scene {

EventKind row_kind(machine::EventKind kind);
bool is_atomic(machine::EventKind kind);
/// Whether the thread is in code of std that the student did not call for just this: what counts
/// references, say. A call of an atomic's `load` itself is the student's.
bool is_inside_std(const machine::Thread& thread);
/// The method of an atomic that the thread is in: "fetch_add".
std::string method_of(const machine::Thread& thread);
/// A function's own name, without its path and what it is generic over.
std::string_view last_part(std::string_view function);
/// "COUNTER.load → 0", as seen right after it happened.
std::string event_text(const machine::Machine& machine, const machine::Event& event, const NamedObject& object);
/// The ways in which the operation that a thread stands before can go; none if there is only one.
std::vector<MoveChoice> move_choices(const machine::Machine& machine, const machine::Thread& thread, ObjectNames& names);
/// What std's function that sends has been given, if the thread is in one.
std::string sent_message(const machine::Machine& machine, const machine::Thread& thread);
/// "lock A (held by main)": what a thread that cannot move waits for.
std::string waiting_text(const machine::Machine& machine, const machine::Thread& thread, ObjectNames& names);
/// Who has to do something before a thread that cannot move can: the lock's owner, the thread to join.
std::optional<machine::ThreadId> waits_on(const machine::Machine& machine, const machine::Thread& thread);
/// "store to COUNTER": what moving a thread does next.
std::string next_action(const machine::Machine& machine, const machine::Thread& thread, ObjectNames& names);
/// "data race", "deadlock", …: for the picture's last row; empty for a run that came to its end.
std::string stop_title(const machine::Stop& stop);
/// A sentence on how the run ended, with what it printed where that matters.
std::string verdict_sentence(const machine::Stop& stop);
OutcomeKind outcome_kind(machine::StopKind kind);
/// One line, in quotes, cut when long.
std::string quoted_output(std::string_view text);

}  // namespace scene
