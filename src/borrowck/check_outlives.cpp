// What a signature promises its callers: a reference that comes in with one lifetime goes out with
// another only if the signature says that the one outlives the other (E0621, E0521, or without a code);
// so does what a type parameter stands for (E0309, E0310).

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.h"
#include "borrowck/checks.h"

namespace borrowck {

namespace {

using Asker = mir::Outlives::Asker;
using Chooser = mir::Universal::Chooser;
constexpr std::uint32_t for_static = 0;

class OutlivesCheck {
 public:
  OutlivesCheck(const Input& input, diag::Diagnostics& diagnostics)
      : input_(input), facts_(input.facts.regions), diagnostics_(diagnostics), asked_(facts_.count), known_(facts_.count) {
    for (const mir::Outlives& each : facts_.outlives) asked_[each.longer].push_back(&each);
    for (const auto& [longer, shorter] : facts_.known) known_[longer].push_back(shorter);
  }

  void run() {
    for (const mir::Universal& universal : facts_.universals)
      if (!is_of_around(universal)) check(universal);
    if (!facts_.has_signature) return;
    for (const mir::ParamOutlives& param : facts_.params) check(param);
    if (facts_.captured)
      for (const std::uint32_t region : facts_.of_local[0]) check_captures(region);
  }

 private:
  /// Of a closure, and not of one call: what is asked of it is asked where the closure is made.
  static bool is_of_around(const mir::Universal& universal) { return universal.chooser == Chooser::Around || universal.chooser == Chooser::AroundOrCall; }
  static bool is_of_closure(const mir::Universal& universal) { return universal.chooser != Chooser::Caller; }

  const mir::Universal* universal_of(std::uint32_t region) const {
    for (const mir::Universal& each : facts_.universals)
      if (each.region == region) return &each;
    return nullptr;
  }

  /// By the bounds, and what follows from them.
  bool is_known(std::uint32_t longer, std::uint32_t shorter) const {
    std::vector<std::uint32_t> queue{longer};
    for (std::size_t at = 0; at < queue.size(); ++at) {
      if (queue[at] == shorter || queue[at] == for_static) return true;
      for (const std::uint32_t next : known_[queue[at]])
        if (std::find(queue.begin(), queue.end(), next) == queue.end()) queue.push_back(next);
    }
    return false;
  }

  /// What a region is asked to outlive, the nearest first: itself, and all that follows step by step.
  struct Asked {
    std::vector<std::uint32_t> regions;
    std::vector<const mir::Outlives*> by;   // by region: the step that led there; null for the first, and where none does
    /// The steps that led to a region, from the last to the first.
    std::vector<const mir::Outlives*> path_to(std::uint32_t region) const {
      std::vector<const mir::Outlives*> path;
      for (; region != regions.front(); region = by[region]->longer) path.push_back(by[region]);
      return path;
    }
  };

  Asked asked_of(std::uint32_t first) const {
    Asked found{{first}, std::vector<const mir::Outlives*>(facts_.count, nullptr)};
    for (std::size_t at = 0; at < found.regions.size(); ++at) {
      if (found.regions[at] == for_static) continue;
      for (const mir::Outlives* each : asked_[found.regions[at]]) {
        if (found.by[each->shorter] || each->shorter == first) continue;
        found.by[each->shorter] = each;
        found.regions.push_back(each->shorter);
      }
    }
    return found;
  }

  /// The first region that this one is asked to outlive without being known to.
  void check(const mir::Universal& longer) {
    const Asked asked = asked_of(longer.region);
    for (const std::uint32_t region : asked.regions) {
      const mir::Universal* universal = universal_of(region);
      const bool is_chosen_elsewhere = region == for_static || (universal && (universal->chooser != Chooser::AroundOrCall || longer.chooser == Chooser::Environment));
      if (is_chosen_elsewhere && !is_known(longer.region, region)) return report(longer, region, asked.path_to(region));
    }
  }

  bool is_known(const std::string& param, std::uint32_t shorter) const {
    for (const auto& [name, region] : facts_.known_params)
      if (name == param && is_known(region, shorter)) return true;
    return false;
  }

  void check(const mir::ParamOutlives& param) {
    const Asked asked = asked_of(param.region);
    for (const std::uint32_t region : asked.regions) {
      const mir::Universal* universal = universal_of(region);
      if ((region != for_static && !universal) || is_known(param.name, region)) continue;
      std::vector<const mir::Outlives*> path = asked.path_to(region);
      path.push_back(&param.asked);
      const Span span = to_blame(path).span;
      if (!reported_.insert({span.begin, span.end}).second) return;
      const std::string wanted = universal ? universal->name : std::string("'static");
      const diag::Kind kind = !universal ? diag::Kind::ParamNotStatic : universal->name.empty() ? diag::Kind::ParamNotUnnamed : diag::Kind::ParamTooShort;
      diagnostics_.add(kind, span,
                       concat("a value of type ", quoted(param.name), " goes where it must last for ", universal ? name_of(*universal) : quoted(wanted), ", but it may borrow from elsewhere"))
          .with_help(wanted.empty() ? std::string() : concat("add the bound `", param.name, ": ", wanted, "`"));
      return;
    }
  }

