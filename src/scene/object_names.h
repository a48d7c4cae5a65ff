#pragma once
// What people call a piece of memory: the static, the variable that owns it, and the field of it:
// `COUNTER`, `counts[2]`, `account.balance`. Memory on the heap is called after the variable through
// which it is reached, wrappers of std left out: the usize in an `Arc<Mutex<usize>>` held by `total`
// is `total`.

#include <map>
#include <string>

#include "machine/machine.h"
#include "scene/value_reader.h"

namespace scene {

struct NamedObject {
  std::string name;                 // empty: nobody's name for it is known
  mir::TypeId type;                 // of exactly these bytes; none if not known
  bool is_reference_count = false;  // of an Arc or Rc, which no program mentions
};

class ObjectNames {
 public:
  /// The name as it is at this moment. Names of heap memory stay what they were when first asked for.
  NamedObject name(const machine::Machine& machine, const machine::Object& object);
  /// The type that the memory's owner points to; none if no owner is known.
  mir::TypeId root_type(const machine::Machine& machine, memory::AllocId alloc) {
    const Root* root = root_of(machine, alloc);
    return root ? root->type : mir::TypeId();
  }

 private:
  struct Root { std::string name; mir::TypeId type; std::uint64_t offset = 0; };
  const Root* root_of(const machine::Machine& machine, memory::AllocId alloc);
  void search(const machine::Machine& machine);
  void walk(const ValueReader& reader, const machine::Machine& machine, const std::string& name, mir::TypeId type, const Where& where, int depth);
  void add(memory::AllocId alloc, Root root);

  std::map<std::uint32_t, Root> roots_;           // by allocation
  std::map<std::uint32_t, std::uint32_t> misses_;  // how often a search found no name
};

}  // namespace scene
