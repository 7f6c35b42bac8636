#pragma once
// Errors are values. A function that can fail in operation returns Result<T>; a broken invariant is
// a bug and aborts (check.h). An Error's message is for people and follows one shape: where — what
// we got — what was expected — what to do. Decisions are taken on its code, never on its text.

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace pendopo {

enum class ErrorCode {
    invalid,       // bad input; retrying the same cannot help
    not_found,     // a file, camera, layout or output that is not there
    unreachable,   // the peer cannot be connected
    timed_out,     // a deadline passed
    unauthorized,  // a login was refused
    refused,       // the peer answered, and said no (session limit, forbidden)
    unsupported,   // a codec, format or capability we do not have
    exhausted,     // a limit or queue is full
    stopped,       // ended because the caller asked
    conflict,      // somebody else changed it meanwhile
    io,            // the operating system failed us
};

std::string_view to_string(ErrorCode code);

// Thread: reentrant.
class Error {
  public:
    Error(ErrorCode code, std::string message) : code_(code), message_(std::move(message)) {}

    ErrorCode code() const { return code_; }
    const std::string& message() const { return message_; }

    // The same error seen from one level up: "context: message".
    Error within(std::string_view context) const {
        return {code_, std::string(context) + ": " + message_};
    }

    bool operator==(const Error&) const = default;

  private:
    ErrorCode code_;
    std::string message_;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string message) {
    return tl::unexpected<Error>(Error(code, std::move(message)));
}
inline tl::unexpected<Error> fail(Error error) {
    return tl::unexpected<Error>(std::move(error));
}

// The error of the last failed system call: "context: strerror (errno n)", code io.
tl::unexpected<Error> fail_errno(std::string_view context);

}  // namespace pendopo
