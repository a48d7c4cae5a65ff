#include "lesson/quiz_load.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "lesson/directives.h"
#include "lesson/goal.h"
#include "lesson/toml_file.h"

namespace lesson {

namespace {

struct KindName {
  std::string_view name;
  QuestionKind kind;
};
constexpr KindName kind_names[] = {
    {"ShortAnswer", QuestionKind::ShortAnswer}, {"Tracing", QuestionKind::Tracing},
    {"MultipleChoice", QuestionKind::MultipleChoice}, {"Outcomes", QuestionKind::Outcomes},
    {"Schedule", QuestionKind::Schedule}, {"Order", QuestionKind::Order},
    {"Ordering", QuestionKind::Ordering}, {"Locate", QuestionKind::Locate},
    {"Exercise", QuestionKind::Exercise},
};

/// A number made from text, the same on every machine: FNV-1a.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash ^ (hash >> 29);
}

/// Options in an order that depends on the question's id and their number only: the same for everyone,
/// kept when a text is edited.
void shuffle_options(std::vector<Option>& options, std::string_view id) {
  std::vector<std::pair<std::uint64_t, std::size_t>> keys;
  for (std::size_t i = 0; i < options.size(); ++i) keys.push_back({hash_of(concat(id, "#", i)), i});
  std::sort(keys.begin(), keys.end());
  std::vector<Option> shuffled;
  for (const auto& [key, index] : keys) shuffled.push_back(std::move(options[index]));
  options = std::move(shuffled);
}

class QuestionReader {
 public:
  QuestionReader(const TomlContext& context, Question& question, TomlTable& whole, TomlTable& prompt,
                 TomlTable& answer)
      : context_(context), question_(question), whole_(whole), prompt_(prompt), answer_(answer) {}

  void read() {
    read_prompt();
    switch (question_.kind) {
      case QuestionKind::ShortAnswer: read_short_answer(); break;
      case QuestionKind::Tracing: read_tracing(); break;
      case QuestionKind::MultipleChoice: read_choices(); break;
      case QuestionKind::Outcomes:
        read_choices();
        question_.accepts_several = true;
        break;
      case QuestionKind::Schedule:
        read_goal_key();
        question_.solution = answer_.text("solution").value_or("");
        break;
      case QuestionKind::Order: read_steps(); break;
      case QuestionKind::Ordering:
        read_goal_key();
        read_orderings();
        break;
      case QuestionKind::Locate: read_lines(); break;
      case QuestionKind::Exercise:
        read_goal_key();
        question_.solution = answer_.text("solution").value_or("");
        question_.hidden_text = answer_.text("check").value_or("");
        question_.must_contain = answer_.texts("mustContain").value_or(std::vector<std::string>());
        question_.must_not_contain = answer_.texts("mustNotContain").value_or(std::vector<std::string>());
        break;
    }
    question_.context = whole_.text("context").value_or("");
    whole_.boolean("promptExplanation");  // asks for prose that nobody here would read
  }

 private:
  const TomlContext& context_;
  Question& question_;
  TomlTable& whole_;
  TomlTable& prompt_;
  TomlTable& answer_;

  void read_prompt() {
    const std::optional<std::string> text = prompt_.text("prompt");
    question_.prompt = text.value_or("");
    if (!text && question_.kind != QuestionKind::Tracing) prompt_.complain_missing("prompt");
    if (const std::optional<std::string> program = prompt_.text("program")) {
      question_.program = *program;
      question_.program_span = prompt_.span_of("program");
    } else if (needs_program()) {
      prompt_.complain_missing("program");
    }
    if (const auto edition = prompt_.number("edition")) {
      if (*edition == 2021 || *edition == 2024) question_.edition = static_cast<int>(*edition);
      else prompt_.complain("edition", concat("unknown edition ", quoted(std::to_string(*edition))));
    }
    read_model(question_.memory, "memory", {"sc", "c11"});
    read_model(question_.aliasing, "aliasing", {"none", "stacked", "tree", "tree-implicit-writes"});
  }

