#include <doctest.h>

#include <algorithm>

#include "app/course_search.h"

using app::CourseSearch;

namespace {

lesson::Block block(lesson::BlockKind kind, const char* text, int level = 0, const char* anchor = "") {
  lesson::Block out;
  out.kind = kind;
  out.level = level;
  out.anchor = anchor;
  out.inlines.push_back({lesson::InlineKind::Text, text, "", {}});
  return out;
}

struct Shelf {
  Shelf() {
    book.contents.resize(3);
    book.contents[0] = {"Data races", "races", 0, false, false, "1", {}};
    book.contents[1] = {"Mutexes", "locks", 0, false, false, "2", {}};
    book.contents[2] = {"Races to come", "later", 0, false, true, "", {}};
    lesson::Chapter races, locks;
    races.blocks = {block(lesson::BlockKind::Heading, "Data races", 1), block(lesson::BlockKind::Paragraph, "Two threads, one Counter."),
                    block(lesson::BlockKind::Heading, "The lost update", 2, "lost"), block(lesson::BlockKind::Paragraph, "Each thread loads before the other stores.")};
    lesson::Block note;
    note.kind = lesson::BlockKind::Note;
    note.children = {block(lesson::BlockKind::Paragraph, "A guard of the counter unlocks it.")};
    lesson::Block table;
    table.kind = lesson::BlockKind::Table;
    table.rows.resize(2);
    for (const char* cell : {"RwLock", "many readers"}) table.rows[0].cells.push_back(block(lesson::BlockKind::Paragraph, cell).inlines);
    for (const char* cell : {"Barrier", "", "a rendezvous"}) table.rows[1].cells.push_back(block(lesson::BlockKind::Paragraph, cell).inlines);
    locks.blocks = {block(lesson::BlockKind::Heading, "Mutexes", 1), note, table};
    search.add(book.contents[0], races);
    search.add(book.contents[1], locks);
  }
  lesson::Book book;
  CourseSearch search;
};

}  // namespace

TEST_CASE("a place of the course is found by words of its text, whatever their case and order") {
  const Shelf shelf;
  const auto hits = shelf.search.find(shelf.book, "STORES loads");
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].chapter_id == "races");
  CHECK(hits[0].anchor == "lost");
  CHECK(hits[0].title == "The lost update");
  CHECK(hits[0].chapter == "1  Data races");
  CHECK(hits[0].excerpt.find("loads before") != std::string::npos);
  CHECK(shelf.search.find(shelf.book, "loads guard").empty());
  CHECK(shelf.search.find(shelf.book, " ").empty());
}

TEST_CASE("titles come before headings, headings before text, and drafts not at all") {
  const Shelf shelf;
  const auto counter = shelf.search.find(shelf.book, "counter");
  REQUIRE(counter.size() == 2);
  CHECK(counter[0].chapter_id == "races");
  CHECK(counter[1].excerpt.find("A guard of the counter unlocks it.") == 0);
  const auto races = shelf.search.find(shelf.book, "races");
  REQUIRE_FALSE(races.empty());
  CHECK(races[0].title == "Data races");
  for (const ui::SearchHit& hit : races) CHECK(hit.chapter_id == "races");
  CHECK(shelf.search.find(shelf.book, "lost")[0].anchor == "lost");
}

TEST_CASE("a chapter is found once by its title, with its own words") {
  const Shelf shelf;
  const auto hits = shelf.search.find(shelf.book, "mutexes");
  REQUIRE(hits.size() == 1);
  const auto races = shelf.search.find(shelf.book, "data races");
  REQUIRE_FALSE(races.empty());
  CHECK(races[0].title == "Data races");
  CHECK(std::count_if(races.begin(), races.end(), [](const ui::SearchHit& hit) { return hit.chapter_id == "races" && hit.anchor.empty(); }) == 1);
}

TEST_CASE("an excerpt tells cells apart and ends with a whole word") {
  Shelf shelf;
  CHECK(shelf.search.find(shelf.book, "barrier")[0].excerpt == "… unlocks it. RwLock · many readers; Barrier · a rendezvous;");
  lesson::Chapter chapter;
  std::string text = "a needle";
  for (int i = 0; i < 60; ++i) text += " syllables";
  chapter.blocks = {block(lesson::BlockKind::Paragraph, text.c_str())};
  shelf.book.contents.push_back({"Long", "long", 0, false, false, "3", {}});
  shelf.search.add(shelf.book.contents.back(), chapter);
  const std::string excerpt = shelf.search.find(shelf.book, "needle")[0].excerpt;
  const std::string end = "syllables …";
  CHECK(excerpt.substr(excerpt.size() - end.size()) == end);
}

TEST_CASE("what begins with the words comes before what has them inside, and each is marked") {
  Shelf shelf;
  lesson::Chapter reading;
  reading.blocks = {block(lesson::BlockKind::Heading, "Spare", 2, "spare"), block(lesson::BlockKind::Paragraph, "Misread threads, unread."),
                    block(lesson::BlockKind::Heading, "Books", 2, "books"), block(lesson::BlockKind::Paragraph, "To unread a page, read it twice.")};
  shelf.book.contents.push_back({"Pages", "pages", 0, false, false, "3", {}});
  shelf.search.add(shelf.book.contents.back(), reading);
  const auto hits = shelf.search.find(shelf.book, "read");
  const auto at = [&hits](std::string_view anchor) {
    return std::find_if(hits.begin(), hits.end(), [&](const ui::SearchHit& hit) { return hit.anchor == anchor; });
  };
  REQUIRE(at("books") != hits.end());
  REQUIRE(at("spare") != hits.end());
  CHECK(at("books") < at("spare"));
  REQUIRE(at("books")->marks.size() == 1);   // not the word inside of "unread"
  CHECK(at("books")->excerpt.substr(at("books")->marks[0].begin, 4) == "read");
  CHECK(at("books")->marks[0].begin == at("books")->excerpt.find(", read") + 2);
  CHECK(at("spare")->marks.size() == 3);
}
