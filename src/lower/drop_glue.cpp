// What dropping a value does: Drop::drop first, then each field in the order declared. If one of them
// panics, the rest are still dropped on the way out; a second panic then aborts.

#include "lower/coroutine.h"
#include "lower/shims.h"

namespace lower {
namespace {

using sema::TyKind;

class DropGlue {
 public:
  DropGlue(Monomorphizer& mono, sema::TyId ty)
      : mono_(mono),
        ty_(ty),
        type_(mono.type(ty)),
        build_(mono, mono.program().types.unit_,
               {mono.program().types.raw_ptr(ty, sema::Mutability::Mutable)}) {}

  mir::Body make() {
    const mir::BlockId entry = build_.new_block();
    done_ = build_.new_block();
    build_.terminate(done_, mir::ReturnTerm{});
    if (whole().is_uninhabited) {
      build_.terminate(entry, mir::UnreachableTerm{});
      return build_.finish();
    }
    const sema::Ty& ty = mono_.program().types[ty_];
    switch (ty.kind) {
      case TyKind::Array:
      case TyKind::Slice: drop_elements(entry); break;
      case TyKind::Adt:
        if (mono_.program().adts.at(ty.adt()).is_box) {
          drop_box(entry);
        } else {
          drop_adt(entry, mono_.program().adts.at(ty.adt()));
        }
        break;
      default: drop_variant(entry, 0, done_); break;
    }
    return build_.finish();
  }

 private:
  const mir::Type& whole() const { return mono_.out().types.at(type_); }
  mir::Place value() const { return deref(place(build_.argument(0)), type_); }

  void drop_adt(mir::BlockId entry, const sema::AdtDef& def) {
    if (!def.drop_fn) {
      drop_contents(entry, done_);
      return;
    }
    const bool has_contents = def.kind != sema::AdtKind::Union && !def.is_manually_drop;
    const mir::BlockId next = has_contents ? build_.new_block() : done_;
    const mir::BlockId cleanup = has_contents ? build_.new_block(true) : mir::BlockId();
    call_drop_method(entry, next, cleanup);
    if (!has_contents) return;
    drop_contents(next, done_);
    drop_contents(cleanup, build_.resume_block());
  }

  void call_drop_method(mir::BlockId entry, mir::BlockId next, mir::BlockId cleanup) {
    const sema::TraitId trait = mono_.program().lang.trait("drop");
    INVARIANT(trait, "std declares the trait of destructors");
    const mir::FnId method = mono_.instance(mono_.program().traits.at(trait).fns[0], {ty_});
    const mir::TypeId reference = mono_.type(mono_.program().types.ref(ty_, sema::Mutability::Mutable));
    const mir::LocalId self = build_.new_temp(reference);
    build_.assign(entry, place(self), mir::RefRvalue{mir::BorrowKind::Mutable, value(), true});
    build_.call(entry, method, {move(place(self))}, build_.unit_temp(), next, cleanup);
  }

  /// The fields of a struct, or of the variant that an enum holds.
  void drop_contents(mir::BlockId entry, mir::BlockId target) {
    if (whole().kind != mir::TypeKind::Enum) {
      drop_variant(entry, 0, target);
      return;
    }
    const sema::TyStore& types = mono_.program().types;
    const sema::Repr& repr = mono_.program().adts.at(types[ty_].adt()).repr;
    const mir::TypeId number = mono_.type(
        repr.has_int ? mono_.program().types.int_type(repr.int_kind) : types.isize_);
    const mir::LocalId discriminant = build_.new_temp(number);
    build_.assign(entry, place(discriminant), mir::DiscriminantRvalue{value()});
    const std::uint64_t bits = mono_.out().types.at(number).bits;
    const unsigned __int128 mask = bits >= 128 ? ~static_cast<unsigned __int128>(0)
                                               : (static_cast<unsigned __int128>(1) << bits) - 1;
    mir::SwitchTerm choose;
    choose.operand = copy(place(discriminant));
    choose.otherwise = target;
    for (std::uint32_t i = 0; i < whole().variants.size(); ++i) {
      if (!variant_needs_drop(i) || whole().variants[i].is_uninhabited) continue;
      const mir::BlockId arm = build_.new_block(build_.block(entry).is_cleanup);
      choose.targets.emplace_back(
          static_cast<unsigned __int128>(whole().variants[i].discriminant) & mask, arm);
      drop_variant(arm, i, target);
    }
    build_.terminate(entry, std::move(choose));
  }

  bool variant_needs_drop(std::uint32_t variant) const {
    for (const mir::Field& field : whole().variants[variant].fields)
      if (mono_.out().types.at(field.type).needs_drop) return true;
    return false;
  }