  bool needs_program() const {
    switch (question_.kind) {
      case QuestionKind::Tracing:
      case QuestionKind::Outcomes:
      case QuestionKind::Schedule:
      case QuestionKind::Ordering:
      case QuestionKind::Locate:
      case QuestionKind::Exercise: return true;
      case QuestionKind::ShortAnswer:
      case QuestionKind::MultipleChoice:
      case QuestionKind::Order: return false;
    }
    return false;
  }

  void read_model(std::string& field, std::string_view key, const std::vector<std::string_view>& allowed) {
    const std::optional<std::string> value = prompt_.text(key);
    if (!value) return;
    if (std::find(allowed.begin(), allowed.end(), *value) != allowed.end()) field = *value;
    else prompt_.complain(key, concat("unknown ", key, " model ", quoted(*value)));
  }

  void read_short_answer() {
    if (const auto response = prompt_.text("response")) {
      if (*response == "short" || *response == "long" || *response == "code") question_.response = *response;
      else prompt_.complain("response", concat("unknown response ", quoted(*response)),
                            "known are `short`, `long` and `code`");
    }
    const auto answer = answer_.text("answer");
    if (answer) question_.accepted.push_back(*answer);
    for (std::string& other : answer_.texts("alternatives").value_or(std::vector<std::string>()))
      question_.accepted.push_back(std::move(other));
    if (const toml::array* groups = answer_.array("keywords"))
      for (const toml::node& group : *groups) read_keyword_group(group);
    if (question_.accepted.empty()) answer_.complain_missing("answer");
  }

  void read_keyword_group(const toml::node& group) {
    std::vector<std::string> words;
    if (const auto* word = group.as_string()) words.push_back(word->get());
    if (const toml::array* list = group.as_array())
      for (const toml::node& item : *list)
        if (const auto* word = item.as_string()) words.push_back(word->get());
    if (words.empty())
      context_.complain(context_.span(group.source()), "expected a word or a list of words");
    else
      question_.keywords.push_back(std::move(words));
  }

  void read_tracing() {
    const auto does_compile = answer_.boolean("doesCompile");
    if (!does_compile) answer_.complain_missing("doesCompile");
    question_.does_compile = does_compile.value_or(true);
    const auto output = answer_.text("stdout");
    const auto line = answer_.number("lineNumber");
    question_.stdout_text = output.value_or("");
    if (question_.does_compile && !output) answer_.complain_missing("stdout");
    if (!question_.does_compile && !line) answer_.complain_missing("lineNumber");
    if (line) question_.line_number = checked_line(*line);
  }

  std::uint32_t checked_line(std::int64_t line) {
    const auto count = static_cast<std::int64_t>(split_lines(question_.program).size());
    if (line >= 1 && line <= count) return static_cast<std::uint32_t>(line);
    answer_.complain("lineNumber", concat("the program has no line ", line, ", only ", count));
    return 1;
  }

  void read_lines() {
    const toml::node* node = answer_.node("lineNumber");
    if (!node) return answer_.complain_missing("lineNumber");
    if (const auto* line = node->as_integer()) {
      question_.line_numbers.push_back(checked_line(line->get()));
    } else if (const toml::array* lines = node->as_array()) {
      for (const toml::node& item : *lines)
        if (const auto* line = item.as_integer()) question_.line_numbers.push_back(checked_line(line->get()));
    }
    if (question_.line_numbers.empty())
      answer_.complain("lineNumber", "expected a line number or a list of line numbers");
  }

  void read_goal_key() {
    const auto goal = answer_.text("goal");
    if (!goal) return answer_.complain_missing("goal");
    question_.goal = *goal;
    if (!read_goal(*goal))
      answer_.complain("goal", concat("unknown goal ", quoted(*goal)),
                       "known are `prints: …`, `ends`, `panic`, `race`, `deadlock`, `ub` and `leak`");
  }

