#pragma once
// Small concurrent programs written directly in MIR, for testing the machine and the explorer without
// a front end. Each operation stands on a line of its own in an invented source text.
//
//   MirBuilder program;
//   const mir::GlobalId x = program.atomic("X");
//   FnBuilder worker = program.thread("worker");
//   worker.fetch_add(x, 1);
//   const mir::FnId worker_id = worker.finish();
//   FnBuilder main = program.main();
//   main.join(main.spawn(worker_id));
//   main.print_value(main.load(x));
//   auto code = program.finish(std::move(main));

#include <memory>
#include <string>
#include <vector>

#include "machine/code.h"
#include "mir/mir.h"

class FnBuilder;

class MirBuilder {
 public:
  MirBuilder();
  /// A static u64, for atomic or plain accesses, or as a lock's word.
  mir::GlobalId atomic(const std::string& name, std::uint64_t value = 0);
  /// The body of a thread: takes a data pointer, returns nothing.
  FnBuilder thread(const std::string& name);
  FnBuilder main();
  std::shared_ptr<machine::CodeStore> finish(FnBuilder main);

  mir::GlobalId text(const std::string& bytes);
  mir::TypeId unit, bool_, u8, u32, u64, pointer, function_pointer, pair;
  mir::Program program;
  FileId file;
  std::uint32_t next_line = 0;

 private:
  friend class FnBuilder;
  mir::FnId constant_function(std::uint64_t value);
};

class FnBuilder {
 public:
  FnBuilder(MirBuilder& owner, std::string name, mir::TypeId result, std::uint32_t argument_count);

  mir::LocalId load(mir::GlobalId atomic, int order = 4);
  void store(mir::GlobalId atomic, std::uint64_t value, int order = 4);
  void store(mir::GlobalId atomic, mir::LocalId value, int order = 4);
  mir::LocalId fetch_add(mir::GlobalId atomic, std::uint64_t value, int order = 4);
  /// The old value; writes `desired` if it was `expected`.
  mir::LocalId compare_exchange(mir::GlobalId atomic, std::uint64_t expected, std::uint64_t desired, int order = 4, int failure_order = 4, bool is_weak = false);
  mir::LocalId swap(mir::GlobalId atomic, std::uint64_t value, int order = 4);
  void fence(int order) { call(mir::Intrinsic::atomic_fence, {number(static_cast<std::uint64_t>(order), owner_.u8)}, owner_.unit); }
  void lock(mir::GlobalId word) { call_on(mir::Intrinsic::mutex_lock, word); }
  void unlock(mir::GlobalId word) { call_on(mir::Intrinsic::mutex_unlock, word); }
  void read_lock(mir::GlobalId word) { call_on(mir::Intrinsic::rwlock_read, word); }
  void read_unlock(mir::GlobalId word) { call_on(mir::Intrinsic::rwlock_unlock_read, word); }
  void write_lock(mir::GlobalId word) { call_on(mir::Intrinsic::rwlock_write, word); }
  void write_unlock(mir::GlobalId word) { call_on(mir::Intrinsic::rwlock_unlock_write, word); }
  mir::LocalId try_lock(mir::GlobalId word);
  void notify_one(mir::GlobalId condvar) { call_on(mir::Intrinsic::condvar_notify_one, condvar); }
  void notify_all(mir::GlobalId condvar) { call_on(mir::Intrinsic::condvar_notify_all, condvar); }
  void wait(mir::GlobalId condvar, mir::GlobalId mutex);
  void park();
  void unpark(mir::LocalId thread);
  void spin_hint() { call(mir::Intrinsic::spin_loop, {}, owner_.unit); }
  /// Plain accesses.
  mir::LocalId read(mir::GlobalId global);
  void write(mir::GlobalId global, std::uint64_t value);
  void write(mir::GlobalId global, const mir::Operand& value);
  mir::LocalId add(mir::LocalId value, std::uint64_t more);
  void print(const std::string& text);
  /// Prints "=N " for N from 0 to 9, "=? " for more.
  void print_value(mir::LocalId value);
  mir::LocalId spawn(mir::FnId thread);
  void join(mir::LocalId thread);
  void undefined_behaviour();

  mir::BlockId new_block();
  void go_to(mir::BlockId block);
  /// Continues in `then` if the value equals `value`, else in `otherwise`.
  void branch(mir::LocalId local, std::uint64_t value, mir::BlockId then, mir::BlockId otherwise);
  void continue_in(mir::BlockId block) { block_ = block; }
  /// Ends the body with a return and hands it to the program.
  mir::FnId finish();

  mir::LocalId call(mir::Intrinsic intrinsic, std::vector<mir::Operand> arguments, mir::TypeId result, std::vector<mir::TypeId> types = {});
  void call_on(mir::Intrinsic intrinsic, mir::GlobalId word) { call(intrinsic, {address(word)}, owner_.unit); }
  mir::Operand number(std::uint64_t value, mir::TypeId type) const;
  mir::Operand number(std::uint64_t value) const { return number(value, owner_.u64); }
  mir::Operand address(mir::GlobalId global) const;
  mir::Operand copy(mir::LocalId local) const;

 private:
  mir::LocalId local(mir::TypeId type);
  Span next_span();
  void end_block(mir::Terminator terminator);
  mir::BasicBlock& block() { return body_.blocks[block_.value]; }

  MirBuilder& owner_;
  mir::Body body_;
  mir::BlockId block_{0};
};
