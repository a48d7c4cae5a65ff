// Which regions a destructor may look at: all of a type with a `Drop` of its own; of any other what its
// fields' destructors may look at. std's containers promise not to look at what they hold, only to
// drop it.

#include <algorithm>

#include "lower/region_env.h"

namespace lower {

using sema::TyKind;

namespace {

constexpr int deepest_field = 6;   // types that nest deeper, or without end, are not looked into

}  // namespace

const std::vector<bool>& RegionNames::dropped(sema::TyId id, int depth) {
  const auto found = dropped_.find(id);
  if (found != dropped_.end()) return found->second;
  const std::size_t size = types_.count(id);
  std::vector<bool> out(size);
  const sema::Ty of = types_.ty(id);
  if (size == 0 || depth > deepest_field || (of.kind != TyKind::Dyn && !types_.mono().needs_drop(id))) return dropped_[id] = out;
  Regions own(size);
  for (std::size_t i = 0; i < size; ++i) own[i] = static_cast<std::uint32_t>(i + 1);   // 0 is 'static
  const auto mark = [&](const Regions& regions, sema::TyId part) {
    const std::vector<bool> inner = dropped(part, depth + 1);
    for (std::size_t i = 0; i < inner.size() && i < regions.size(); ++i)
      if (inner[i] && regions[i] != for_static && regions[i] <= size) out[regions[i] - 1] = true;
  };
  if (of.kind == TyKind::Dyn) {
    out.assign(size, true);
  } else if (of.kind == TyKind::Slice || of.kind == TyKind::Array) {
    mark(own, of.args[0]);
  } else if (of.kind == TyKind::Tuple || of.kind == TyKind::Closure || of.kind == TyKind::Coroutine) {
    const std::vector<sema::TyId> parts = of.kind == TyKind::Tuple ? of.args : types_.captured(of);
    for (std::uint32_t i = 0; i < parts.size(); ++i) mark(field(id, 0, i, own, parts[i]), parts[i]);
  } else if (of.kind == TyKind::Adt) {
    const sema::AdtDef& def = program().adts.at(of.adt());
    if (def.is_manually_drop || def.is_phantom_data || def.kind == sema::AdtKind::Union) return dropped_[id] = out;
    if (def.drop_fn && !is_std_path(def.path)) {
      out.assign(size, true);
    } else if (def.drop_fn || def.is_box) {
      std::fill_n(out.begin(), types_.lifetimes_of(of.adt()).size(), true);
      for (std::size_t i = 0; i < of.args.size(); ++i) {
        const auto begin = own.begin() + static_cast<std::ptrdiff_t>(types_.offset_of_arg(of, i));
        mark(Regions(begin, begin + static_cast<std::ptrdiff_t>(types_.count(of.args[i]))), of.args[i]);
      }
    } else {
      for (std::uint32_t variant = 0; variant < def.variants.size(); ++variant) {
        for (std::uint32_t i = 0; i < def.variants[variant].fields.size(); ++i) {
          const sema::TyId part = types_.mono().normalize(def.variants[variant].fields[i].ty, of.args);
          // Names count from the type's own regions on: what is not among them is not known.
          const std::uint32_t before = next_;
          next_ = std::max(next_, static_cast<std::uint32_t>(size + 1));
          mark(field(id, variant, i, own, part), part);
          next_ = before;
        }
      }
    }
  }
  return dropped_[id] = out;
}

}  // namespace lower
