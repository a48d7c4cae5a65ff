#include "tests/support/page_theatre.h"

#include "tests/support/box_font.h"

namespace ui_test {
namespace {

using lesson::Block;
using lesson::BlockKind;
using lesson::Inline;
using lesson::InlineKind;

Block prose(BlockKind kind, std::string text, int level = 0) {
  Block block;
  block.kind = kind;
  block.level = level;
  block.inlines.push_back({InlineKind::Text, std::move(text), "", {}});
  return block;
}

constexpr const char* program_text =
    "use std::thread;\n\nfn main() {\n    let t = thread::spawn(|| println!(\"a\"));\n    "
    "println!(\"b\");\n"
    "    t.join().unwrap();\n}\n";

}  // namespace

Theatre::Theatre(float width, float height) {
  context_ = ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.DisplaySize = ImVec2(width, height);
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  add_box_font(*io.Fonts);
  view.layout.width = width;
  view.layout.height = height;
  view.settings.theme = "light";
  view.settings.is_motion_reduced = true;
  write_book();
  write_questions();
  write_run();
}

Theatre::~Theatre() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
  ImGui::DestroyContext(context_);
}

void Theatre::write_book() {
  book.title = "A small course";
  book.contents.resize(4);
  book.contents[0].title = "Concurrency";
  book.contents[0].is_part = true;
  book.contents[1].title = "Races";
  book.contents[1].chapter_id = "threads/races";
  book.contents[1].number = "1";
  book.contents[2].title = "Locks";
  book.contents[2].chapter_id = "threads/locks";
  book.contents[3].title = "Not written";
  book.contents[3].chapter_id = "threads/later";
  book.contents[3].is_draft = true;
  view.book.state = ui::LoadState::Ready;
  view.book.title = book.title;
  view.book.chapter_id = "threads/races";
  for (const lesson::TocEntry& entry : book.contents)
    view.book.contents.push_back({&entry, true, 3, 1});

  chapter.id = "threads/races";
  chapter.blocks.push_back(prose(BlockKind::Heading, "Races", 1));
  Block linked = prose(BlockKind::Paragraph, "Some words, then ");
  linked.inlines.push_back(
      {InlineKind::Link, "", "#/threads/locks", {{InlineKind::Text, "about locks", "", {}}}});
  linked.inlines.push_back({InlineKind::Code, "Arc<Mutex<u32>>", "", {}});
  chapter.blocks.push_back(linked);
  lesson::Program fence;
  fence.options.language = "rust";
  fence.options.id = "spawn";
  fence.text = fence.shown_text = program_text;
  chapter.programs.push_back(fence);
  Block code;
  code.kind = BlockKind::Code;
  code.label = "rust";
  code.program = 1;
  chapter.blocks.push_back(code);
  Block list;
  list.kind = BlockKind::List;
  for (const char* words : {"one", "two"}) {
    Block item;
    item.kind = BlockKind::Item;
    item.children.push_back(prose(BlockKind::Paragraph, words));
    list.children.push_back(item);
  }
  chapter.blocks.push_back(list);
  Block table;
  table.kind = BlockKind::Table;
  table.rows.resize(2);
  for (lesson::TableRow& row : table.rows)
    row.cells = {{{InlineKind::Text, "cell", "", {}}}, {{InlineKind::Code, "code", "", {}}}};
  table.alignments = {0, 1};
  chapter.blocks.push_back(table);
  Block note;
  note.kind = BlockKind::Note;
  note.label = "WARNING";
  note.children.push_back(prose(BlockKind::Paragraph, "Take care."));
  chapter.blocks.push_back(note);
  Block details = note;
  details.kind = BlockKind::Details;
  details.label = "More";
  chapter.blocks.push_back(details);
  Block image;
  image.kind = BlockKind::Image;
  image.inlines.push_back({InlineKind::Image, "two lanes", "lanes.png", {}});
  chapter.blocks.push_back(image);
  Block heading = prose(BlockKind::Heading, "Questions", 2);
  heading.anchor = "questions";
  chapter.blocks.push_back(heading);
  Block quiz;
  quiz.kind = BlockKind::Quiz;
  quiz.quiz = 1;
  chapter.blocks.push_back(quiz);
  view.chapter.state = ui::LoadState::Ready;
  view.chapter.chapter = &chapter;
}

void Theatre::write_questions() {
  using Kind = lesson::QuestionKind;
  lesson::Quiz quiz;
  for (const Kind kind :
       {Kind::MultipleChoice, Kind::Outcomes, Kind::Order, Kind::ShortAnswer, Kind::Tracing,
        Kind::Locate, Kind::Ordering, Kind::Schedule, Kind::Exercise}) {
    lesson::Question question;
    question.kind = kind;
    question.id = "q" + std::to_string(static_cast<int>(kind));
    question.prompt = "What can be seen?";
    question.options = {
        {"first", true, "because", 0}, {"second", false, "", 1}, {"stops: deadlock", false, "", 2}};
    question.program = program_text;
    question.accepted = {"Release"};
    quiz.questions.push_back(question);
  }
  chapter.quizzes.push_back(quiz);
  for (const lesson::Question& question : chapter.quizzes[0].questions) {
    ui::QuestionView asked;
    asked.question = &question;
    view.chapter.questions.push_back(asked);
  }
}

