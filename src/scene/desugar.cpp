#include "scene/desugar.h"

#include <algorithm>

#include "base/text.h"
#include "scene/desugar_writer.h"
#include "scene/states.h"

namespace scene {
namespace {

using run::Piece;
using run::Range;

constexpr std::uint32_t first_suspension = 3;

bool is_word(char c) { return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// `read_all` as `ReadAll`; a block by its line.
std::string enum_name(const FutureMachine& machine) {
  if (machine.title == "async block") return concat("Block", machine.line);
  std::string out;
  bool is_start = true;
  for (const char c : machine.name) {
    if (c != '_') out += is_start ? upper(c) : c;
    is_start = c == '_';
  }
  return out;
}

class Desugaring {
 public:
  Desugaring(const FutureMachine& machine, const run::Outline& outline, std::string_view text, std::vector<Range> awaits)
      : machine_(machine), outline_(outline), text_(text), awaits_(std::move(awaits)), out_(text, outline.returns) {}

  /// `types[state][i]`: of what the state keeps, as the enum has it.
  MachineCode run(const std::string& name, const std::vector<std::vector<std::string>>& types, const std::string& answer) {
    out_.say(concat("enum ", name, " {"));
    for (out_.state = 0; out_.state < machine_.states.size(); ++out_.state) {
      std::string fields;
      const MachineState& state = machine_.states[out_.state];
      for (std::size_t i = 0; i < state.kept.size(); ++i)
        if (!state.kept[i].is_slot) fields += concat(fields.empty() ? " " : ", ", field_name(out_.state, i), ": ", types[out_.state][i]);
      out_.say(concat(state.name, fields.empty() ? "" : concat(" {", fields, " }"), ","), source_of(out_.state), true);
    }
    out_.state = no_state;
    out_.say("}");
    out_.say("");
    out_.say(concat("impl Future for ", name, " {"));
    out_.say(concat("type Output = ", answer, ";"));
    out_.say("fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {", outline_.head);
    out_.say("'poll: loop {");
    out_.say("match *self {");
    returns_unit_ = answer == "()";
    write_arm(0);
    for (std::uint32_t s = first_suspension; s < machine_.states.size(); ++s) write_arm(s);
    write_refusal(1, "completion");
    write_refusal(2, "panicking");
    out_.state = no_state;
    for (int i = 0; i < 4; ++i) out_.say("}");
    return out_.take();
  }

 private:
  // ---- Names

  std::string field_name(std::uint32_t state, std::size_t index) const {
    const std::vector<KeptValue>& kept = machine_.states[state].kept;
    const auto plain = [](const KeptValue& value) -> std::string {
      if (value.kind == KeptKind::Temporary || value.name.empty()) return "temporary";
      if (value.name == "self") return "this";
      std::string name;
      for (const char c : value.name) {
        if (!is_word(c)) return "future";
        name += value.kind == KeptKind::Awaited ? lower(c) : c;
      }
      return name;
    };
    const std::string name = plain(kept[index]);
    std::size_t same = 1;
    for (std::size_t i = 0; i < index; ++i) same += !kept[i].is_slot && plain(kept[i]) == name ? 1 : 0;
    return same == 1 ? name : concat(name, same);
  }
  std::string awaited_name(std::uint32_t state) const {
    const std::vector<KeptValue>& kept = machine_.states[state].kept;
    for (std::size_t i = 0; i < kept.size(); ++i)
      if (kept[i].kind == KeptKind::Awaited) return field_name(state, i);
    return "future";
  }
  /// `Suspend0 { total, ` and, if it is to be made, all but what is awaited.
  std::string pattern(std::uint32_t state, bool has_awaited) const {
    std::string fields;
    const std::vector<KeptValue>& kept = machine_.states[state].kept;
    for (std::size_t i = 0; i < kept.size(); ++i)
      if (!kept[i].is_slot && (has_awaited || kept[i].kind != KeptKind::Awaited)) fields += concat(fields.empty() ? "" : ", ", field_name(state, i));
    return fields;
  }
  Range source_of(std::uint32_t state) const { return state < awaits_.size() ? awaits_[state] : Range{}; }

  // ---- Places in the text

  bool is_done(std::uint32_t state) const {
    return std::any_of(out_.patches.begin(), out_.patches.end(), [&](const Patch& patch) { return patch.range.contains(awaits_[state]); });
  }
  bool has_await(Range range) const {
    for (std::uint32_t s = first_suspension; s < awaits_.size(); ++s)
      if (!awaits_[s].is_empty() && range.contains(awaits_[s]) && !is_done(s)) return true;
    return false;
  }
  /// The innermost one, other than `inner`.
  const Piece* piece_around(Range range, const Piece* inner = nullptr) const {
    const Piece* found = nullptr;
    for (const Piece& piece : outline_.pieces)
      if (&piece != inner && piece.inside.contains(range) && (!found || found->inside.contains(piece.inside))) found = &piece;
    return found;
  }
  static Range statement_around(const Piece& piece, Range range) {
    for (const Range& statement : piece.statements)
      if (statement.contains(range)) return statement;
    return range;
  }
  /// Those in the range that are in no other one of it.
  std::vector<const Piece*> pieces_in(Range range, const Piece* around) const {
    std::vector<const Piece*> out;
    for (const Piece& piece : outline_.pieces) {
      if (&piece == around || !range.contains(piece.inside) || (around && !around->inside.contains(piece.inside))) continue;
      const bool is_inner = std::any_of(outline_.pieces.begin(), outline_.pieces.end(), [&](const Piece& other) {
        return &other != &piece && &other != around && range.contains(other.inside) && other.inside.contains(piece.inside);
      });
      if (!is_inner) out.push_back(&piece);
    }
    std::sort(out.begin(), out.end(), [](const Piece* a, const Piece* b) { return a->inside.begin < b->inside.begin; });
    return out;
  }
  /// The await of the range that comes first and is in none of its pieces.
  std::uint32_t direct_await(Range range, const std::vector<const Piece*>& pieces) const {
    std::uint32_t found = no_state;
    for (std::uint32_t s = first_suspension; s < awaits_.size(); ++s) {
      if (awaits_[s].is_empty() || !range.contains(awaits_[s]) || is_done(s)) continue;
      if (std::any_of(pieces.begin(), pieces.end(), [&](const Piece* piece) { return piece->inside.contains(awaits_[s]); })) continue;
      if (found == no_state || awaits_[s].end < awaits_[found].end) found = s;
    }
    return found;
  }

  // ---- What runs; each says whether it comes to its end without an await

  bool wait(std::uint32_t state) {
    const Range whole = awaits_[state];
    std::string fields = pattern(state, false);
    if (!fields.empty()) fields += ", ";
    Range operand{whole.begin, whole.end};
    const std::size_t dot = text_.substr(whole.begin, whole.end - whole.begin).rfind(".await");
    if (dot != std::string_view::npos) operand.end = whole.begin + static_cast<std::uint32_t>(dot);
    while (operand.end > operand.begin && static_cast<unsigned char>(text_[operand.end - 1]) <= ' ') --operand.end;
    out_.copy(operand, concat("*self = ", machine_.states[state].name, " { ", fields, awaited_name(state), ": "), " };");
    out_.say("continue 'poll;", whole);
    return false;
  }

  bool write_statement(Range range, const Piece* around, std::string_view before = {}, std::string_view after = {}) {
    std::vector<const Piece*> pieces = pieces_in(range, around);
    const std::uint32_t direct = direct_await(range, pieces);
    pieces.erase(std::remove_if(pieces.begin(), pieces.end(), [&](const Piece* piece) { return !has_await(piece->inside); }), pieces.end());
    if (direct != no_state && (pieces.empty() || awaits_[direct].begin < pieces[0]->inside.begin)) return wait(direct);
    if (pieces.empty()) {
      out_.copy(range, before, after);
      return std::none_of(outline_.returns.begin(), outline_.returns.end(), [&](Range way_out) { return way_out.begin == range.begin; }) &&
             std::none_of(outline_.jumps.begin(), outline_.jumps.end(), [&](const run::Jump& jump) { return jump.words.begin == range.begin; });
    }
    std::uint32_t at = range.begin;
    bool comes_out = false;
    std::string start(before);
    for (const Piece* piece : pieces) {
      out_.copy({at, piece->inside.begin}, start, piece->has_braces ? "" : "{");
      start.clear();
      bool falls = write_from(*piece, piece->inside.begin, false);
      // The condition of a `while` is asked again.
      const std::uint32_t again = falls && piece->is_loop ? condition_await(*piece) : no_state;
      if (again != no_state) wait(again);
      comes_out |= falls || piece->is_loop;
      at = piece->inside.end;
      if (!piece->has_braces) start = "}";
    }
    out_.copy({at, range.end}, start, after);
    const std::vector<const Piece*> ways = pieces_in(range, around);
    return comes_out || pieces.size() < ways.size() || may_be_passed(*ways.back());
  }
  /// The last part of an `if` without `else`, or behind `&&` and `||`.
  bool may_be_passed(const Piece& last) const {
    std::string_view before = trimmed(text_.substr(0, last.inside.begin));
    if (last.has_braces) before = trimmed(before.substr(0, before.size() - 1));
    const auto ends_in = [&](std::string_view word) { return before.size() > word.size() && before.substr(before.size() - word.size()) == word; };
    return ends_in("&&") || ends_in("||") || (text_.substr(whole_of(last).begin, 2) == "if" && !ends_in("else"));
  }
  std::uint32_t condition_await(const Piece& loop) const {
    std::uint32_t found = no_state;
    for (std::uint32_t s = first_suspension; s < awaits_.size(); ++s)
      if (!awaits_[s].is_empty() && loop.condition.contains(awaits_[s]) && (found == no_state || awaits_[s].end < awaits_[found].end)) found = s;
    return found;
  }

  /// A piece from one of its statements on. The body's end answers the poll.
  bool write_from(const Piece& piece, std::uint32_t from, bool wants_value) {
    const bool is_body = &piece == &outline_.pieces[0];
    for (std::size_t i = 0; i < piece.statements.size(); ++i) {
      const Range statement = piece.statements[i];
      if (statement.is_empty() || statement.begin < from) continue;
      out_.copy({from, statement.begin});
      from = statement.end;
      const bool is_value = piece.has_value && i + 1 == piece.statements.size();
      if (is_value && is_body && !returns_unit_) return write_statement(statement, &piece, "let value = ", ";") && answer("value");
      if (!write_statement(statement, &piece, is_value && wants_value ? "let value = " : "", is_value && (is_body || wants_value) ? ";" : "")) return false;
    }
    if (piece.has_braces && from < piece.inside.end) out_.copy({from, piece.inside.end});
    return !is_body || answer("()");
  }
  bool answer(std::string_view value) {
    out_.say("*self = Returned;");
    out_.say(concat("return Poll::Ready(", value, ");"));
    return false;
  }

  /// Whether what a piece gives is used by what stands around it.
  bool wants_value(const Piece& piece) const { return !piece.is_loop && is_value_used(piece); }
  /// The same of the `if`, `match`, loop or block that it is a part of.
  bool is_value_used(const Piece& piece) const {
    const Piece* outer = piece_around(piece.inside, &piece);
    if (!outer) return false;
    const Range statement = statement_around(*outer, piece.inside);
    if (!is_control(piece, statement)) return true;
    if (!outer->has_value || outer->statements.back().begin != statement.begin) return false;
    return outer == &outline_.pieces[0] ? !returns_unit_ : wants_value(*outer);
  }
  /// The whole `if` or `match` that a piece is a part of: that of an `else if` begins before it.
  Range whole_of(const Piece& piece) const {
    Range whole = piece.owner;
    for (const Piece& other : outline_.pieces)
      if (!other.has_braces && other.inside.begin == whole.begin && other.inside.end == whole.end && !other.owner.is_empty()) return whole_of(other);
    return whole;
  }
  /// A piece of an `if`, a `match`, a loop or a block that is a statement, and nothing more.
  bool is_control(const Piece& piece, Range statement) const {
    const Range whole = whole_of(piece);
    return !whole.is_empty() && whole.begin == statement.begin && whole.end + 1 >= statement.end;
  }
  /// `iter2` for a `for` within a `for`.
  std::string iterator_name(const Piece& loop) const {
    std::size_t depth = 1;
    for (const Piece& other : outline_.pieces) depth += &other != &loop && !other.iterable.is_empty() && other.inside.contains(loop.inside) ? 1 : 0;
    return depth == 1 ? "iter" : concat("iter", depth);
  }

  // ---- Arms

  void write_arm(std::uint32_t state) {
    out_.state = state;
    const std::string fields = pattern(state, true);
    out_.say(concat(machine_.states[state].name, fields.empty() ? "" : concat(" { ", fields, " }"), " => {"), state == 0 ? outline_.head : Range{}, true);
    if (outline_.pieces.empty() || (state > 0 && awaits_[state].is_empty())) out_.say("…");
    else if (state == 0) write_from(outline_.pieces[0], outline_.pieces[0].inside.begin, false);
    else write_rest(state);
    out_.patches.clear();
    out_.say("}");
  }
  void write_refusal(std::uint32_t state, std::string_view what) {
    out_.state = state;
    out_.say(concat(machine_.states[state].name, " => panic!(\"`async fn` resumed after ", what, "\"),"), {}, true);
  }

  // ---- Loops and labelled blocks around an await: their heads are behind
  //
  //   loop { one().await; if c { break; } two().await; }      behind `one().await`:
  //
  //   'out: {
  //       if c { break 'out; }
  //       *self = Suspend1 { … };
  //       continue 'poll;
  //   }

  struct Level {
    const Piece* piece = nullptr;
    std::string out, next;                 // the blocks that `break` and `continue` leave
    bool is_left = false, is_continued = false;
  };

  std::vector<Level> levels_around(Range range) const {
    std::vector<Level> out;
    for (std::size_t i = 1; i < outline_.pieces.size(); ++i) {
      const Piece& piece = outline_.pieces[i];
      if (piece.inside.contains(range) && (piece.is_loop || !piece.label.is_empty())) out.push_back({&piece, {}, {}, false, false});
    }
    std::sort(out.begin(), out.end(), [](const Level& a, const Level& b) { return b.piece->inside.contains(a.piece->inside); });
    for (std::size_t i = 0; i < out.size(); ++i) {
      const std::string number = i == 0 ? std::string() : std::to_string(i + 1);
      out[i].out = concat("'out", number);
      out[i].next = concat("'next", number);
    }
    return out;
  }
  Level* level_of(const Piece& piece) {
    for (Level& level : levels_)
      if (level.piece == &piece) return &level;
    return nullptr;
  }
  /// Jumps of the levels from number `first` on are those of the blocks.
  void patch_jumps(std::size_t first) {
    out_.jumps.clear();
    for (std::size_t i = first; i < levels_.size(); ++i)
      for (const run::Jump& jump : outline_.jumps)
        if (&outline_.pieces[jump.piece] == levels_[i].piece)
          out_.jumps.push_back({jump.words, jump.is_continue ? concat("break ", levels_[i].next) : concat("break ", levels_[i].out)});
  }
  /// Notes which blocks are left by jumps that were written.
  void note_jumps() {
    for (const Patch& patch : out_.jumps) {
      if (!patch.is_used) continue;
      for (Level& level : levels_) {
        const bool leaves = patch.text == concat("break ", level.out), goes_on = patch.text == concat("break ", level.next);
        has_jump_news_ |= (leaves && !level.is_left) || (goes_on && !level.is_continued);
        level.is_left |= leaves;
        level.is_continued |= goes_on;
      }
    }
  }
  /// The text of a level itself, written whole, has its own jumps.
  void patch_jumps_behind(const Level& level) {
    note_jumps();
    patch_jumps(static_cast<std::size_t>(&level - levels_.data()) + 1);
  }
  void open_levels() {
    for (std::size_t i = levels_.size(); i-- > 0;) {
      const Level& level = levels_[i];
      if (level.is_left) out_.say(concat(is_value_used(*level.piece) ? "let value = " : "", level.out, ": {"));
      if (level.is_continued) out_.say(concat(level.next, ": {"));
    }
  }
  /// Behind the rest of a level: it goes round again, and its blocks end. Says whether anything comes out.
  bool close_level(const Level& level, const Piece& outer, bool falls) {
    const Piece& piece = *level.piece;
    patch_jumps_behind(level);
    if (level.is_continued) {
      out_.say("}");
      falls = true;
    }
    if (falls && piece.is_loop) {
      out_.say("// and round again");
      if (!piece.iterable.is_empty()) out_.patches.push_back({piece.iterable, iterator_name(piece)});
      falls = write_statement(piece.owner, &outer);
      out_.patches.clear();
    } else if (falls && is_value_used(piece)) {
      out_.say("value");
    }
    if (!level.is_left) return falls;
    out_.say(is_value_used(piece) ? "};" : "}");
    return true;
  }

  /// What runs when the await of a state is ready. Which jumps it has is known when it is written.
  void write_rest(std::uint32_t state) {
    levels_ = levels_around(awaits_[state]);
    const CodeWriter::Mark start = out_.mark();
    do {
      has_jump_news_ = false;
      out_.rewind(start);
      patch_jumps(0);
      write_rest_once(state);
      out_.patches.clear();
      note_jumps();
    } while (has_jump_news_);
    out_.jumps.clear();
  }

  void write_rest_once(std::uint32_t state) {
    const Range whole = awaits_[state];
    const Piece* piece = piece_around(whole);
    if (!piece) return out_.say("…");
    Range statement = statement_around(*piece, whole);
    // Awaits of the same statement that came before have given their values.
    const std::vector<const Piece*> inner = pieces_in(statement, piece);
    for (std::uint32_t s = first_suspension; s < awaits_.size(); ++s) {
      const bool is_inner = std::any_of(inner.begin(), inner.end(), [&](const Piece* other) { return other->inside.contains(awaits_[s]); });
      if (!awaits_[s].is_empty() && s != state && !is_inner && statement.contains(awaits_[s]) && awaits_[s].end < whole.end) out_.patches.push_back({awaits_[s], concat("value", s - first_suspension)});
    }
    const std::string_view words = trimmed(text_.substr(statement.begin, statement.end - statement.begin));
    const std::string_view own = text_.substr(whole.begin, whole.end - whole.begin);
    const bool is_value = piece->has_value && piece->statements.back().begin == statement.begin;
    const bool is_used = words.substr(0, words.size() - (words.back() == ';' ? 1 : 0)) != own || (is_value && (piece == &outline_.pieces[0] ? !returns_unit_ : wants_value(*piece)));
    const bool is_one_of_several = direct_await(statement, inner) != state || !out_.patches.empty();
    const std::string name = is_one_of_several ? concat("value", state - first_suspension) : std::string("value");
    out_.say(concat(is_used ? concat("let ", name, " = ") : "", "ready!(", awaited_name(state), ".poll(cx));"), whole);
    out_.patches.push_back({whole, name});
    open_levels();
    bool falls = true;
    const bool is_last = piece == &outline_.pieces[0] && is_value && !returns_unit_;
    const bool gives = is_last || (is_value && wants_value(*piece));
    if (is_used && words != own) falls = write_statement(statement, piece, gives ? "let value = " : "", gives ? ";" : "");
    if (falls && is_last) return static_cast<void>(answer("value"));
    out_.patches.clear();
    while (true) {
      if (falls) falls = write_from(*piece, statement.end, wants_value(*piece));
      const Piece* outer = piece == &outline_.pieces[0] ? nullptr : piece_around(piece->inside, piece);
      if (!outer) return;
      const Piece& left = *piece;
      piece = outer;
      statement = statement_around(*outer, left.inside);
      const bool is_end = outer == &outline_.pieces[0] && outer->has_value && outer->statements.back().begin == statement.begin && !returns_unit_;
      const Level* level = level_of(left);
      const bool has_blocks = level && (level->is_left || level->is_continued);
      if (has_blocks) falls = close_level(*level, *outer, falls);
      if (!falls) continue;
      const bool is_round = left.is_loop && !has_blocks;
      if (!is_round && is_control(left, statement)) {
        if (is_end) return static_cast<void>(answer("value"));
        continue;
      }
      // A loop goes round; else what its part gave stands for all of it.
      if (is_round) out_.say("// and round again");
      if (!is_round) out_.patches.push_back({whole_of(left), "value"});
      else if (!left.iterable.is_empty()) out_.patches.push_back({left.iterable, iterator_name(left)});
      if (is_round && level) patch_jumps_behind(*level);
      falls = write_statement(statement, outer, is_end ? "let value = " : "", is_end ? ";" : "");
      out_.patches.clear();
      if (falls && is_end) return static_cast<void>(answer("value"));
    }
  }

  const FutureMachine& machine_;
  const run::Outline& outline_;
  std::string_view text_;
  std::vector<Range> awaits_;            // by state; empty if it is not in the text
  CodeWriter out_;
  std::vector<Level> levels_;            // around the await whose rest is written, the innermost first
  bool has_jump_news_ = false;
  bool returns_unit_ = false;
};

/// What a function says that it returns; of a block that gives something, `_`.
std::string written_answer(std::string_view text, const run::Outline& outline) {
  const std::string_view head = text.substr(outline.head.begin, outline.head.end - outline.head.begin);
  const std::size_t arrow = head.find("->");
  if (arrow != std::string_view::npos) return std::string(trimmed(head.substr(arrow + 2)));
  return outline.head.is_empty() && !outline.pieces.empty() && outline.pieces[0].has_value ? "_" : "()";
}

}  // namespace

std::vector<MachineCode> desugared(const mir::Program& program, const std::vector<run::Outline>& outlines) {
  std::vector<MachineCode> out;
  const FutureFunctions functions(program);
  const MachineTable table = machine_table(program, functions);
  for (std::uint32_t m = 0; m < table.machines.size() && m < outlines.size(); ++m) {
    const mir::Type& type = program.types[table.types[m]];
    const auto named = [&](std::string name) {
      for (std::uint32_t other = 0; other < table.machines.size(); ++other) {
        const std::string& raw = program.types[table.types[other]].name;
        for (std::size_t at = name.find(raw); at != std::string::npos; at = name.find(raw)) name.replace(at, raw.size(), enum_name(table.machines[other]));
      }
      // What has no name says at least what it is.
      for (std::size_t at = name.find('@'); at != std::string::npos; at = name.find('@')) {
        const std::size_t open = name.rfind('{', at);
        name.replace(open, name.find('}', at) + 1 - open, name.compare(open, 6, "{async") == 0 ? "impl Future" : "{closure}");
      }
      return name;
    };
    std::vector<std::vector<std::string>> types(table.machines[m].states.size());
    for (std::size_t s = 0; s < types.size(); ++s) {
      const std::size_t captures = type.variants[0].fields.size();
      for (std::size_t k = 0; k < table.machines[m].states[s].kept.size(); ++k) {
        const mir::Field& field = k < captures ? type.variants[0].fields[k] : type.variants[s].fields[k - captures];
        types[s].push_back(named(program.types[field.type].name));
      }
    }
    const mir::Coroutine* coroutine = nullptr;
    for (const mir::Coroutine& each : program.coroutines)
      if (each.type == table.types[m]) coroutine = &each;
    const std::string& text = *program.sources.file(coroutine->span.file).text;
    std::string answer = written_answer(text, outlines[m]);
    // The type itself is known of a `poll` that is called somewhere.
    for (std::uint32_t i = 0; i < program.bodies.size(); ++i) {
      const FutureFunctions::Function& function = functions.of(mir::FnId(i));
      if (function.kind != FutureFunctions::Kind::MachinePoll || function.type != table.types[m]) continue;
      const mir::Type& poll = program.types[program.bodies[mir::FnId(i)].locals[0].type];
      if (!poll.variants.empty() && !poll.variants[0].fields.empty()) answer = named(program.types[poll.variants[0].fields[0].type].name);
    }
    std::vector<Range> awaits;
    for (const mir::CoroutineState& state : coroutine->states) {
      const Range range{state.span.begin, state.span.end};
      const bool is_in_text = state.span.file == coroutine->span.file && !outlines[m].pieces.empty() && outlines[m].pieces[0].inside.contains(range);
      awaits.push_back(is_in_text ? range : Range{});
    }
    out.push_back(Desugaring(table.machines[m], outlines[m], text, std::move(awaits)).run(enum_name(table.machines[m]), types, answer));
  }
  return out;
}

std::uint32_t line_at(const MachineCode& code, std::uint32_t state, std::uint32_t byte) {
  std::uint32_t found = no_state;
  for (std::uint32_t i = 0; i < code.size(); ++i) {
    if (code[i].state != state) continue;
    const bool holds = code[i].begin <= byte && byte < code[i].end;
    if (holds && (found == no_state || code[i].end - code[i].begin < code[found].end - code[found].begin)) found = i;
  }
  for (std::uint32_t i = 0; i < code.size() && found == no_state; ++i)
    if (code[i].state == state && code[i].is_head && code[i].text.find("=>") != std::string::npos) found = i;
  return found;
}

std::string to_text(const MachineCode& code) {
  std::string out;
  for (const CodeLine& line : code) out += concat(line.text, "\n");
  return out;
}

}  // namespace scene