  /// The fields of one variant, one after another, then to `target`. In a cleanup block nothing more
  /// is done about a panic; elsewhere the fields that are left are dropped while unwinding.
  void drop_variant(mir::BlockId entry, std::uint32_t variant, mir::BlockId target) {
    std::vector<mir::Place> fields;
    mir::Place base = value();
    if (whole().kind == mir::TypeKind::Enum) base = downcast(base, variant, type_);
    const std::size_t count = whole().variants[variant].fields.size();
    for (std::size_t i = 0; i < count; ++i) {
      const mir::TypeId type = whole().variants[variant].fields[i].type;
      if (mono_.out().types.at(type).needs_drop) fields.push_back(field(base, i, type));
    }
    const bool is_cleanup = build_.block(entry).is_cleanup;
    mir::BlockId here = entry;
    // The cleanup that drops fields i.. stands at rest[i].
    std::vector<mir::BlockId> rest(fields.size() + 1);
    if (!is_cleanup && fields.size() > 1) {
      rest[fields.size()] = build_.resume_block();
      for (std::size_t i = fields.size(); i-- > 1;) {
        rest[i] = build_.new_block(true);
        build_.terminate(rest[i], mir::DropTerm{fields[i], rest[i + 1], {}});
      }
      rest[fields.size()] = {};
    }
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const mir::BlockId next = i + 1 == fields.size() ? target : build_.new_block(is_cleanup);
      build_.terminate(here, mir::DropTerm{fields[i], next, rest[i + 1]});
      here = next;
    }
    if (fields.empty()) build_.terminate(entry, mir::GotoTerm{target});
  }

  /// The content, then the memory, which is freed also if the content's destructor panics.
  void drop_box(mir::BlockId entry) {
    const sema::TyId content = mono_.program().types[ty_].args[0];
    const mir::TypeId content_type = mono_.type(content);
    const mir::BlockId free_block = build_.new_block();
    free_memory(free_block, content, done_);
    if (!mono_.needs_drop(content)) {
      build_.terminate(entry, mir::GotoTerm{free_block});
      return;
    }
    const mir::BlockId cleanup = build_.new_block(true);
    free_memory(cleanup, content, build_.resume_block());
    build_.terminate(entry, mir::DropTerm{deref(value(), content_type), free_block, cleanup});
  }

  void free_memory(mir::BlockId block, sema::TyId content, mir::BlockId target) {
    const mir::TypeId content_type = mono_.type(content);
    const mir::LocalId pointer = build_.new_temp(
        mono_.type(mono_.program().types.raw_ptr(content, sema::Mutability::Mutable)));
    build_.assign(block, place(pointer), mir::RawRefRvalue{true, deref(value(), content_type)});
    build_.call_intrinsic(block, mir::Intrinsic::box_free, {content_type}, {copy(place(pointer))},
                          build_.unit_temp(), target, {});
  }

  /// Elements from the first to the last; if one panics, the rest while unwinding.
  void drop_elements(mir::BlockId entry) {
    const mir::TypeId usize = mono_.out().usize;
    const mir::LocalId length = build_.new_temp(usize), next = build_.new_temp(usize);
    build_.assign(entry, place(length), mir::LenRvalue{value()});
    build_.assign(entry, place(next), use(scalar(usize, 0)));
    const mir::BlockId unwinding = element_loop(length, next, build_.resume_block(), {});
    build_.terminate(entry, mir::GotoTerm{element_loop(length, next, done_, unwinding)});
  }
  /// Drops elements from number `next` on; returns where the loop begins.
  mir::BlockId element_loop(mir::LocalId length, mir::LocalId next, mir::BlockId target, mir::BlockId unwind) {
    const mir::TypeId usize = mono_.out().usize;
    const bool is_cleanup = !unwind;
    const mir::BlockId head = build_.new_block(is_cleanup), body = build_.new_block(is_cleanup);
    const mir::LocalId is_end = build_.new_temp(mono_.out().bool_), index = build_.new_temp(usize);
    build_.assign(head, place(is_end), mir::BinaryRvalue{mir::BinaryOp::Eq, copy(place(next)), copy(place(length))});
    build_.terminate(head, mir::SwitchTerm{copy(place(is_end)), {{0, body}}, target});
    build_.assign(body, place(index), use(copy(place(next))));
    build_.assign(body, place(next), mir::BinaryRvalue{mir::BinaryOp::Add, copy(place(index)), scalar(usize, 1)});
    build_.terminate(body, mir::DropTerm{index_by(value(), index, whole().pointee), head, unwind});
    return head;
  }

  Monomorphizer& mono_;
  sema::TyId ty_;
  mir::TypeId type_;
  ShimBuilder build_;
  mir::BlockId done_;
};

}  // namespace

mir::Body lower_drop_glue(Monomorphizer& mono, sema::TyId ty) {
  if (mono.program().types[ty].kind == TyKind::Coroutine) return mono.coroutines().drop(ty);
  return DropGlue(mono, ty).make();
}

}  // namespace lower
