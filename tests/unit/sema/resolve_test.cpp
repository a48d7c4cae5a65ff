// Names, imports and paths: what a path means where it stands, and what is said if it means nothing.

#include <doctest/doctest.h>

#include "base/text.h"
#include "sema/lookup.h"
#include "sema/resolve.h"
#include "tests/support/small_crate.h"

namespace {

using sema::Def;
using small_crate::problems;

std::string problems_of(std::string text) { return problems(*small_crate::declare(std::move(text)).program); }

/// "struct main::shapes::Point", "function std::mem::swap", "variant 1 of main::Shape".
std::string shown(const sema::Program& program, const Def& def) {
  const std::string word(sema::word_for(program, def));
  switch (def.kind) {
    case Def::Kind::Adt: return concat(word, " ", program.adts.at(sema::AdtId(def.id)).path);
    case Def::Kind::Variant: case Def::Kind::Ctor:
      return concat(def.kind == Def::Kind::Ctor ? "ctor " : "variant ", def.variant, " of ",
                    program.adts.at(sema::AdtId(def.id)).path);
    case Def::Kind::Trait: return concat(word, " ", program.traits.at(sema::TraitId(def.id)).path);
    case Def::Kind::Fn: return concat(word, " ", program.fns.at(sema::FnId(def.id)).path);
    case Def::Kind::Const: return concat(word, " ", program.consts.at(sema::ConstId(def.id)).path);
    case Def::Kind::Static: return concat(word, " ", program.statics.at(sema::StaticId(def.id)).path);
    case Def::Kind::Module:
      return concat(word, " ", program.names.text(program.modules.at(sema::ModuleId(def.id)).name));
    default: return word;
  }
}

/// What `PROBE`, a const, and `Probe`, a type alias, stand for: each one path, in the order of the text.
std::string probed(std::string text, syntax::Edition edition = syntax::Edition::E2024) {
  small_crate::Crate crate = small_crate::declare(std::move(text), edition);
  sema::Program& program = *crate.program;
  std::string out;
  for (const sema::Declared& declared : crate.declarations.items) {
    const syntax::Item& item = program.ast.items.at(declared.item);
    sema::ItemScope scope;
    scope.module = declared.module;
    const syntax::Path* path = nullptr;
    sema::Namespace space = sema::Namespace::Types;
    if (const auto* alias = std::get_if<syntax::TypeAliasItem>(&item.kind)) {
      if (program.names.text(alias->name.name) == "Probe") {
        path = &std::get_if<syntax::PathType>(&program.ast.types.at(alias->type).kind)->path;
      }
    } else if (const auto* constant = std::get_if<syntax::ConstItem>(&item.kind)) {
      if (program.names.text(constant->name.name) == "PROBE") {
        path = &std::get_if<syntax::PathExpr>(&program.ast.exprs.at(constant->value).kind)->path;
        space = sema::Namespace::Values;
      }
    }
    if (!path) continue;
    const std::size_t before = program.diagnostics.size();
    const sema::PathResolution found = sema::resolve_path(program, scope, *path, space);
    if (!out.empty()) out += "; ";
    if (program.diagnostics.size() > before) {
      out += diag::info(program.diagnostics.all().back().kind).code;
      if (!found.is_error) out += " ";
    }
    if (!found.is_error) {
      out += shown(program, found.def);
      if (found.resolved_segments < path->segments.size()) {
        out += concat(" + ", path->segments.size() - found.resolved_segments);
      }
    }
  }
  return out;
}

}  // namespace

TEST_CASE("std's own names and imports are found without a mistake") {
  CHECK(problems(small_crate::std_program()) == "");
}

TEST_CASE("names in scope come from the module, the crates, the prelude and the language") {
  CHECK(probed("struct Point; type Probe = Point;") == "struct main::Point");
  CHECK(probed("struct Point; const PROBE: Point = Point;") == "ctor 0 of main::Point");
  CHECK(probed("type Probe = Vec<i32>;") == "struct std::vec::Vec");
  CHECK(probed("const PROBE: () = Some;") == "ctor 1 of std::option::Option");
  CHECK(probed("type Probe = u8;") == "built-in type");
  CHECK(probed("type Probe = core::cell::Cell<u8>;") == "struct std::cell::Cell");
  CHECK(probed("struct Vec; type Probe = Vec;") == "struct main::Vec");
  CHECK(probed("mod std { pub struct Here; } type Probe = std::Here;") == "struct main::std::Here");
  CHECK(probed("mod std {} type Probe = ::std::rc::Rc<u8>;") == "struct std::rc::Rc");
}

