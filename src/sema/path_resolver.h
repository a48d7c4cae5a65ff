#pragma once
// One path on its way through scopes and modules; resolve.cpp goes it, resolve_errors.cpp says why
// it cannot be gone.

#include "sema/resolve.h"

namespace sema {

class PathResolver {
 public:
  PathResolver(Program& program, const ItemScope& scope, const syntax::Path& path, PathUse use,
               bool is_reporting, const LocalNames& local_names)
      : program_(program), scope_(scope), path_(path), use_(use), space_(namespace_of(use)),
        is_reporting_(is_reporting), local_names_(local_names) {}

  PathResolution resolve();

 private:
  /// A name in scope, and the binding that gave it; none for parameters, crates, built-in types.
  struct Found {
    Def def;
    const Binding* binding = nullptr;
  };

  std::uint32_t length() const { return static_cast<std::uint32_t>(path_.segments.size()); }
  NameId name(std::uint32_t at) const { return path_.segments[at].ident.name; }
  Namespace space_at(std::uint32_t at) const { return at + 1 == length() ? space_ : Namespace::Types; }
  PathResolution done(Def def, std::uint32_t count) const;

  /// `crate`, `self`, `super`, `$crate` at the start; the number of such words.
  std::uint32_t leading_words(Def& def);
  PathResolution self_type();
  PathResolution go_on(Def def, std::uint32_t count);
  Found find_outward(Namespace space, NameId name) const;
  Def find_param(Namespace space, NameId name) const;
  void check_use(const Binding& binding, std::uint32_t at);

  // resolve_errors.cpp
  PathResolution fail(diag::Kind kind, Span span, std::string message, std::string help = {});
  PathResolution fail_outward(std::uint32_t at);
  PathResolution fail_in(ModuleId module, std::uint32_t at);
  PathResolution fail_self_type();
  PathResolution fail_word_as_value();
  bool report_outer(const syntax::Ident& ident);
  bool has_outer_param(syntax::ItemId around, NameId name, bool is_self) const;
  bool is_outer_local(ModuleId block, const syntax::Ident& ident) const;
  std::string how_to_build(const Def& def) const;
  std::string hint(const syntax::Ident& ident, Namespace space, ModuleId module) const;
  std::vector<std::string_view> names_outward(Namespace space) const;
  void report_hidden(const Binding& binding, std::uint32_t at);
  void report_ambiguous(std::uint32_t at);

  Program& program_;
  const ItemScope& scope_;
  const syntax::Path& path_;
  const PathUse use_;
  const Namespace space_;
  const bool is_reporting_;
  const LocalNames& local_names_;
};

}  // namespace sema
