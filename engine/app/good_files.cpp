#include "engine/app/good_files.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

#include "config/edit/config_places.h"

namespace pendopo {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

// Of Installation::files.
constexpr size_t kSecretsFile = 2;

// The state folder of a wall.json, however much of it is wrong.
std::string state_folder_of(const std::string& wall_path) {
    auto named = wall_names(read_text_file(wall_path).value_or(""));
    return ConfigPlaces(wall_path, named.value_or(WallConfig{})).state_folder();
}

TextsInstead read_texts(const LoadedModel& loaded) {
    TextsInstead texts;
    const ConfigTexts on_disk;
    const auto take = [&](const std::string& path) {
        auto text = on_disk.read(path, FileAccess::any);
        texts[path] = text ? std::optional(std::move(*text)) : std::nullopt;
    };
    for (size_t i = 0; i < loaded.files.size(); ++i) {
        if (i != kSecretsFile) {
            take(loaded.files[i]);
        }
    }
    for (const std::string& folder : loaded.folders) {
        std::error_code unread;  // a folder of cards need not be there
        for (const std::string& path : on_disk.json_files(folder, unread)) {
            take(path);
        }
    }
    return texts;
}

std::string to_text(const std::string& wall_path, const TextsInstead& texts) {
    Json files = Json::object();
    for (const auto& [path, text] : texts) {
        files[path] = text ? Json(*text) : Json();
    }
    return Json{{"version", 1}, {"wall", wall_path}, {"files", std::move(files)}}.dump(
        -1, ' ', false, Json::error_handler_t::replace);
}

// What was kept of this wall; nothing where there is no such file, or it makes no sense.
std::optional<ConfigTexts> kept_texts(const std::string& wall_path) {
    const std::string path = state_folder_of(wall_path) + "/" + kGoodFilesName;
    const Json kept = Json::parse(read_text_file(path).value_or(""), nullptr, false);
    if (!kept.is_object() || kept.value("wall", Json()) != wall_path ||
        !kept.value("files", Json()).is_object()) {
        return std::nullopt;
    }
    TextsInstead texts;
    for (const auto& [file, text] : kept.at("files").items()) {
        texts[file] = text.is_string() ? std::optional(text.get<std::string>()) : std::nullopt;
    }
    return ConfigTexts(std::move(texts));
}

}  // namespace

Result<void> keep_good_files(const std::string& wall_path) {
    const auto loaded = load_model(wall_path, nullptr);
    const TextsInstead texts = loaded ? read_texts(*loaded) : TextsInstead{};
    if (!loaded || !load_model(wall_path, nullptr, ConfigTexts(texts))) {
        return fail(ErrorCode::invalid, wall_path + " or a file it names is not good now");
    }
    const std::string path = loaded->state_folder + "/" + kGoodFilesName;
    const std::string text = to_text(wall_path, texts);
    if (read_text_file(path).value_or("") == text) {
        return {};
    }
    std::error_code there;
    fs::create_directories(loaded->state_folder, there);
    return replace_file(path, text, 0600);
}

std::shared_ptr<const WallModel> safe_model(WallModel model, SafeMode mode) {
    model.notice = safe_mode_notice(model.config.language);
    if (mode == SafeMode::crashes) {
        for (CameraConfig& camera : model.cameras.cameras) {
            camera.main.options.hardware = false;
            if (camera.sub) {
                camera.sub->options.hardware = false;
            }
        }
    }
    return std::make_shared<const WallModel>(std::move(model));
}

ConfigResult<SafeStart> load_safely(const std::string& wall_path, SafeMode mode) {
    ProblemList problems;
    if (mode == SafeMode::files) {
        auto own = load_model(wall_path, nullptr);
        if (own) {
            return SafeStart{std::move(*own), SafeMode::none, false, {}};
        }
        problems = own.error();
    }
    if (const auto kept = kept_texts(wall_path)) {
        if (auto good = load_model(wall_path, nullptr, *kept)) {
            good->model = safe_model(*good->model, mode);
            return SafeStart{std::move(*good), mode, true, std::move(problems)};
        }
    }
    if (mode == SafeMode::files) {
        return tl::unexpected(std::move(problems));
    }
    auto own = load_model(wall_path, nullptr);
    if (!own) {
        return tl::unexpected(own.error());
    }
    own->model = safe_model(*own->model, mode);
    return SafeStart{std::move(*own), mode, false, {}};
}

}  // namespace pendopo
