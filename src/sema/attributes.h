#pragma once
// What attributes say about items. Attributes that change nothing here are passed over.

#include <string_view>
#include <vector>

#include "sema/program.h"

namespace sema {

const syntax::Attribute* find_attribute(const std::vector<syntax::Attribute>& attributes,
                                        std::string_view name);

/// `#[lang = "…"]`: the definition can be named by the checker.
void read_lang(Program& program, const std::vector<syntax::Attribute>& attributes, const Def& def);

/// `#[repr(C, packed(2), align(8), u8, transparent)]`.
Repr read_repr(Program& program, const std::vector<syntax::Attribute>& attributes);

/// The number in `#[name(8)]`; 0 without the attribute.
std::uint32_t number_attribute(const std::vector<syntax::Attribute>& attributes, std::string_view name);

/// Tests, link names, intrinsics.
void read_fn_attributes(const std::vector<syntax::Attribute>& attributes, std::string_view name,
                        FnDef& fn);

}  // namespace sema
