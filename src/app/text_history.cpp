#include "app/text_history.h"

#include <algorithm>

namespace app {
namespace {

constexpr std::size_t most_states = 500;

}  // namespace

void TextHistory::push(std::string text) {
  states_.resize(now_ + 1);
  states_.push_back(std::move(text));
  if (states_.size() > most_states) states_.erase(states_.begin());
  now_ = states_.size() - 1;
}

void TextHistory::replace(std::string next) {
  if (next == text()) return;
  push(std::move(next));
  is_typing_ = false;
}

void TextHistory::edit(std::string next) {
  const std::string& old = text();
  if (next == old) return;
  std::size_t begin = 0;
  const std::size_t shorter = std::min(old.size(), next.size());
  while (begin < shorter && old[begin] == next[begin]) ++begin;
  std::size_t tail = 0;
  while (tail < shorter - begin && old[old.size() - 1 - tail] == next[next.size() - 1 - tail]) ++tail;

  const std::size_t removed = old.size() - begin - tail;
  const std::string_view added(next.data() + begin, next.size() - begin - tail);
  const bool is_key = removed == 0 && added.size() >= 1 && added.size() <= 4;
  const bool begins_word = added.find_first_of(" \n\t(){};,") != std::string_view::npos;
  const std::size_t end = begin + added.size();
  if (is_typing_ && is_key && !begins_word && begin == typed_end_) {
    states_.resize(now_ + 1);
    states_[now_] = std::move(next);
  } else {
    push(std::move(next));
    is_typing_ = is_key;
  }
  typed_end_ = end;
}

}  // namespace app