  /// The options of one key, with the reasons that stand beside it.
  std::vector<Option> read_options(TomlTable& table, std::string_view key, bool is_right) {
    std::vector<Option> options;
    for (std::string& text : table.texts(key).value_or(std::vector<std::string>())) {
      Option option;
      option.text = std::move(text);
      option.is_right = is_right;
      options.push_back(std::move(option));
    }
    if (const auto reasons = table.texts("because")) {
      if (reasons->size() != options.size())
        table.complain("because", concat("there are ", reasons->size(), " reasons for ", options.size(), " options"));
      for (std::size_t i = 0; i < std::min(options.size(), reasons->size()); ++i)
        options[i].because = (*reasons)[i];
    }
    return options;
  }

  void read_choices() {
    std::vector<Option> right = read_options(answer_, "answer", true);
    std::vector<Option> wrong = read_options(prompt_, "distractors", false);
    const toml::node* node = answer_.node("answer");
    question_.accepts_several = node && node->is_array();
    if (!node) answer_.complain_missing("answer");
    else if (right.empty()) answer_.complain("answer", "no option is right");
    if (!prompt_.has("distractors")) prompt_.complain_missing("distractors");

    const auto index = prompt_.number("answerIndex");
    const bool is_sorted = prompt_.boolean("sortAnswers").value_or(false);
    std::vector<Option>& options = question_.options;
    options = std::move(wrong);
    auto place = options.end();
    if (index && (*index < 0 || *index > static_cast<std::int64_t>(options.size())))
      prompt_.complain("answerIndex", concat("there is no place ", *index, " among ", options.size() + 1, " options"));
    else if (index)
      place = options.begin() + static_cast<long>(*index);
    options.insert(place, right.begin(), right.end());
    if (is_sorted)
      std::stable_sort(options.begin(), options.end(),
                       [](const Option& a, const Option& b) { return a.text < b.text; });
    else if (!index)
      shuffle_options(options, question_.id);
    complain_of_twins();
  }

  void complain_of_twins() {
    std::vector<std::string_view> texts;
    for (const Option& option : question_.options) texts.push_back(option.text);
    std::sort(texts.begin(), texts.end());
    const auto twin = std::adjacent_find(texts.begin(), texts.end());
    if (twin != texts.end()) prompt_.complain("distractors", concat("two options read ", quoted(*twin)));
  }

  /// `answer.answer = ["first", ["one", "other"], "last"]`: those in a list of their own may come in
  /// any order among them.
  void read_steps() {
    const toml::array* steps = answer_.array("answer");
    if (!steps) return answer_.complain_missing("answer");
    std::uint32_t rank = 0;
    const auto add = [&](const toml::node& node) {
      Option option;
      if (const auto* text = node.as_string()) option.text = text->get();
      else return context_.complain(context_.span(node.source()), "expected a step as a text");
      option.rank = rank;
      option.is_right = true;
      question_.options.push_back(std::move(option));
    };
    for (const toml::node& step : *steps) {
      if (const toml::array* group = step.as_array())
        for (const toml::node& member : *group) add(member);
      else
        add(step);
      ++rank;
    }
    if (rank < 2) answer_.complain("answer", "there is nothing to put in order");
    shuffle_options(question_.options, question_.id);
    const bool is_given_away = std::is_sorted(question_.options.begin(), question_.options.end(),
                                              [](const Option& a, const Option& b) { return a.rank < b.rank; });
    if (is_given_away && !question_.options.empty())
      std::rotate(question_.options.begin(), question_.options.begin() + 1, question_.options.end());
  }

  void read_orderings() {
    static const std::vector<std::string> known = {"Relaxed", "Acquire", "Release", "AcqRel", "SeqCst"};
    question_.accepted = answer_.texts("answer").value_or(std::vector<std::string>());
    if (question_.accepted.empty()) return answer_.complain_missing("answer");
    for (std::size_t i = 0; i < question_.accepted.size(); ++i) {
      if (std::find(known.begin(), known.end(), question_.accepted[i]) == known.end())
        answer_.complain("answer", concat("unknown ordering ", quoted(question_.accepted[i])));
      if (question_.program.find(concat("?", i + 1)) == std::string::npos)
        answer_.complain("answer", concat("the program has no hole ", quoted(concat("?", i + 1))));
    }
  }
};

class QuizReader {
 public:
  QuizReader(const TomlContext& context, Quiz& quiz) : context_(context), quiz_(quiz) {}

