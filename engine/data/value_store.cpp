#include "engine/data/value_store.h"

#include <fcntl.h>
#include <glib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <memory>

#include "config/text_file.h"
#include "engine/base/overloaded.h"
#include "engine/base/unique_fd.h"
#include "engine/data/value.h"

namespace pendopo {
namespace {

constexpr int kVersion = 1;
constexpr off_t kLargest = off_t{128} << 20;  // four times the largest max_bytes, and its line
constexpr size_t kLongestLine = 4096;

std::string sha256(std::string_view text) {
    const std::unique_ptr<char, decltype(&g_free)> hex(
        g_compute_checksum_for_data(
            G_CHECKSUM_SHA256, reinterpret_cast<const unsigned char*>(text.data()), text.size()),
        g_free);
    return hex.get();
}

Value describe(const SourceOrigin& origin) {
    return std::visit(Overloaded{
                          [](const FileOrigin& o) {
                              return Value({"file", o.path});
                          },
                          [](const HttpOrigin& o) {
                              return Value({"url", o.url});
                          },
                          [](const SqliteOrigin& o) {
                              return Value({"sqlite", o.path, o.query});
                          },
                          [](const PostgresqlOrigin& o) {
                              return Value({"postgresql", o.host, o.port, o.database, o.query});
                          },
                          [](const MqttOrigin& o) {
                              return Value({"mqtt", o.host, o.port, o.topic});
                          },
                      },
                      origin);
}

Result<std::string> read_whole(const std::string& path) {
    const UniqueFd fd(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!fd) {
        const ErrorCode code = errno == ENOENT ? ErrorCode::not_found : ErrorCode::io;
        return fail(code, fail_errno("cannot open it").value().message());
    }
    struct stat info {};
    if (fstat(fd.get(), &info) != 0 || !S_ISREG(info.st_mode) || info.st_size > kLargest) {
        return fail(ErrorCode::invalid, "it is no file of ours");
    }
    std::string text(static_cast<size_t>(info.st_size), '\0');
    size_t done = 0;
    while (done < text.size()) {
        const ssize_t count = ::read(fd.get(), text.data() + done, text.size() - done);
        if (count <= 0) {
            return fail(ErrorCode::io, "it cannot be read whole");
        }
        done += static_cast<size_t>(count);
    }
    return text;
}

}  // namespace

std::string value_print(const SourceConfig& config) {
    Value parts =
        Value::array({describe(config.origin), static_cast<int>(config.format),
                      static_cast<int>(config.csv.separator), static_cast<int>(config.csv.decimal),
                      config.csv.header, config.csv.header_row, config.sheet,
                      static_cast<int>(config.date_order), static_cast<int>(config.csv.encoding),
                      config.audience, config.rows, config.period_from.value_or(""),
                      config.updated_from.value_or(""), config.updated});
    for (const auto& [column, rule] : config.columns) {
        parts.push_back({column, static_cast<int>(rule)});
    }
    if (config.aggregate) {
        parts.push_back({config.aggregate->by, config.aggregate->sum, config.aggregate->count_as,
                         config.aggregate->at_least});
    }
    return sha256(write_value(parts));
}

Result<std::optional<StoredValue>> ValueStore::read(const std::string& id,
                                                    const std::string& print) const {
    const Result<std::string> file = read_whole(path(id));
    if (!file) {
        return file.error().code() == ErrorCode::not_found
                   ? Result<std::optional<StoredValue>>(std::nullopt)
                   : fail(file.error().within(path(id)));
    }
    const auto damaged = [&] {
        return fail(ErrorCode::invalid, path(id) + ": it is damaged and ignored");
    };
    const size_t end = file->find('\n');
    if (end == std::string::npos || end > kLongestLine) {
        return damaged();
    }
    const Value head = Value::parse(file->substr(0, end), nullptr, false);
    StoredValue value;
    try {  // our own file: anything that is not as we write it is damage
        if (head.at("version") != kVersion || head.at("id") != id) {
            return damaged();
        }
        if (head.at("print") != print) {
            return std::nullopt;
        }
        value.revision = head.at("revision").get<uint64_t>();
        value.updated_ms = head.at("updated_ms").get<int64_t>();
        value.fetched_ms = head.at("fetched_ms").get<int64_t>();
        value.period = head.at("period").get<std::string>();
        value.age_by = from_word<AgeBy>(head.value("age_by", std::string()));
        value.text = file->substr(end + 1);
        if (head.at("sha256") != sha256(value.text)) {
            return damaged();
        }
    } catch (const nlohmann::json::exception&) {
        return damaged();
    }
    return value;
}

Result<void> ValueStore::write(const std::string& id, const std::string& print,
                               const StoredValue& value) const {
    std::error_code error;
    std::filesystem::create_directories(folder_, error);
    if (error) {
        return fail(ErrorCode::io, "cannot make " + folder_ + ": " + error.message());
    }
    // Values may be for staff only.
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_all, error);
    const Value head = {{"version", kVersion},
                        {"id", id},
                        {"print", print},
                        {"revision", value.revision},
                        {"updated_ms", value.updated_ms},
                        {"fetched_ms", value.fetched_ms},
                        {"period", value.period},
                        {"age_by", to_string(value.age_by)},
                        {"sha256", sha256(value.text)}};
    return replace_file(path(id), write_value(head) + "\n" + value.text, 0600);
}

}  // namespace pendopo
