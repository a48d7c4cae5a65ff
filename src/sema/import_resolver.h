#pragma once
// How imports are resolved. All of a crate's imports wait for each other: what one brings in may be
// the module that another starts from. So they are tried in rounds until a round finds nothing new.
//
// A name that is found may still be hidden by one that comes later: an import hides what globs and
// the modules outside have. While such an import waits, the first rounds wait too (Careful); only
// when all wait, what is there is taken (Eager). What is not visible is taken last of all, so that
// a private item is one mistake and not many (Lenient).

#include <unordered_map>
#include <vector>

#include "sema/imports.h"

namespace sema {

class ImportResolver {
 public:
  ImportResolver(Program& program, const std::vector<PendingImport>& imports);
  void run();

 private:
  enum class Stage : std::uint8_t { Careful, Eager, Lenient };
  static constexpr Namespace spaces[] = {Namespace::Types, Namespace::Values};

  struct Import {
    ModuleId module;                    // where it stands
    const syntax::Item* item;
    const syntax::UseItem* use;
    NameId name;                        // what it binds; none for globs and `as _`
    bool is_lexical = false;            // one word alone: found as any name is, outward
    ModuleId from;                      // the module of its prefix, once that is resolved
    bool is_found[2] = {false, false};  // by namespace
    bool is_narrowed[2] = {false, false};   // the item is not visible as far as it is exported
    bool is_finished = false;           // a glob that was taken, or both namespaces found
    bool is_waiting() const { return !is_finished && !is_found[0] && !is_found[1]; }
  };
  struct Looked {
    enum class Kind : std::uint8_t { Found, Missing, Wait } kind = Kind::Missing;
    Def def;
    const Binding* binding = nullptr;   // none for the root of std
  };
  /// How far the path of an import leads.
  struct Walk {
    enum class Kind : std::uint8_t { Arrived, Missing, NotAModule, Wait, Error } kind = Kind::Missing;
    Def def;
    std::uint32_t at = 0;               // the segment that failed
    ModuleId in;                        // the module it was looked for in; none: in scope
    std::vector<std::pair<std::uint32_t, const Binding*>> hidden;   // segments that are not visible
  };

  bool try_import(Import& import);
  bool try_single(Import& import);
  bool try_glob(Import& import);
  Walk walk(const Import& import, std::size_t count);
  Looked look_in(ModuleId module, Namespace space, NameId name, const Import& import) const;
  Looked look_outward(Namespace space, NameId name, const Import& import) const;
  bool accept(Import& import, Namespace space, const Looked& looked);

  void define(ModuleId module, Namespace space, NameId name, Binding binding, const Def* replaced);
  void hand_on(ModuleId module, Namespace space, NameId name, const Def* replaced);
  void hand_on_trait(ModuleId module, TraitId trait);
  Binding glob_binding(const Import& import, const Binding& original) const;
  std::unordered_map<NameId, Binding>& names(ModuleId module, Namespace space);

  // import_errors.cpp
  void report();
  void report_hidden(const Import& import, const Walk& walk);
  void report_waiting(const Import& import);
  void report_failed_walk(const Import& import, const Walk& walk, std::size_t count);
  void report_missing(const Import& import);
  void forget_missing_macro(NameId name);
  void bind_error(const Import& import);
  void report_narrowed(const Import& import);
  bool follows_from_another(const Import& import, NameId name, ModuleId in) const;

  static std::uint64_t key(ModuleId module, NameId name) {
    return (std::uint64_t{module.value} << 32) | name.value;
  }

  Program& program_;
  std::vector<Import> imports_;
  Stage stage_ = Stage::Careful;
  bool is_blaming_all_ = false;       // see report
  std::unordered_map<std::uint64_t, std::uint32_t> waiting_names_;   // by module and name
  std::unordered_map<ModuleId, std::uint32_t> waiting_globs_;
  std::unordered_map<ModuleId, std::vector<std::uint32_t>> glob_importers_;   // of a module: imports
};

}  // namespace sema
