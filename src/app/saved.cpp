#include "app/saved.h"

#include <algorithm>

namespace app {
namespace {

Json texts_to_json(const std::map<std::string, std::string>& texts) {
  Json::Object members;
  for (const auto& entry : texts) members[entry.first] = Json(entry.second);
  return members;
}

std::map<std::string, std::string> texts_from_json(const Json& json) {
  std::map<std::string, std::string> texts;
  if (const Json::Object* members = json.object())
    for (const auto& member : *members)
      if (member.second.string()) texts[member.first] = *member.second.string();
  return texts;
}

float limited(const Json& json, float otherwise, float least, float most) {
  return std::clamp(static_cast<float>(json.number_or(otherwise)), least, most);
}

}  // namespace

std::string print_saved(const Saved& saved) {
  Json::Object all = saved.others;
  all["version"] = Json(saved_version);
  all["programs"] = texts_to_json(saved.programs);
  Json::Object answers;
  for (const auto& entry : saved.answers) {
    Json::Object answer;
    answer["answer"] = Json(entry.second.answer);
    answer["right"] = Json(entry.second.is_right);
    answer["tries"] = Json(entry.second.tries);
    answers[entry.first] = Json(std::move(answer));
  }
  all["answers"] = Json(std::move(answers));
  all["drafts"] = texts_to_json(saved.drafts);
  Json::Object questions;
  for (const auto& entry : saved.questions) {
    Json::Array ids;
    for (const std::string& id : entry.second) ids.push_back(Json(id));
    questions[entry.first] = Json(std::move(ids));
  }
  all["questions"] = Json(std::move(questions));
  Json::Array visited;
  for (const std::string& chapter_id : saved.visited) visited.push_back(Json(chapter_id));
  all["visited"] = Json(std::move(visited));
  all["theme"] = Json(saved.theme);
  all["textScale"] = Json(saved.text_scale);
  all["route"] = Json(saved.route);
  all["onStage"] = Json(saved.program_on_stage);
  all["scroll"] = Json(static_cast<double>(saved.scroll));
  Json::Object arrangement;
  arrangement["contents"] = Json(saved.arrangement.is_contents_open);
  arrangement["stage"] = Json(static_cast<double>(saved.arrangement.stage_share));
  arrangement["program"] = Json(static_cast<double>(saved.arrangement.program_share));
  arrangement["stacked"] = Json(static_cast<double>(saved.arrangement.stacked_share));
  arrangement["programWidth"] = Json(static_cast<double>(saved.arrangement.program_width_share));
  arrangement["speed"] = Json(static_cast<double>(saved.arrangement.speed));
  all["arrangement"] = Json(std::move(arrangement));
  return Json(std::move(all)).print();
}

SavedProblem read_saved(std::string_view text, Saved& out) {
  if (text.empty()) return SavedProblem::None;
  const std::optional<Json> json = parse_json(text);
  if (!json || !json->object() || !(*json)["version"].number()) return SavedProblem::Damaged;
  if ((*json)["version"].number_or(0) > saved_version) return SavedProblem::LaterVersion;

  Saved saved;
  saved.programs = texts_from_json((*json)["programs"]);
  if (const Json::Object* answers = (*json)["answers"].object())
    for (const auto& entry : *answers) {
      SavedAnswer answer;
      answer.answer = entry.second["answer"].text_or("");
      answer.is_right = entry.second["right"].boolean_or(false);
      answer.tries = static_cast<std::uint32_t>(std::clamp(entry.second["tries"].number_or(0), 0.0, 1e6));
      saved.answers[entry.first] = std::move(answer);
    }
  saved.drafts = texts_from_json((*json)["drafts"]);
  if (const Json::Object* questions = (*json)["questions"].object())
    for (const auto& entry : *questions)
      if (const Json::Array* ids = entry.second.array())
        for (const Json& id : *ids)
          if (id.string()) saved.questions[entry.first].push_back(*id.string());
  if (const Json::Array* visited = (*json)["visited"].array())
    for (const Json& chapter_id : *visited)
      if (chapter_id.string()) saved.visited.insert(*chapter_id.string());
  saved.theme = (*json)["theme"].text_or("system");
  saved.text_scale = limited((*json)["textScale"], 1, 0.75f, 2);
  saved.route = (*json)["route"].text_or("");
  saved.program_on_stage = (*json)["onStage"].text_or("");
  saved.scroll = limited((*json)["scroll"], 0, 0, 1e7f);
  const Json& arrangement = (*json)["arrangement"];
  const ui::Arrangement usual;
  saved.arrangement.is_contents_open = arrangement["contents"].boolean_or(usual.is_contents_open);
  saved.arrangement.stage_share = limited(arrangement["stage"], usual.stage_share, 0.2f, 0.8f);
  saved.arrangement.program_share = limited(arrangement["program"], usual.program_share, 0.1f, 0.9f);
  saved.arrangement.stacked_share = limited(arrangement["stacked"], usual.stacked_share, 0.2f, 0.8f);
  saved.arrangement.program_width_share = limited(arrangement["programWidth"], usual.program_width_share, 0.1f, 0.9f);
  saved.arrangement.speed = limited(arrangement["speed"], usual.speed, 0.25f, 64);

  saved.others = *json->object();
  for (const char* known : {"version", "programs", "answers", "drafts", "questions", "visited", "theme", "textScale", "route", "onStage", "scroll", "arrangement"})
    saved.others.erase(known);
  out = std::move(saved);
  return SavedProblem::None;
}

void merge_saved(Saved& own, const Saved& other) {
  for (const auto& entry : other.programs) own.programs.insert(entry);
  for (const auto& entry : other.answers) {
    const auto found = own.answers.find(entry.first);
    if (found == own.answers.end() || (!found->second.is_right && entry.second.is_right))
      own.answers[entry.first] = entry.second;
  }
  for (const auto& entry : other.questions) own.questions.insert(entry);
  own.visited.insert(other.visited.begin(), other.visited.end());
}

}  // namespace app