void Theatre::write_run() {
  program.text = program_text;
  program.marks = {{0, 5, 79, 90}};
  threads.lanes = {{0, "main", scene::LaneState::CanMove, "", "print \"b\"", 5},
                   {1, "thread 1", scene::LaneState::Blocked, "lock `A` (held by main)", "", 0}};
  using Kind = scene::EventKind;
  threads.rows = {{0, 0, Kind::Spawn, "spawn thread 1", "", 0, 4, false},
                  {1, 1, Kind::ThreadStart, "thread 1 begins", "", 0, 4, false},
                  {2, 1, Kind::Write, "X = 1", "X", 1, 4, true},
                  {3, 0, Kind::Print, "prints b", "", 0, 5, false}};
  threads.arrows = {
      {0, 1, scene::ArrowKind::Spawn, "spawning happens before what the thread does"}};
  threads.blocked = {{1, 2, 4, "lock `A`"}};
  threads.held = {{0, 0, 3, 0, 1, "A"}, {0, 1, 4, 1, 2, "B"}};
  threads.contents = {"`channel 1`: 5, 7", "`ready`: thread 1 waits"};
  threads.lanes[0].choices = {{0, false, "reads 1"}, {1, false, "reads 0"}};
  threads.rows_done = 2;
  frames.threads = {{0,
                     "main",
                     {{"main",
                       5,
                       false,
                       {{"t", "JoinHandle<()>", "..", true, {{"id", "u64", "1", true, {}}}}}}}}};
  output.text = "b\n";
  output.after_cursor = "a\n";
  outcomes.is_complete = true;
  outcomes.executions = 3;
  outcomes.outcomes = {{scene::OutcomeKind::Output, "prints a, b", "a\nb\n", 0, 2, "0 1", false},
                       {scene::OutcomeKind::Deadlock, "deadlock", "", 6, 1, "1 0", false}};
  ui::StageView& stage = view.stage;
  stage.program_id = "spawn";
  stage.title = "Spawn and join";
  stage.program = &program;
  stage.threads = &threads;
  stage.frames = &frames;
  stage.output = &output;
  stage.outcomes = &outcomes;
  ui::PlaybackView& playback = view.playback;
  playback.steps = 4;
  playback.cursor = 2;
  playback.schedule = "0 1";
  playback.can_run = playback.can_play = playback.can_step_forward = playback.can_step_back = playback.can_step_over =
      true;
  playback.can_explore = playback.can_move_thread = true;
}

void Theatre::draw(int frame_count) {
  for (int i = 0; i < frame_count; ++i) {
    ImGui::GetIO().DeltaTime = 1.0f / 60;
    ImGui::NewFrame();
    ui::draw_page(view, state, commands_);
    ImGui::Render();
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures)
      if (texture->Status == ImTextureStatus_WantCreate ||
          texture->Status == ImTextureStatus_WantUpdates) {
        texture->SetTexID(1);
        texture->SetStatus(ImTextureStatus_OK);
      }
  }
}

const ui::WidgetNode* Theatre::find(ui::Role role, std::string_view name) const {
  for (const ui::WidgetNode& node : state.widgets)
    if (node.role == role && node.name == name && node.rect.width > 0) return &node;
  return nullptr;
}

bool Theatre::click(ui::Role role, std::string_view name) {
  draw(2);
  const ui::WidgetNode* node = find(role, name);
  if (node == nullptr) return false;
  move_pointer(node->rect.x + node->rect.width / 2, node->rect.y + node->rect.height / 2);
  ImGui::GetIO().AddMouseButtonEvent(0, true);
  draw(2);
  ImGui::GetIO().AddMouseButtonEvent(0, false);
  draw(2);
  return true;
}

void Theatre::move_pointer(float x, float y) {
  ImGui::GetIO().AddMousePosEvent(x, y);
  draw(2);
}

void Theatre::press(ImGuiKey key) {
  ImGui::GetIO().AddKeyEvent(key, true);
  draw(1);
  ImGui::GetIO().AddKeyEvent(key, false);
  draw(1);
}

void Theatre::type(std::string_view text) {
  for (const char letter : text)
    ImGui::GetIO().AddInputCharacter(static_cast<unsigned char>(letter));
  draw(2);
}

void Theatre::scroll_to(float y) {
  state.scroll.is_pending = true;
  state.scroll.anchor.clear();
  state.scroll.y = y;
  draw(4);
}

ui::Commands Theatre::take_commands() {
  ui::Commands taken;
  taken.swap(commands_);
  return taken;
}

}  // namespace ui_test
