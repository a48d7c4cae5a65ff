#include "borrowck/conflicts.h"

#include <algorithm>
#include <cstdint>

namespace borrowck {

using Kind = mir::Projection::Kind;

namespace {

bool is_element(const mir::Projection& step) {
  return step.kind == Kind::Index || step.kind == Kind::ConstantIndex || step.kind == Kind::Subslice;
}

/// Elements begin .. end of an array of which the length is known.
struct Elements { std::uint64_t begin = 0, end = 0; };

Elements elements(const mir::Projection& step, std::uint64_t length) {
  if (step.kind == Kind::Subslice) return {step.index, length - step.from_end};
  if (step.kind == Kind::Index) return {0, length};
  const std::uint64_t at = step.is_from_end ? length - step.index : step.index;
  return {at, at + 1};
}

/// Both steps start from the same place. Of a slice, elements are told apart where they are counted from
/// the same end; or where a pattern counts them from both, which asks for a length that keeps them apart.
bool may_meet(const Places& places, const mir::Place& place, std::size_t at, const mir::Projection& a, const mir::Projection& b) {
  if (is_element(a) && is_element(b)) {
    const mir::Type& type = places.type_before(place, at);
    if (type.kind == mir::TypeKind::Array) {
      const Elements one = elements(a, type.length), other = elements(b, type.length);
      return one.begin < other.end && other.begin < one.end;
    }
    if (a.kind == Kind::Index || b.kind == Kind::Index) return true;
    if (a.kind == Kind::Subslice && b.kind == Kind::Subslice) return true;
    if (a.kind == Kind::ConstantIndex && b.kind == Kind::ConstantIndex) return a.is_from_end == b.is_from_end && a.index == b.index;
    const mir::Projection& one = a.kind == Kind::ConstantIndex ? a : b;
    const mir::Projection& rest = a.kind == Kind::ConstantIndex ? b : a;
    return one.is_from_end ? one.index > rest.from_end : one.index >= rest.index;
  }
  if (a.kind != b.kind) return false;   // only of places that are not what they seem: nothing is said
  if (a.kind == Kind::Field && a.index != b.index) return places.type_before(place, at).kind == mir::TypeKind::Union;
  if (a.kind == Kind::Downcast) return a.index == b.index;
  return true;
}

}  // namespace

bool conflicts(const Places& places, const mir::Place& borrowed, const mir::Place& accessed, Depth depth, std::uint32_t destructor) {
  if (borrowed.local != accessed.local) return false;
  const std::size_t common = std::min(borrowed.projections.size(), accessed.projections.size());
  for (std::size_t i = 0; i < common; ++i)
    if (!may_meet(places, borrowed, i, borrowed.projections[i], accessed.projections[i])) return false;
  // What is borrowed is a part of what is accessed, or behind it.
  for (std::size_t i = common; i < borrowed.projections.size(); ++i) {
    if (depth == Depth::Drop && i == destructor) return true;   // it may look at all of it
    if (borrowed.projections[i].kind != Kind::Deref) continue;
    if (depth == Depth::Shallow) return false;
    if (depth == Depth::Drop && places.leaves_owner(borrowed, i)) return false;
  }
  return true;
}

}  // namespace borrowck
