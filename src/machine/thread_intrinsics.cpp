// What a thread asks without others noticing: its name, its scope, its destructors, a new channel.

#include "machine/executor.h"

namespace machine {

using mir::Intrinsic;

bool Executor::thread_intrinsic(const Instruction&, const CallCode& call, bool& handled) {
  const Intrinsic which = call.term->callee.intrinsic;
  const auto scalar_result = [&](unsigned __int128 bits, std::uint32_t size) { return result(Scalar::of(bits), size); };
  switch (which) {
    case Intrinsic::channel_new: {
      note_unusual();
      Scalar capacity;
      if (!argument(call, 0, capacity)) return false;
      std::vector<Machine::ChannelState>& channels = machine_.channels_.edit();
      channels.emplace_back();
      channels.back().capacity = static_cast<std::uint64_t>(capacity.bits);
      channels.back().key = (std::uint64_t{thread_.id} << 32) + thread_.channels_made++;
      return scalar_result(channels.size() - 1, 8);
    }
    case Intrinsic::ends_are_asked_for: return scalar_result(program_.asks_for_ends ? 1 : 0, 1);
    case Intrinsic::thread_current: return scalar_result(thread_.id, 8);
    case Intrinsic::scope_add: {
      note_unusual();
      Scalar scope, thread, packet;
      if (!argument(call, 0, scope) || !argument(call, 1, thread) || !argument(call, 2, packet)) return false;
      Thread& member = machine_.threads_[static_cast<ThreadId>(thread.bits)].edit();
      member.scope = scope.pointer().address;
      member.packet = packet;
      advance();
      return true;
    }
    case Intrinsic::scope_take: {
      note_unusual();
      Scalar scope, packet;
      if (!argument(call, 0, scope) || !argument(call, 1, packet)) return false;
      for (Shared<Thread>& thread : machine_.threads_) {
        if (thread->scope != scope.pointer().address) continue;
        if (!write_at(packet, thread->packet, 8)) return false;
        thread.edit().scope = 0;
        return scalar_result(thread->id, 8);
      }
      return scalar_result(~std::uint64_t{0}, 8);
    }
    case Intrinsic::thread_name: {
      note_unusual();
      Scalar id, buffer, capacity;
      if (!argument(call, 0, id) || !argument(call, 1, buffer) || !argument(call, 2, capacity)) return false;
      std::string name = machine_.threads_[static_cast<std::size_t>(id.bits)]->name;
      if (name.size() > static_cast<std::uint64_t>(capacity.bits)) name.resize(static_cast<std::size_t>(capacity.bits));
      return write_text(buffer, name) && scalar_result(name.size(), 8);
    }
    case Intrinsic::thread_local_dtor: {
      Scalar data, function;
      mir::FnId fn;
      if (!argument(call, 0, data) || !argument(call, 1, function) || !function_of(function, fn)) return false;
      thread_.destructors.emplace_back(fn, data);
      advance();
      return true;
    }
    default: handled = false; return true;
  }
}

}  // namespace machine
