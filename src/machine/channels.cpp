// Channels: the machine keeps the queue, as boxed messages.

#include "machine/executor.h"

namespace machine {

using mir::Intrinsic;

void Executor::wake_rendezvous(ThreadId sender, bool taken) {
  Thread& thread = machine_.threads_[sender].edit();
  if (thread.phase != WaitPhase::Rendezvous) return;
  (taken ? thread.message_taken : thread.message_refused) = true;
}

bool Executor::channel_intrinsic(const CallCode& call, Event event) {
  const Intrinsic which = call.term->callee.intrinsic;
  const Pending pending = thread_.pending;
  const auto no_result = [&] { return finish_operation(std::move(event)); };
  switch (which) {
    case Intrinsic::channel_send:
    case Intrinsic::channel_try_send: {
      Machine::ChannelState& channel = machine_.channels_.edit()[pending.object.id];
      const bool is_try = which == Intrinsic::channel_try_send;
      const auto answer = [&](std::uint32_t status) {
        event.succeeded = status == 0;
        emit(std::move(event));
        return is_try ? result(Scalar::of(status), 4) : result(Scalar::of(status == 0 ? 1 : 0), 1);
      };
      if (thread_.phase == WaitPhase::Rendezvous) {
        const bool was_taken = thread_.message_taken;
        thread_.phase = WaitPhase::None;
        thread_.message_taken = thread_.message_refused = false;
        acquire(channel.disconnect_clock);
        return result(Scalar::of(was_taken ? 1 : 0), 1);
      }
      Scalar message;
      if (!argument(call, 1, message)) return false;
      if (!channel.has_receiver) {
        acquire(channel.disconnect_clock);
        return answer(2);
      }
      if (is_try) {
        bool receiver_waits = false;
        for (const Shared<Thread>& other : machine_.threads_)
          if (other->id != thread_.id && other->is_at_visible && other->pending.kind == EventKind::Receive && other->pending.object == pending.object) receiver_waits = true;
        const bool has_room = channel.capacity == 0 ? receiver_waits && channel.queue.empty() : channel.queue.size() < channel.capacity;
        if (!has_room) return answer(1);
      }
      // A bounded send happens after the receive that made room for it.
      if (!channel.freed.empty()) {
        acquire(channel.freed.front());
        channel.freed.erase(channel.freed.begin());
      }
      channel.queue.push_back({message, release(), thread_.id});
      if (channel.capacity == 0 && !is_try) {
        thread_.phase = WaitPhase::Rendezvous;
        thread_.message_taken = thread_.message_refused = false;
        emit(std::move(event));
        return true;
      }
      return answer(0);
    }
    case Intrinsic::channel_receive:
    case Intrinsic::channel_try_receive: {
      Machine::ChannelState& channel = machine_.channels_.edit()[pending.object.id];
      Scalar status;
      if (!argument(call, which == Intrinsic::channel_receive ? 2 : 1, status)) return false;
      const auto answer = [&](std::uint32_t outcome, const Scalar& message) {
        event.succeeded = outcome == 0;
        emit(std::move(event));
        if (outcome == 1 && which == Intrinsic::channel_receive) time_out();
        thread_.deadline = forever;
        return write_at(status, Scalar::of(outcome), 4) && result(message, 8);
      };
      if (!channel.queue.empty()) {
        const Machine::Message message = channel.queue.front();
        channel.queue.erase(channel.queue.begin());
        acquire(message.clock);
        event.other = message.sender;
        if (channel.capacity != forever) {
          channel.freed.push_back(release());
          if (channel.capacity == 0) {
            wake_rendezvous(message.sender, true);
            machine_.channels_.edit()[pending.object.id].disconnect_clock.join(thread_.clock);
          }
        }
        return answer(0, message.value);
      }
      if (channel.senders == 0) {
        acquire(channel.disconnect_clock);
        return answer(2, Scalar::of(0));
      }
      return answer(1, Scalar::of(0));
    }
    case Intrinsic::channel_add_sender: ++machine_.channels_.edit()[pending.object.id].senders; return no_result();
    case Intrinsic::channel_drop_sender: {
      Machine::ChannelState& channel = machine_.channels_.edit()[pending.object.id];
      --channel.senders;
      channel.disconnect_clock.join(release());
      return no_result();
    }
    case Intrinsic::channel_drop_receiver: {
      Machine::ChannelState& channel = machine_.channels_.edit()[pending.object.id];
      channel.has_receiver = false;
      channel.disconnect_clock.join(release());
      // A sender that still waits in a rendezvous gets its message back.
      std::vector<Machine::Message> left;
      for (const Machine::Message& message : channel.queue)
        if (machine_.threads_[message.sender]->phase != WaitPhase::Rendezvous) left.push_back(message);
      for (const Machine::Message& message : channel.queue) wake_rendezvous(message.sender, false);
      machine_.channels_.edit()[pending.object.id].queue = std::move(left);
      return no_result();
    }
    default: return unsupported("this operation of a channel");
  }
}

}  // namespace machine
