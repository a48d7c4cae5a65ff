// Items from names to definitions: types, bounds, signatures, constants, and what is said against
// them. Codes and lines are rustc's.

#include <doctest/doctest.h>

#include "base/text.h"
#include "tests/support/small_crate.h"

namespace {

using small_crate::collect;
using small_crate::item_problems;

/// The types of a struct's or enum's fields, in order: "u8, Vec<T>".
std::string fields_of(const sema::Program& program, std::string_view path) {
  std::string out;
  for (std::uint32_t i = program.adts.frozen_count(); i < program.adts.size(); ++i) {
    const sema::AdtDef& adt = program.adts.at(sema::AdtId(i));
    if (adt.path != path) continue;
    for (const sema::VariantDef& variant : adt.variants) {
      for (const sema::FieldDef& field : variant.fields) {
        out += concat(out.empty() ? "" : ", ", sema::type_name(program, field.ty));
      }
    }
  }
  return out;
}

/// "(A, B) -> C": a function's types, found by its path.
std::string signature_of(const sema::Program& program, std::string_view path) {
  for (std::uint32_t i = program.fns.frozen_count(); i < program.fns.size(); ++i) {
    const sema::FnDef& fn = program.fns.at(sema::FnId(i));
    if (fn.path != path) continue;
    std::string out = "(";
    for (sema::TyId param : fn.params) out += concat(out == "(" ? "" : ", ", sema::type_name(program, param));
    return concat(out, ") -> ", sema::type_name(program, fn.output));
  }
  return "no such function";
}

/// "T: Copy, <T as Iterator>::Item = u8": a function's bounds, without Sized.
std::string bounds_of(const sema::Program& program, std::string_view path) {
  std::string out;
  for (std::uint32_t i = program.fns.frozen_count(); i < program.fns.size(); ++i) {
    const sema::FnDef& fn = program.fns.at(sema::FnId(i));
    if (fn.path != path) continue;
    for (const sema::Predicate& predicate : fn.generics.predicates) {
      std::string one;
      if (predicate.kind == sema::Predicate::Kind::OutlivesStatic) {
        one = concat(sema::type_name(program, predicate.ty), ": 'static");
      } else {
        std::string_view trait = program.names.text(program.traits.at(predicate.trait_ref.trait).name);
        if (trait == "Sized") continue;
        one = concat(sema::type_name(program, predicate.trait_ref.args[0]), ": ", trait);
        for (std::size_t arg = 1; arg < predicate.trait_ref.args.size(); ++arg) {
          one += concat(arg == 1 ? "<" : ", ", sema::type_name(program, predicate.trait_ref.args[arg]));
        }
        if (predicate.trait_ref.args.size() > 1) one += ">";
        if (predicate.kind == sema::Predicate::Kind::ProjectionEquals) {
          one += concat(" with ", program.names.text(program.assoc_tys.at(predicate.assoc_ty).name),
                        " = ", sema::type_name(program, predicate.ty));
        }
      }
      out += concat(out.empty() ? "" : ", ", one);
    }
  }
  return out;
}

std::string lengths(std::string text) { return fields_of(*collect(std::move(text)), "main::L"); }

TEST_CASE("std is collected without a word") {
  const sema::Program& program = small_crate::std_program();
  std::string said;
  for (const diag::Diagnostic& diagnostic : program.diagnostics.all()) {
    said += diag::render(diagnostic, program.sources);
  }
  CHECK(said == "");
  for (const char* lang : {"sized", "copy", "clone", "drop", "fn", "fn_mut", "fn_once", "deref", "add"}) {
    CHECK_MESSAGE(program.lang.trait(lang), lang);
  }
  CHECK(program.lang.adt("owned_box"));
  CHECK(program.adts.at(program.lang.adt("owned_box")).is_box);
  CHECK(program.lang.assoc_ty("fn_once_output"));
  CHECK(program.lang.fn("next"));
}

TEST_CASE("fields have the types that were written") {
  const auto program = collect(R"(
    type Pair<A, B = A> = (A, B);
    const N: usize = 3;
    struct All<'a, T: Iterator, const K: usize> {
      a: Pair<u8>, b: &'a mut [T], c: Option<T::Item>, d: [T; K], e: [u8; N], f: *const Self,
      g: fn(u8, &str) -> bool, h: Box<dyn Fn(u8) -> T + Send>, i: <T as Iterator>::Item, j: !,
    }
    fn main() {})");
  CHECK(fields_of(*program, "main::All") ==
        "(u8, u8), &mut [T], Option<<T as Iterator>::Item>, [T; K], [u8; 3], *const All<T, K>, "
        "fn(u8, &str) -> bool, Box<dyn Fn(u8) -> T + Send>, <T as Iterator>::Item, !");
}