TEST_CASE("paths walk modules by name, crate, self and super") {
  const std::string modules =
      "fn f() {} mod a { pub fn f() {} pub mod b { pub fn f() {} ";
  CHECK(probed(modules + "const PROBE: () = f; } }") == "function main::a::b::f");
  CHECK(probed(modules + "const PROBE: () = self::f; } }") == "function main::a::b::f");
  CHECK(probed(modules + "const PROBE: () = super::f; } }") == "function main::a::f");
  CHECK(probed(modules + "const PROBE: () = super::super::f; } }") == "function main::f");
  CHECK(probed(modules + "const PROBE: () = self::super::super::f; } }") == "function main::f");
  CHECK(probed(modules + "const PROBE: () = crate::a::f; } }") == "function main::a::f");
  CHECK(probed(modules + "} } const PROBE: () = a::b::f;") == "function main::a::b::f");
  CHECK(probed("const PROBE: () = super::f;") == "E0433");
}

TEST_CASE("enums are walked to their variants, other types are where the path stops") {
  const std::string kinds = "enum Kind { A, B(i32), C { x: i32 } } ";
  CHECK(probed(kinds + "const PROBE: () = Kind::A;") == "ctor 0 of main::Kind");
  CHECK(probed(kinds + "const PROBE: () = Kind::B;") == "ctor 1 of main::Kind");
  CHECK(probed(kinds + "type Probe = Kind::C;") == "variant 2 of main::Kind");
  CHECK(probed(kinds + "const PROBE: () = Kind::new;") == "enum main::Kind + 1");
  CHECK(probed(kinds + "use Kind::*; const PROBE: () = B;") == "ctor 1 of main::Kind");
  CHECK(probed(kinds + "use Kind::B as Bee; const PROBE: () = Bee;") == "ctor 1 of main::Kind");
  CHECK(probed("const PROBE: () = Vec::new;") == "struct std::vec::Vec + 1");
  CHECK(probed("const PROBE: () = std::string::String::from;") == "struct std::string::String + 1");
  CHECK(probed("const PROBE: () = Iterator::next;") == "trait std::iter::Iterator + 1");
  CHECK(probed("const PROBE: () = i32::MAX;") == "built-in type + 1");
}

TEST_CASE("a built-in type is behind an imported module of its name") {
  CHECK(probed("use std::f64; const PROBE: () = f64::sqrt;") == "built-in type + 1");
  CHECK(probed("use std::str; type Probe = str;") == "built-in type");
  CHECK(probed("use std::str; const PROBE: () = str::from_utf8;") == "function std::str::from_utf8");
}

TEST_CASE("imports are found in any order, through each other") {
  CHECK(probed("use b::f as g; mod a { pub fn f() {} } mod b { pub use super::c::f; } "
               "mod c { pub use crate::a::*; } const PROBE: () = g;") == "function main::a::f");
  CHECK(probed("use m::n; use n::f; mod m { pub mod n { pub fn f() {} } } const PROBE: () = f;") ==
        "function main::m::n::f");
  CHECK(probed("use m::*; use n::*; mod m { pub mod n { pub fn f() {} } } const PROBE: () = f;") ==
        "function main::m::n::f");
  CHECK(probed("use std::{fmt::{self, Display as D}, rc::*}; type Probe = fmt::Formatter; "
               "type Probe2 = D; mod m { use super::Rc; type Probe = Rc<u8>; }") ==
        "struct std::fmt::Formatter; struct std::rc::Rc");
}

TEST_CASE("globs that import each other come to an end") {
  CHECK(probed("mod a { pub use super::b::*; pub fn f() {} } mod b { pub use super::a::*; pub fn g() {} } "
               "mod c { const PROBE: () = super::a::g; } const PROBE: () = b::f;") ==
        "function main::b::g; function main::a::f");
}

