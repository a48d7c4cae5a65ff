// Who carries which pointer: found by going through all memory and all frames, as the machine does
// when it collects tags.

#include <algorithm>

#include "base/text.h"
#include "scene/borrows_detail.h"
#include "scene/value_reader.h"

namespace scene {

TagHolders::TagHolders(const machine::Machine& machine) {
  for (std::size_t t = 0; t < machine.thread_count(); ++t) {
    const machine::Thread& thread = machine.thread(static_cast<machine::ThreadId>(t));
    bool is_innermost = true;
    for (std::size_t f = thread.frames.size(); f-- > 0;) {
      if (!thread.frames[f].code->body->is_user) continue;
      add_frame(machine, thread, thread.frames[f], is_innermost);
      is_innermost = false;
    }
    // Beyond the frames in use the stack has what earlier calls left there.
    const std::size_t used = thread.frames.empty() ? 0 : thread.frames.back().base + thread.frames.back().code->frame_words;
    const std::size_t count = std::min<std::size_t>(used, thread.stack.size());
    add(thread.stack.data(), 0, count * 8, TagHolder::Temporary, {});
  }
  machine.memory().for_each_live([&](memory::AllocId, const memory::Allocation& allocation) {
    add(allocation.words.data(), 0, allocation.words.size() * 8, allocation.kind == memory::AllocKind::Local ? TagHolder::Temporary : TagHolder::Memory, {});
  });
}

void TagHolders::add_frame(const machine::Machine& machine, const machine::Thread& thread, const machine::Frame& frame, bool is_innermost) {
  const ValueReader reader(machine);
  const mir::Body& body = *frame.code->body;
  for (std::uint32_t i = 0; i < body.locals.size(); ++i) {
    const mir::Local& local = body.locals[i];
    if (!local.is_user || local.name.empty()) continue;
    const Where where = reader.where_local(thread, frame, mir::LocalId(i));
    if (!where.words) continue;
    add(where.words, where.offset, where.limit, TagHolder::Variable, is_innermost ? local.name : concat(local.name, " in ", body.name));
  }
}

void TagHolders::add(const memory::Word* words, std::uint64_t begin, std::uint64_t end, TagHolder holder, const std::string& name) {
  for (std::uint64_t i = (begin + 7) / 8; i < end / 8; ++i) {
    const memory::TagValue tag = words[i].provenance.tag;
    if (tag == memory::wildcard_tag) continue;
    if (holder == TagHolder::Variable && words[i].init != 0 && !words[i].provenance.is_none() && words[i].is_whole_pointer()) arrows_.push_back({name, {words[i].bits, words[i].provenance}});
    Held& held = held_[tag];
    if (static_cast<int>(holder) < static_cast<int>(held.holder)) held = {holder, name};
  }
}

TagHolder TagHolders::of(memory::TagValue tag) const {
  const auto found = held_.find(tag);
  return found == held_.end() ? TagHolder::Nobody : found->second.holder;
}

std::string TagHolders::name_of(memory::TagValue tag) const {
  const auto found = held_.find(tag);
  return found == held_.end() ? std::string() : found->second.name;
}

}  // namespace scene
