#pragma once
// How functions fail. `Result` carries a value or a failure that the learner's program, text or
// lesson caused; `INVARIANT` aborts when we ourselves are wrong. The two are never exchanged.

#include <utility>
#include <variant>

/// Prints the message and aborts; the page shows "bug in Crabglass" and keeps the student's text.
[[noreturn]] void invariant_failed(const char* condition, const char* message, const char* file,
                                   int line);

#define INVARIANT(condition, message) \
  ((condition) ? void(0) : invariant_failed(#condition, message, __FILE__, __LINE__))

struct Unit {};

/// Either a value or the failure that prevented it.
template <class T, class Failure>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Failure failure) : state_(std::in_place_index<1>, std::move(failure)) {}

  bool is_ok() const { return state_.index() == 0; }
  explicit operator bool() const { return is_ok(); }
  T& value() {
    INVARIANT(is_ok(), "a value is taken only from a success");
    return *std::get_if<0>(&state_);
  }
  const T& value() const {
    INVARIANT(is_ok(), "a value is taken only from a success");
    return *std::get_if<0>(&state_);
  }
  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  Failure& failure() {
    INVARIANT(!is_ok(), "a failure is taken only from a failure");
    return *std::get_if<1>(&state_);
  }
  const Failure& failure() const {
    INVARIANT(!is_ok(), "a failure is taken only from a failure");
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, Failure> state_;
};

/// Takes the value of a Result, or returns its failure from the enclosing function.
/// A statement expression: gcc, clang and emcc accept it.
#define TRY(expression)                                      \
  ({                                                         \
    auto try_result_ = (expression);                         \
    if (!try_result_.is_ok()) return std::move(try_result_.failure()); \
    std::move(try_result_.value());                          \
  })