TEST_CASE("signatures and bounds are resolved through each other") {
  const auto program = collect(R"(
    use std::ops::Add;
    fn sum<I>(it: I) -> I::Item where I::Item: Add<Output = I::Item>, I: Iterator { loop {} }
    fn apply<F: FnOnce(u8) -> T, T: 'static>(f: F) -> T { loop {} }
    fn each(f: impl Fn(u8), g: &impl Clone) {}
    async fn later() -> u8 { 1 }
    trait Shape { type Unit; fn area(&self) -> Self::Unit; }
    struct Square;
    impl Shape for Square { type Unit = f64; fn area(&self) -> Self::Unit { 1.0 } }
    impl Square { fn boxed(self: Box<Self>) -> Vec<Self> { vec![] } }
    fn main() {})");
  CHECK(signature_of(*program, "main::sum") == "(I) -> <I as Iterator>::Item");
  CHECK(bounds_of(*program, "main::sum") ==
        "I: Iterator, <I as Iterator>::Item: Add<<I as Iterator>::Item>, <I as Iterator>::Item: "
        "Add<<I as Iterator>::Item> with Output = <I as Iterator>::Item");
  CHECK(bounds_of(*program, "main::apply") ==
        "F: FnOnce<(u8,)>, F: FnOnce<(u8,)> with Output = T, T: 'static");
  CHECK(signature_of(*program, "main::later") == "() -> impl Future<Output = u8>");
  CHECK(signature_of(*program, "<main::Square as main::Shape>::area") == "(&Square) -> f64");
  CHECK(signature_of(*program, "main::Square::boxed") == "(Box<Square>) -> Vec<Square>");
}