TEST_CASE("what is named hides what a glob brings, and both hide the prelude") {
  const std::string lib = "mod m { pub struct Option; pub struct Point; } ";
  CHECK(probed(lib + "use m::*; struct Point; type Probe = Point;") == "struct main::Point");
  CHECK(probed(lib + "use m::*; type Probe = Option;") == "struct main::m::Option");
  CHECK(probed(lib + "mod n { pub struct Point; } use m::*; use n::Point; type Probe = Point;") ==
        "struct main::n::Point");
  CHECK(probed(lib + "mod n { pub struct Point; } use m::*; use n::*; type Probe = Point;") ==
        "E0659 struct main::m::Point");
  CHECK(probed(lib + "mod n { pub use super::m::Point; } use m::*; use n::*; type Probe = Point;") ==
        "struct main::m::Point");
}

TEST_CASE("a block's items are seen in all of it and nowhere else") {
  CHECK(probed("fn f() {} fn main() { fn f() {} { const PROBE: () = f; } }") == "function main::main::f");
  CHECK(probed("fn f() {} fn main() { { fn f() {} } const PROBE: () = f; }") == "function main::f");
  CHECK(probed("fn main() { use std::rc::Rc; type Probe = Rc<u8>; }") == "struct std::rc::Rc");
  CHECK(probed("fn main() { use Kind::*; enum Kind { A } const PROBE: () = A; }") ==
        "ctor 0 of main::main::Kind");
  CHECK(probed("fn main() { let c = |x: i32| match x { 0 => { type Probe = Inner; struct Inner; } _ => {} }; }") ==
        "struct main::main::Inner");
  CHECK(probed("struct S; impl S { fn m(&self) { struct T; type Probe = T; } }") == "struct main::m::T");
  CHECK(probed("mod m { pub fn g() {} fn h() { const PROBE: () = self::g; const K: () = super::main; } } fn main() {}") ==
        "function main::m::g");
}

TEST_CASE("the prelude is that of the program's edition") {
  CHECK(probed("type Probe = Future;") == "trait std::future::Future");
  CHECK(probed("type Probe = Future;", syntax::Edition::E2021) == "E0425");
  CHECK(probed("type Probe = TryFrom;", syntax::Edition::E2021) == "trait std::convert::TryFrom");
}

TEST_CASE("a path that leads nowhere is named after what was missing") {
  CHECK(probed("type Probe = Missing;") == "E0425");
  CHECK(probed("const PROBE: () = missing;") == "E0425");
  CHECK(probed("type Probe = missing::Thing;") == "E0433");
  CHECK(probed("const PROBE: () = HashMap::new;") == "E0433");
  CHECK(probed("const PROBE: () = std::missing::f;") == "E0433");
  CHECK(probed("const PROBE: () = std::mem::missing;") == "E0425");
  CHECK(probed("type Probe = std::mem::Missing;") == "E0425");
  CHECK(probed("struct S { x: i32 } const PROBE: () = S;") == "E0423");
  CHECK(probed("fn f() {} type Probe = f;") == "E0573");
  CHECK(probed("const PROBE: () = std::mem;") == "E0423");
  CHECK(probed("const PROBE: () = self;") == "E0424");
  CHECK(probed("type Probe = Self;") == "E0411");
}

TEST_CASE("a failure says what may have been meant") {
  const auto help = [](std::string text) {
    small_crate::Crate crate = small_crate::declare(std::move(text));
    const syntax::Item& item = crate.program->ast.items.at(crate.declarations.items.back().item);
    const auto& type = crate.program->ast.types.at(std::get_if<syntax::TypeAliasItem>(&item.kind)->type);
    sema::ItemScope scope;
    scope.module = crate.declarations.root;
    sema::resolve_path(*crate.program, scope, std::get_if<syntax::PathType>(&type.kind)->path, sema::Namespace::Types);
    REQUIRE(crate.program->diagnostics.size() == 1);
    return crate.program->diagnostics.all()[0].help;
  };
  CHECK(help("struct Rectangle; type T = Rectngle;") == "there is a similar name: `Rectangle`");
  CHECK(help("type T = Strin;") == "there is a similar name: `String`");
  CHECK(help("type T = RefCell<u8>;") == "an item of this name can be imported: `use std::cell::RefCell;`");
  CHECK(help("type T = HashMap<u8, u8>;") == "an item of this name can be imported: `use std::collections::HashMap;`");
  CHECK(help("type T = std::rc::Rcc;") == "there is a similar name: `Rc`");
}

