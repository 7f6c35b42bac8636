#include "engine/data/value.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

#include "engine/text/text_encoding.h"

namespace pendopo {
namespace {

// A number that a double cannot hold, or one of the words JavaScript and Python write for what is
// no number at all.
bool is_no_number(std::string_view token) {
    if (token == "NaN" || token == "Infinity" || token == "-Infinity" || token == "nan" ||
        token == "inf" || token == "-inf" || token == "-NaN") {
        return true;
    }
    constexpr size_t kAlwaysFits = 300;  // digits; more, or an exponent, may overflow
    if (token.size() < kAlwaysFits && token.find_first_of("eE") == std::string_view::npos) {
        return false;
    }
    double number = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), number);
    return error == std::errc::result_out_of_range && end == token.data() + token.size() &&
           token.find("e-") == std::string_view::npos && token.find("E-") == std::string_view::npos;
}

// The text with null in place of such numbers; strings are left alone.
std::string without_no_numbers(std::string_view text) {
    constexpr std::string_view kToken =
        "+-.0123456789abcdefghijklmnopqrstuvwxyz"
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    std::string result;
    result.reserve(text.size());
    for (size_t at = 0; at < text.size();) {
        if (text[at] == '"') {
            size_t end = at + 1;
            while (end < text.size() && text[end] != '"') {
                end += text[end] == '\\' ? 2 : 1;
            }
            end = std::min(end + 1, text.size());
            result += text.substr(at, end - at);
            at = end;
        } else if (kToken.find(text[at]) != std::string_view::npos) {
            const size_t end = std::min(text.find_first_not_of(kToken, at), text.size());
            const std::string_view token = text.substr(at, end - at);
            result += is_no_number(token) ? std::string_view("null") : token;
            at = end;
        } else {
            result += text[at++];
        }
    }
    return result;
}

// Counts what a document is made of without building anything.
class Census final : public nlohmann::json_sax<Value> {
  public:
    bool null() override { return part(); }
    bool boolean(bool) override { return part(); }
    bool number_integer(number_integer_t) override { return part(); }
    bool number_unsigned(number_unsigned_t) override { return part(); }
    bool number_float(number_float_t, const string_t&) override { return part(); }
    bool string(string_t& text) override { return short_enough(text) && part(); }
    bool binary(binary_t&) override { return false; }
    bool key(string_t& text) override {
        return short_enough(text) &&
               (++members_.back() <= ValueLimits::kMembers ||
                stop(fmt::format("an object has more than {} members; make it an array of objects",
                                 ValueLimits::kMembers)));
    }
    bool start_object(size_t) override { return open(); }
    bool start_array(size_t) override { return open(); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool parse_error(size_t position, const std::string&,
                     const nlohmann::detail::exception& error) override {
        const bool early = std::string_view(error.what()).find("unexpected end of input") !=
                           std::string_view::npos;
        error_ =
            Error(ErrorCode::invalid,
                  early ? fmt::format("no valid JSON: it ends early, after {} bytes", position)
                        : fmt::format("no valid JSON: byte {} is not expected there", position));
        return false;
    }
    const Error& error() const { return error_; }

  private:
    bool stop(std::string text) {
        error_ = Error(ErrorCode::exhausted, std::move(text));
        return false;
    }
    bool short_enough(const string_t& text) {
        return text.size() <= ValueLimits::kStringBytes ||
               stop(fmt::format("a text of {} bytes; at most {} are taken", text.size(),
                                ValueLimits::kStringBytes));
    }
    bool part() {
        return ++parts_ <= ValueLimits::kParts ||
               stop(fmt::format("more than {} values; let the source sum them up",
                                ValueLimits::kParts));
    }
    bool open() {
        members_.push_back(0);
        return (members_.size() <= ValueLimits::kDepth ||
                stop(fmt::format("nested deeper than {} levels", ValueLimits::kDepth))) &&
               part();
    }
    bool close() {
        members_.pop_back();
        return true;
    }

    size_t parts_ = 0;
    std::vector<size_t> members_;  // of the objects and arrays that are open
    Error error_{ErrorCode::invalid, "no valid JSON"};
};

}  // namespace

Result<Value> parse_value(std::string_view text) {
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        return fail(ErrorCode::invalid, "it is empty; expected JSON");
    }
    if (const size_t first = text.find_first_not_of(" \t\r\n"); text[first] == '<') {
        return fail(ErrorCode::invalid, "it is a web page or XML; expected JSON or CSV");
    }
    const std::string clean = without_no_numbers(clean_utf8(text));
    Census census;
    if (!Value::sax_parse(clean, &census)) {
        return fail(census.error());
    }
    Value value = Value::parse(clean, nullptr, false);
    if (value.is_discarded()) {
        return fail(ErrorCode::invalid, "no valid JSON");
    }
    return value;
}

std::string write_value(const Value& value) {
    return value.dump(-1, ' ', false, Value::error_handler_t::replace);
}

const Value* find_pointer(const Value& value, std::string_view pointer) {
    const Value* at = &value;
    while (!pointer.empty() && at != nullptr) {
        pointer.remove_prefix(1);  // the slash
        const size_t end = std::min(pointer.find('/'), pointer.size());
        std::string part;
        for (size_t i = 0; i < end; ++i) {
            const bool escaped = pointer[i] == '~' && i + 1 < end;
            part += escaped ? (pointer[++i] == '1' ? '/' : '~') : pointer[i];
        }
        pointer.remove_prefix(end);
        if (at->is_array()) {
            size_t index = 0;
            const auto [stop, error] =
                std::from_chars(part.data(), part.data() + part.size(), index);
            const bool good = error == std::errc() && stop == part.data() + part.size();
            at = good && index < at->size() ? &(*at)[index] : nullptr;
        } else if (at->is_object()) {
            const auto found = at->find(part);
            at = found != at->end() ? &*found : nullptr;
        } else {
            at = nullptr;
        }
    }
    return at;
}

}  // namespace pendopo