  void read(const toml::table& root) {
    TomlTable top(context_, root, "the quiz");
    read_shared(top);
    const toml::array* questions = top.array("questions");
    if (!questions || questions->empty()) {
      context_.complain({context_.file, 0, 0, {}}, "the quiz has no questions", "a question starts with `[[questions]]`");
    } else {
      for (const toml::node& node : *questions) {
        if (const toml::table* table = node.as_table()) read_question(*table);
        else context_.complain(context_.span(node.source()), "expected a question as a table");
      }
    }
    top.finish();
  }

 private:
  const TomlContext& context_;
  Quiz& quiz_;
  std::map<std::string, std::string, std::less<>> shared_;

  void read_shared(TomlTable& top) {
    const toml::table* table = top.table("multipart");
    if (!table) return;
    for (const auto& [key, value] : *table) {
      if (const auto* text = value.as_string()) shared_.emplace(std::string(key.str()), text->get());
      else context_.complain(context_.span(value.source()), "the text that parts share is no text");
    }
  }

  void read_question(const toml::table& table) {
    TomlTable whole(context_, table, "the question");
    Question question;
    question.span = whole.span();
    if (!read_kind(whole, question.kind)) return;
    read_id(whole, question);
    if (const auto part = whole.text("multipart")) {
      const auto found = shared_.find(*part);
      if (found != shared_.end()) question.part_of = found->second;
      else whole.complain("multipart", concat("there is no ", quoted(concat("multipart.", *part))));
    }
    const toml::table* prompt = whole.table("prompt");
    const toml::table* answer = whole.table("answer");
    if (!prompt) whole.complain_missing("prompt");
    if (!answer) whole.complain_missing("answer");
    if (!prompt || !answer) return;
    TomlTable prompt_reader(context_, *prompt, "`prompt`"), answer_reader(context_, *answer, "`answer`");
    QuestionReader(context_, question, whole, prompt_reader, answer_reader).read();
    prompt_reader.finish();
    answer_reader.finish();
    whole.finish();
    quiz_.questions.push_back(std::move(question));
  }

  bool read_kind(TomlTable& whole, QuestionKind& kind) {
    const auto name = whole.text("type");
    if (!name) {
      whole.complain_missing("type");
      return false;
    }
    std::vector<std::string_view> names;
    for (const KindName& known : kind_names) {
      if (known.name == *name) {
        kind = known.kind;
        return true;
      }
      names.push_back(known.name);
    }
    const std::string_view near = nearest_word(*name, names);
    whole.complain("type", concat("unknown type of question ", quoted(*name)),
                   near.empty() ? std::string() : concat("did you mean ", quoted(near), "?"));
    return false;
  }

  void read_id(TomlTable& whole, Question& question) {
    const auto id = whole.text("id");
    question.id = id.value_or(concat(quiz_.id, "#", quiz_.questions.size() + 1));
    if (!id)
      context_.diagnostics.add(diag::Kind::LessonWarning, question.span, "the question has no `id`")
          .with_help("without one, a student's answer is lost when questions are added before it");
    for (const Question& other : quiz_.questions)
      if (other.id == question.id) {
        whole.complain("id", concat("two questions have the id ", quoted(question.id)));
        question.id += concat("#", quiz_.questions.size() + 1);
        return;
      }
  }
};

}  // namespace

Quiz load_quiz(const FileSet& files, const std::string& path, SourceMap& sources,
               diag::Diagnostics& diagnostics) {
  Quiz quiz;
  constexpr std::string_view ending = ".toml";
  quiz.id = path.size() > ending.size() && path.substr(path.size() - ending.size()) == ending
                ? path.substr(0, path.size() - ending.size())
                : path;
  const TomlContext context{sources, diagnostics, source_file(files, path, sources)};
  quiz.span = {context.file, 0, 0, {}};
  const std::optional<toml::table> root = parse_toml(context, *find_file(files, path));
  if (root) QuizReader(context, quiz).read(*root);
  return quiz;
}

}  // namespace lesson
