#pragma once
// Which names a macro made up and which it was given. Each expansion marks the tokens that come from
// the macro's body; a mark remembers the one the token had in the body (`parent`), the expansion, and
// where the macro was defined. Locals and labels are the same only if name and mark agree; a name of
// the body that is not bound there means what it meant where the macro was defined (rustc's
// "mixed site"). Items, fields and types ignore all this.
//
//   macro_rules! ten_plus { ($e:expr) => {{ let x = 9; x + $e }} }
//   let x = 1;  ten_plus!(x)      =>      { let x¹ = 9; x¹ + x }

#include "base/ids.h"
#include "base/span.h"
#include "syntax/ast.h"

namespace expand {

using syntax::HygieneId;

struct Mark {
  HygieneId parent;        // none: the token stood in the file as it is
  ExpansionId expansion;
  Span definition;         // of the macro
  bool defined_in_body = false;   // inside a function, where locals may be in scope
};

class Hygiene {
 public:
  HygieneId add(Mark mark) { return marks_.add(mark); }
  const Mark& mark(HygieneId id) const { return marks_[id]; }
  void freeze() { marks_.freeze(); }

 private:
  Store<Mark, HygieneId> marks_;
};

}  // namespace expand