TEST_CASE("what is private is a mistake to name, and is known all the same") {
  const std::string lib =
      "mod m { fn hidden() {} pub(super) fn half() {} pub mod n { pub(in crate::m) fn low() {} pub struct W(i32); } "
      "mod p { pub fn deep() {} } ";
  CHECK(probed(lib + "} const PROBE: () = m::hidden;") == "E0603 function main::m::hidden");
  CHECK(probed(lib + "} const PROBE: () = m::half;") == "function main::m::half");
  CHECK(probed(lib + "} const PROBE: () = m::n::low;") == "E0603 function main::m::n::low");
  CHECK(probed(lib + "const PROBE: () = n::low; }") == "function main::m::n::low");
  CHECK(probed(lib + "} const PROBE: () = m::p::deep;") == "E0603 function main::m::p::deep");
  CHECK(probed(lib + "mod q { const PROBE: () = super::hidden; } }") == "function main::m::hidden");
  CHECK(probed(lib + "} const PROBE: () = m::n::W;") == "E0603 ctor 0 of main::m::n::W");
  CHECK(probed(lib + "} use m::n::W; const PROBE: () = W;") == "E0423");
}

TEST_CASE("a name is defined once in each namespace") {
  CHECK(problems_of("fn f() {}\nfn f() {}\nstruct f {}\n") == "E0428 2");
  CHECK(problems_of("struct S;\nfn S() {}\n") == "E0428 2");
  CHECK(problems_of("struct S {}\nfn S() {}\n") == "");
  CHECK(problems_of("struct T(i32);\nstruct T(i32);\n") == "E0428 2");
  CHECK(problems_of("enum E {\n A,\n A }\n") == "E0428 3");
  CHECK(problems_of("fn main() {\n fn f() {}\n { fn f() {} }\n}\n") == "");
  CHECK(problems_of("use std::fmt;\nuse std::fmt;\n") == "E0252 2");
  CHECK(problems_of("use std::io::Result;\nuse std::fmt::Result;\n") == "E0252 2");
  CHECK(problems_of("use std::vec::Vec;\nstruct Vec;\n") == "E0255 2");
  CHECK(problems_of("const _: () = ();\nconst _: () = ();\n") == "");
}

TEST_CASE("an import that names nothing is one mistake") {
  CHECK(problems_of("use std::collections::HashMapp;\n") == "E0432 1");
  CHECK(problems_of("use std::colections::HashMap;\n") == "E0432 1");
  CHECK(problems_of("use std::nothing::deeper::Thing;\n") == "E0433 1");
  CHECK(problems_of("use foo;\nuse foo::bar::baz;\n") == "E0432 1");
  CHECK(problems_of("use foo::Bar;\nuse Bar::baz;\n") == "E0432 1");
  CHECK(problems_of("use m::x;\nmod m {\n pub use super::x;\n}\n") == "E0432 1, E0432 3");
  CHECK(problems_of("use Vec::new;\n") == "E0432 1");
  CHECK(problems_of("mod m { struct Hidden; }\nuse m::Hidden;\n") == "E0603 2");
  CHECK(problems_of("mod m { pub(crate) fn f() {} }\npub use m::f;\n") == "E0364 2");
  CHECK(problems_of("use {self};\n") == "error 1");
  CHECK(problems_of("use crate as root;\nuse self::{self as me};\n") == "");
  CHECK(probed("use foo::Bar; type Probe = Bar;") == "");
}

TEST_CASE("macros may be imported, though they are no items") {
  CHECK(problems_of("use std::println;\nuse std::{vec, format};\n") == "");
  CHECK(problems_of("macro_rules! m { () => {} }\npub(crate) use m;\n") == "");
}

TEST_CASE("traits imported as `_` are known to the module") {
  const small_crate::Crate crate = small_crate::declare(
      "mod prelude { pub use std::fmt::Write as _; } use prelude::*; use std::hash::Hash as _;");
  CHECK(problems(*crate.program) == "");
  CHECK(crate.program->modules.at(crate.declarations.root).unnamed_traits.size() == 2);
}
