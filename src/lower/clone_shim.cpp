// Clone::clone of what no one implements it for: tuples, arrays and closures, part by part. If one
// part's clone panics, those made so far are dropped.

#include "lower/shims.h"

namespace lower {
namespace {

using sema::TyKind;

class CloneShim {
 public:
  CloneShim(Monomorphizer& mono, sema::TyId ty)
      : mono_(mono),
        ty_(ty),
        type_(mono.type(ty)),
        build_(mono, ty, {mono.program().types.ref(ty, sema::Mutability::Shared)}) {}

  mir::Body make() {
    const mir::BlockId entry = build_.new_block();
    done_ = build_.new_block();
    build_.terminate(done_, mir::ReturnTerm{});
    if (whole().is_copy) {
      build_.assign(entry, ShimBuilder::result(), use(copy(source())));
      build_.terminate(entry, mir::GotoTerm{done_});
    } else if (whole().kind == mir::TypeKind::Array) {
      clone_elements(entry);
    } else {
      clone_fields(entry);
    }
    return build_.finish();
  }

 private:
  const mir::Type& whole() const { return mono_.out().types.at(type_); }
  mir::Place source() const { return deref(place(build_.argument(0)), type_); }

  mir::FnId clone_of(sema::TyId part) {
    const sema::TraitId trait = mono_.program().lang.trait("clone");
    return mono_.instance(mono_.program().traits.at(trait).fns[0], {part});
  }
  /// `to = from.clone()` in `block`.
  void clone(mir::BlockId block, mir::Place to, mir::Place from, sema::TyId part, mir::BlockId target, mir::BlockId unwind) {
    const mir::LocalId reference = build_.new_temp(mono_.type(mono_.program().types.ref(part, sema::Mutability::Shared)));
    build_.assign(block, place(reference), mir::RefRvalue{mir::BorrowKind::Shared, std::move(from), true});
    build_.call(block, clone_of(part), {copy(place(reference))}, std::move(to), target, unwind);
  }

  void clone_fields(mir::BlockId entry) {
    const std::size_t count = whole().variants[0].fields.size();
    mir::AggregateRvalue aggregate;
    aggregate.type = type_;
    mir::BlockId here = entry, unwind;
    for (std::size_t i = 0; i < count; ++i) {
      const mir::TypeId part = whole().variants[0].fields[i].type;
      const mir::LocalId made = build_.new_always_live(part);
      const mir::BlockId next = build_.new_block();
      clone(here, place(made), field(source(), i, part), mono_.checked_type(part), next, unwind);
      aggregate.fields.emplace_back(static_cast<std::uint32_t>(i), build_.consume(place(made), part));
      if (mono_.out().types.at(part).needs_drop) {
        const mir::BlockId drop = build_.new_block(true);
        build_.terminate(drop, mir::DropTerm{place(made), unwind ? unwind : build_.resume_block(), {}});
        unwind = drop;
      }
      here = next;
    }
    build_.assign(here, ShimBuilder::result(), std::move(aggregate));
    build_.terminate(here, mir::GotoTerm{done_});
  }

  void clone_elements(mir::BlockId entry) {
    const mir::TypeId usize = mono_.out().usize, element = whole().pointee;
    const mir::LocalId next = build_.new_temp(usize), index = build_.new_temp(usize), is_end = build_.new_temp(mono_.out().bool_);
    const mir::BlockId head = build_.new_block(), body = build_.new_block(), step = build_.new_block();
    mir::BlockId unwind;
    if (whole().needs_drop) unwind = drop_elements_below(index, element);
    build_.assign(entry, place(next), use(scalar(usize, 0)));
    build_.terminate(entry, mir::GotoTerm{head});
    build_.assign(head, place(is_end), mir::BinaryRvalue{mir::BinaryOp::Eq, copy(place(next)), scalar(usize, whole().length)});
    build_.terminate(head, mir::SwitchTerm{copy(place(is_end)), {{0, body}}, done_});
    build_.assign(body, place(index), use(copy(place(next))));
    clone(body, index_by(ShimBuilder::result(), index, element), index_by(source(), index, element),
          mono_.checked_type(element), step, unwind);
    build_.assign(step, place(next), mir::BinaryRvalue{mir::BinaryOp::Add, copy(place(index)), scalar(usize, 1)});
    build_.terminate(step, mir::GotoTerm{head});
  }

  /// Cleanup: the elements of the result before number `end`.
  mir::BlockId drop_elements_below(mir::LocalId end, mir::TypeId element) {
    const mir::TypeId usize = mono_.out().usize;
    const mir::LocalId next = build_.new_temp(usize), index = build_.new_temp(usize), is_end = build_.new_temp(mono_.out().bool_);
    const mir::BlockId start = build_.new_block(true), head = build_.new_block(true), body = build_.new_block(true);
    build_.assign(start, place(next), use(scalar(usize, 0)));
    build_.terminate(start, mir::GotoTerm{head});
    build_.assign(head, place(is_end), mir::BinaryRvalue{mir::BinaryOp::Eq, copy(place(next)), copy(place(end))});
    build_.terminate(head, mir::SwitchTerm{copy(place(is_end)), {{0, body}}, build_.resume_block()});
    build_.assign(body, place(index), use(copy(place(next))));
    build_.assign(body, place(next), mir::BinaryRvalue{mir::BinaryOp::Add, copy(place(index)), scalar(usize, 1)});
    build_.terminate(body, mir::DropTerm{index_by(ShimBuilder::result(), index, element), head, {}});
    return start;
  }

  Monomorphizer& mono_;
  sema::TyId ty_;
  mir::TypeId type_;
  ShimBuilder build_;
  mir::BlockId done_;
};

}  // namespace

mir::Body lower_clone_shim(Monomorphizer& mono, sema::TyId ty) { return CloneShim(mono, ty).make(); }

}  // namespace lower
