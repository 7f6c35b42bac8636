// The logins of ConfigStore, and the files of figures: what is written without being a
// configuration file that people read at the panel.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "config/edit/config_store.h"
#include "config/edit/file_replacement.h"
#include "config/edit/folder_lock.h"
#include "config/edit/json_style.h"
#include "config/json_reader.h"

namespace pendopo {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kNoLogins = "{\n  \"version\": 1,\n  \"logins\": {}\n}\n";
constexpr unsigned kSecretMode = 0600;
constexpr size_t kLongestName = 120;  // bytes, of a file of figures

// Nothing where it is not there. Also of a secrets file that is open to others: writing it closes
// it.
Result<std::optional<std::string>> read_if_there(const std::string& path) {
    auto text = read_text_file(path);
    if (text) {
        return std::move(*text);
    }
    if (text.error().code() == ErrorCode::not_found) {
        return std::nullopt;
    }
    return fail(text.error());
}

Result<Secrets> read_good_secrets(const std::string& name, std::string_view text) {
    auto secrets = read_secrets(name, text);
    if (!secrets) {
        return fail(ErrorCode::invalid,
                    to_string(secrets.error().front()) + "; mend it by hand, it is not shown here");
    }
    return std::move(*secrets);
}

Result<void> replace(const std::string& path, std::optional<std::string> before, std::string after,
                     const FileReplacement::Rights& rights) {
    auto prepared = FileReplacement::prepare(path, std::move(before), std::move(after), rights);
    if (!prepared) {
        return fail(prepared.error());
    }
    auto landed = prepared->land();
    return landed ? prepared->finish() : landed;
}

bool is_figures_name(const std::string& name) {
    return !name.empty() && name.size() <= kLongestName && name.front() != '.' &&
           std::ranges::none_of(name, [](char c) {
               return (c >= 0 && c < 0x20) || c == 0x7F || c == '/' || c == '\\';
           });
}

}  // namespace

Result<std::vector<std::string>> ConfigStore::logins() const {
    const ConfigPlaces where = places();
    const std::string name = where.wall().secrets_file;
    const auto text = read_if_there(where.secrets_path());
    if (!text) {
        return fail(text.error().within(name));
    }
    const auto secrets = read_good_secrets(name, text->value_or(std::string(kNoLogins)));
    if (!secrets) {
        return fail(secrets.error());
    }
    std::vector<std::string> ids;
    for (const auto& login : *secrets) {
        ids.push_back(login.first);
    }
    return ids;
}

// `change`: of the text, whose "logins" is there.
Result<void> ConfigStore::change_logins(const JsonChange& change) {
    const auto lock = FolderLock::take(fs::path(wall_path_).parent_path().string());
    if (!lock) {
        return fail(lock.error());
    }
    const ConfigPlaces where = places();
    const std::string name = where.wall().secrets_file;
    const std::string path = where.secrets_path();
    const auto before = read_if_there(path);
    if (!before) {
        return fail(before.error().within(name));
    }
    const std::string text = before->value_or(std::string(kNoLogins));
    if (const auto good = read_good_secrets(name, text); !good) {
        return fail(good.error());
    }
    std::vector<JsonChange> changes;
    if (const auto document = parse_json(name, text, {}, Quoting::nothing);
        document && document->root().find("logins") == nullptr) {
        changes.push_back({JsonChange::Op::add, "/logins", "{}"});
    }
    changes.push_back(change);
    auto after = edit_json(text, changes);
    if (!after) {
        return fail(after.error().within(name));
    }
    if (const auto good = read_good_secrets(name, *after); !good) {
        return fail(good.error());
    }
    const ProblemList broken = new_problems(
        check_installation(wall_path_, read_layouts_).problems,
        check_installation(wall_path_, read_layouts_, ConfigTexts(TextsInstead{{path, *after}}))
            .problems);
    if (change.op == JsonChange::Op::remove && !broken.empty()) {
        return fail(ErrorCode::refused,
                    "the login is still named: " + to_string(where.named(broken).front()) +
                        "; give what names it another one first");
    }
    const auto replaced = replace(path, *before, std::move(*after), {"", kSecretMode});
    return replaced ? replaced : fail(replaced.error().within(name));
}

Result<void> ConfigStore::set_login(const std::string& id, const std::string& user,
                                    const std::string& password) {
    if (!is_id(id)) {
        return fail(ErrorCode::invalid,
                    in_quotes(id) +
                        " is no id of a login; expected letters, digits, \"-\" and "
                        "\"_\", first a letter or digit, at most 64");
    }
    if (user.empty()) {
        return fail(ErrorCode::invalid, "the login has no user; expected a name");
    }
    return change_logins(
        {JsonChange::Op::add, "/logins/" + id,
         "{\"user\":" + json_string(user) + ",\"password\":" + json_string(password) + "}"});
}

Result<void> ConfigStore::remove_login(const std::string& id) {
    const auto known = logins();
    if (!known) {
        return fail(known.error());
    }
    if (std::ranges::find(*known, id) == known->end()) {
        return fail(ErrorCode::not_found, unknown_name("login", id, *known));
    }
    return change_logins({JsonChange::Op::remove, "/logins/" + id, ""});
}

Result<std::string> ConfigStore::keep_figures(const std::string& name, std::string_view bytes,
                                              IfThere if_there) {
    const std::string file = "data/" + name;
    const ConfigPlaces where = places();
    if (!is_figures_name(name) || where.kind(file)) {
        return fail(ErrorCode::refused, in_quotes(name) +
                                            ": no name for a file of figures; expected one like "
                                            "\"apbd.xlsx\", at most 120 bytes, without a folder");
    }
    const auto lock = FolderLock::take(where.folder().string());
    if (!lock) {
        return fail(lock.error());
    }
    auto before = read_if_there(where.path(file));
    if (!before) {
        return fail(before.error().within(file));
    }
    if (*before == bytes) {
        return file;
    }
    if (*before && if_there == IfThere::refuse) {
        return fail(ErrorCode::conflict, in_quotes(file) +
                                             " is there already and says something "
                                             "else; replace it, or choose another "
                                             "name");
    }
    const auto replaced =
        replace(where.path(file), std::move(*before), std::string(bytes), {where.wall_path(), 0});
    return replaced ? Result<std::string>(file) : fail(replaced.error().within(in_quotes(file)));
}

}  // namespace pendopo