  /// The one lifetime that the hidden type behind `impl Trait` may have in this place is 'static, or one it captures.
  void check_captures(std::uint32_t region) {
    for (const mir::Universal& universal : facts_.universals) {
      const std::vector<std::uint32_t>& allowed = *facts_.captured;
      if (std::any_of(allowed.begin(), allowed.end(), [&](std::uint32_t each) { return is_known(universal.region, each); })) continue;
      const mir::Outlives* asked = asked_of(universal.region).by[region];
      if (!asked) continue;
      const Span span = asked->span;
      if (!reported_.insert({span.begin, span.end}).second) return;
      diag::Diagnostic& made = diagnostics_.add(diag::Kind::HiddenCapture, span, concat("what is returned as `impl Trait` holds a borrow for ", name_of(universal), ", which its bounds do not name"));
      if (universal.argument) made.label(input_.body.locals[universal.argument.value].span, "the borrow comes in here");
      made.with_help(universal.name.empty() ? "add `+ '_` to the bounds" : concat("add `+ ", universal.name, "` to the bounds"));
      return;
    }
  }

  /// The step to blame: what returns, else what calls or is written as a type, else the last.
  static const mir::Outlives& to_blame(const std::vector<const mir::Outlives*>& path) {
    for (const mir::Outlives* each : path)
      if (each->asker == Asker::Result) return *each;
    for (const mir::Outlives* each : path)
      if (each->asker == Asker::Call || each->asker == Asker::Annotation) return *each;
    return *path.front();
  }

  /// `path`: from the last step to the first.
  void report(const mir::Universal& longer, std::uint32_t shorter, const std::vector<const mir::Outlives*>& path) {
    const mir::Outlives& blamed = to_blame(path);
    const mir::Universal* other = shorter == for_static ? nullptr : universal_of(shorter);
    const std::string wanted = other ? name_of(*other) : std::string("`'static`");
    const bool is_self = longer.argument && facts_.has_self && longer.argument.value == 1;
    const bool is_other_self = other && other->argument && facts_.has_self && other->argument.value == 1;
    const bool is_one_named = other && longer.name.empty() != other->name.empty() && !is_self && !is_other_self && !facts_.is_of_trait_impl;
    if (is_one_named) {
      const mir::Universal& left_out = longer.name.empty() ? longer : *other;
      const std::string& name = longer.name.empty() ? other->name : longer.name;
      const mir::Local& argument = input_.body.locals[left_out.argument.value];
      diagnostics_.add(diag::Kind::LifetimeRequired, blamed.span, concat("the type of ", quoted_or(argument.name), " needs the lifetime `", name, "` here"))
          .label(argument.span, "its lifetime is left out, so it may be any")
          .with_help(concat("write `", name, "` in the type of ", quoted_or(argument.name)));
      return;
    }
    if (longer.chooser == Chooser::Environment) {
      diagnostics_.add(diag::Kind::LifetimeTooShort, blamed.span, "this gives out a borrow of what the closure holds, which lasts for one call of it only");
      return;
    }
    const bool escapes = longer.chooser == Chooser::Call ? blamed.asker != Asker::Result && (!other || is_of_around(*other))
                                                         : blamed.asker == Asker::Call && !is_of_closure(longer) && !longer.is_of_impl && (!other || other->is_of_impl);
    if (escapes) {
      const std::string lent = longer.chooser == Chooser::Call ? concat(quoted_or(input_.body.locals[longer.argument.value].name), " is lent to the closure for one call only, but must last here for ", wanted) : std::string();
      diag::Diagnostic& made = diagnostics_.add(diag::Kind::BorrowEscapes, blamed.span, !lent.empty() ? lent : concat("what is borrowed for ", name_of(longer), " only is passed on to where it must last for ", wanted));
      if (longer.argument) made.label(input_.body.locals[longer.argument.value].span, "the borrow comes in here");
      return;
    }
    diagnostics_.add(diag::Kind::LifetimeTooShort, blamed.span,
                     concat(name_of(longer), " need not last as long as ", wanted, ", as is asked here"))
        .with_help(other && !longer.name.empty() && !other->name.empty() ? concat("declare `", longer.name, ": ", other->name, "`") : std::string());
  }

  static std::string quoted_or(const std::string& name) { return name.empty() ? std::string("this argument") : quoted(name); }

  std::string name_of(const mir::Universal& universal) const {
    if (!universal.name.empty()) return quoted(universal.name);
    if (is_of_closure(universal) && universal.argument == mir::LocalId(0)) return "what the closure gives";
    if (is_of_closure(universal) && universal.argument == mir::LocalId(1)) return "what the closure captures";
    const mir::Local& argument = input_.body.locals[universal.argument.value];
    return concat("the lifetime of ", quoted_or(argument.name));
  }

  const Input& input_;
  const mir::RegionFacts& facts_;
  diag::Diagnostics& diagnostics_;
  std::vector<std::vector<const mir::Outlives*>> asked_;     // by the longer
  std::vector<std::vector<std::uint32_t>> known_;            // by the longer
  std::set<std::pair<std::uint32_t, std::uint32_t>> reported_;
};

}  // namespace

void check_outlives(const Input& input, diag::Diagnostics& diagnostics) {
  if (!input.facts.regions.universals.empty() || input.facts.regions.has_signature) OutlivesCheck(input, diagnostics).run();
}

}  // namespace borrowck
