#include "config/address_logins.h"
#include "engine/control/camera_csv.h"
#include "engine/control/camera_json.h"
#include "engine/control/camera_rows.h"
#include "engine/control/csv_text.h"

namespace pendopo {

using Json = nlohmann::ordered_json;

Result<std::string> cameras_csv(std::string_view cameras, char separator) {
    const Json document = Json::parse(without_mark(cameras), nullptr, false);
    if (!document.is_object()) {
        return fail(ErrorCode::invalid, "cameras.json: no JSON object — mend it first");
    }
    std::string out = "\xEF\xBB\xBF";
    std::vector<std::string> cells;
    const auto end_line = [&] {
        for (size_t i = 0; i < cells.size(); ++i) {
            out += i == 0 ? "" : std::string(1, separator);
            out += csv_cell(cells[i]);
        }
        out += "\r\n";
        cells.clear();
    };
    for (size_t i = 0; i < kExportedColumns; ++i) {
        cells.emplace_back(word_of(static_cast<CameraColumn>(i)));
    }
    end_line();
    for (const Json& camera : list_in(document, "cameras")) {
        if (!camera.is_object()) {
            continue;
        }
        const std::string its_id = word_in(camera, "id");
        std::string groups;
        for (const Json& each : list_in(document, "groups")) {
            if (each.is_object() && group_lists(each, its_id)) {
                groups += (groups.empty() ? "" : "|") + word_in(each, "id");
            }
        }
        cells = {its_id,
                 word_in(camera, "name"),
                 groups,
                 login_apart(url_in(camera, "main")).url,
                 login_apart(url_in(camera, "sub")).url,
                 word_in(camera, "login"),
                 word_in(camera, "audience"),
                 word_in(camera, "transport"),
                 word_in(camera, "backend")};
        end_line();
    }
    return out;
}

}  // namespace pendopo