TEST_CASE("constants in types are evaluated") {
  CHECK(lengths("struct L([u8; 2 + 3 * 4], [u8; (1 << 4) - 1], [u8; 17 % 5]); fn main() {}") ==
        "[u8; 14], [u8; 15], [u8; 2]");
  CHECK(lengths(R"(const fn gcd(mut a: usize, mut b: usize) -> usize {
      while b != 0 { let t = a % b; a = b; b = t; } a }
    struct L([u8; gcd(48, 18)]); fn main() {})") == "[u8; 6]");
  CHECK(lengths(R"(const T: [u8; 4] = [9, 8, 7, 6]; const S: &str = "hello";
    struct L([u8; T.len()], [u8; T[2] as usize], [u8; S.len()]); fn main() {})") ==
        "[u8; 4], [u8; 7], [u8; 5]");
  CHECK(lengths(R"(trait Tr { const N: usize; } struct A; impl Tr for A { const N: usize = 2; }
    impl A { const M: usize = Self::N + 1; } struct G<const K: usize>; impl<const K: usize> G<K> { const D: usize = K * 2; }
    struct L([u8; <A as Tr>::N], [u8; A::M], [u8; G::<5>::D], [u8; u8::MAX as usize], [u8; size_of::<u32>()]);
    fn main() {})") == "[u8; 2], [u8; 3], [u8; 10], [u8; 255], [u8; 4]");
  CHECK(lengths(R"(struct L([u8; C], [u8; E::B as usize]); const C: usize = E::B as usize + 1;
    enum E { A = 5, B, D = F::X as isize } enum F { X = 1 << 3 } fn main() {})") == "[u8; 7], [u8; 6]");
}

TEST_CASE("a constant without a value is an error, one beyond us is unsupported") {
  CHECK(item_problems("const N: usize = 1 - 2;\nstruct S([u8; N]);\nfn main() {}") == "E0080 1");
  CHECK(item_problems("struct T(u8); struct S([u8; size_of::<T>()]);\nfn main() {}") == "");
  CHECK(item_problems("struct S([u8; size_of::<Option<u8>>()]);\nfn main() {}") == "error 1");
  CHECK(item_problems("fn three() -> usize { 3 }\nstruct S([u8; three()]);\nfn main() {}") == "E0015 2");
  CHECK(item_problems("fn f<const K: usize>(x: [u8; K + 1]) {}\nfn main() {}") == "error 1");
}

TEST_CASE("discriminants are counted") {
  const auto program = collect("#[repr(i8)] enum E { A = -2, B, C = 1 << 4, D } fn main() {}");
  const sema::AdtDef& adt = program->adts.at(sema::AdtId(program->adts.frozen_count()));
  CHECK(adt.repr.has_int);
  std::string numbers;
  for (const sema::VariantDef& variant : adt.variants) numbers += to_decimal(variant.discriminant) + " ";
  CHECK(numbers == "-2 -1 16 17 ");
}

TEST_CASE("paths in types say what is wrong with them") {
  CHECK(item_problems(R"(fn f<T: Iterator>(x: T::Items) {}
fn g<T>(x: T::Item) {}
trait A { type X; } trait B { type X; }
fn h<T: A + B>(x: T::X) {}
fn i(x: Vec<u8>::Item) {}
fn k<T: Iterator<Itm = u8>>(x: T) {}
fn main() {})") == "E0220 1, E0220 2, E0221 4, E0223 5, E0220 6");
  CHECK(item_problems("struct S<T>(T);\nfn f(x: S) {}\nfn h(x: Option<u8, u8>) {}\nfn main() {}") ==
        "E0107 2, E0107 3");
  CHECK(item_problems("trait A { type X; }\nfn f(x: &dyn A) {}\nfn g(x: &(dyn Send + A + Sync)) {}\nfn main() {}") ==
        "E0191 2, E0191 3");
  CHECK(item_problems("enum E { A }\nfn f(x: E::A) {}\nmod m {}\nfn g(x: m) {}\nfn main() {}") ==
        "E0573 2, E0573 4");
  CHECK(item_problems("fn f() -> _ { 1 }\nstatic S: _ = 1;\nfn main() {}") == "E0121 1, E0121 2");
  CHECK(item_problems("type R = Option<R>;\ntrait Z: Z {}\nfn main() {}") == "E0391 1, E0391 2");
}

TEST_CASE("an impl has the items of its trait, with their types") {
  CHECK(item_problems(R"(trait T { fn a(&self); fn b(&self) {} type X; const C: u8; }
struct S;
impl T for S { const C: u8 = 1; }
fn main() {})") == "E0046 3");
  CHECK(item_problems(R"(trait T { fn a(&self); }
struct S;
impl T for S {
    fn a(&self) {}
    fn b(&self) {}
    type Y = u8;
    const Z: u8 = 1;
}
fn main() {})") == "E0407 5, E0437 6, E0438 7");
  CHECK(item_problems(R"(trait T { fn a(&self, x: u32) -> bool; fn b(&self); fn c(x: u8); fn d(&self, y: u8); fn e<A>(&self); fn g(); }
struct S;
impl T for S {
    fn a(&self, x: i32) -> bool { true }
    fn b() {}
    fn c(&self, x: u8) {}
    fn d(&self) {}
    fn e(&self) {}
    fn g() -> u8 { 1 }
}
fn main() {})") == "E0053 4, E0186 5, E0185 6, E0050 7, E0049 8, E0053 9");
  CHECK(item_problems(R"(trait L { type Item<'a> where Self: 'a; fn next<'a>(&'a mut self) -> Option<Self::Item<'a>>; }
struct W(Vec<u8>);
impl L for W { type Item<'a> = &'a mut u8; fn next<'a>(&'a mut self) -> Option<&'a mut u8> { None } }
fn main() {})") == "");
}

TEST_CASE("types that cannot be are refused") {
  CHECK(item_problems(R"(struct A { next: Option<A> }
enum Tree { Leaf, Node(Tree, Tree) }
struct B { c: C }
struct C { b: [B; 2] }
struct Fine(Box<Fine>, Vec<Fine>);
fn main() {})") == "E0072 1, E0072 2, E0072 3");
  CHECK(item_problems("struct S<T>;\nenum E<'a, T> { A(T) }\nstruct P<T>(std::marker::PhantomData<T>);\nfn main() {}") ==
        "E0392 1, E0392 2");
  CHECK(item_problems(R"(#[derive(Clone, Copy)]
struct S { x: String }
#[derive(Clone, Copy)]
struct G<T>(T);
#[derive(Clone, Copy)]
struct D;
impl Drop for D { fn drop(&mut self) {} }
fn main() {})") == "E0204 2, E0184 6");
  CHECK(item_problems("struct S { a: u8, a: u16 }\nenum F { A, B = 0 }\nfn main() {}") ==
        "E0124 1, E0081 2");
}

TEST_CASE("at most one impl applies, and it stands where it may") {
  CHECK(item_problems(R"(trait T {}
impl<X> T for X {}
impl T for u8 {}
#[derive(Clone)]
struct S;
impl Clone for S { fn clone(&self) -> S { S } }
trait U {}
impl<X: Copy> U for X {}
impl U for S {}
impl U for String {}
fn main() {})") == "E0119 3, E0119 4, E0119 10");
  CHECK(item_problems(R"(impl Vec<u8> { fn f() {} }
impl u8 { fn f() {} }
impl<T> T { fn g() {} }
impl std::fmt::Display for Vec<u8> { fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result { Ok(()) } }
impl<T> Clone for T { fn clone(&self) -> T { loop {} } }
struct S;
impl<T> S { fn f() {} }
fn main() {})") == "E0116 1, E0390 2, E0118 3, E0117 4, E0210 5, E0207 7");
  CHECK(item_problems(R"(struct S;
impl From<u8> for S { fn from(x: u8) -> S { S } }
impl TryFrom<u16> for S { type Error = (); fn try_from(x: u16) -> Result<S, ()> { Ok(S) } }
impl PartialEq<S> for u8 { fn eq(&self, x: &S) -> bool { true } }
struct N<T>(T);
impl N<u8> { fn f() {} }
impl N<u16> { fn f() {} }
fn main() {})") == "");
}

TEST_CASE("lifetimes are declared, or follow from elision") {
  CHECK(item_problems(R"(struct S {
    x: &str,
}
fn f() -> &str { "" }
fn g(a: &str, b: &str) -> &str { a }
struct R<'a>(&'a u8);
struct W(R);
fn ok(a: &str, b: u8) -> R { loop {} }
impl<'a> R<'a> { fn m(&self, b: &str) -> &str { "" } }
fn k(x: Box<dyn Fn(&u8, &u8) -> &u8>) {}
fn main() {})") == "E0106 2, E0106 4, E0106 5, E0106 7, E0106 10");
  CHECK(item_problems(R"(fn f(x: &'a str) {}
struct S<'a>(&'a u8);
impl S<'b> {}
impl<'a> S<'a> { fn m<'a>(&self) {} }
fn h(f: impl for<'x> Fn(&'x u8) -> &'x u8) {}
fn main() {})") == "E0261 1, E0261 3, E0496 4");
}

TEST_CASE("a program has a main function") {
  CHECK(item_problems("fn f() {}\n\n\n") == "E0601 1");
  CHECK(item_problems("fn main<T>() {}") == "E0131 1");
  CHECK(item_problems("async fn main() {}") == "E0752 1");
}

}  // namespace
