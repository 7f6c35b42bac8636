#pragma once
// The longer answers of the store of configuration files, for technicians (setup_desk.h). Every
// call waits for the disk. Thread: bound to the store's.

#include <memory>
#include <string>
#include <vector>

#include "config/camera_config.h"
#include "config/edit/config_store.h"
#include "engine/base/result.h"
#include "engine/control/setup_desk.h"

namespace pendopo {

Result<ConfigListing> list_config(const ConfigStore& store);
Result<ConfigDocument> read_config(const ConfigStore& store, const std::string& file);
// Saves, and counts what that changes.
SaveOutcome save_changes(ConfigStore& store, const std::vector<FileChange>& changes,
                         const std::string& by);
Result<OldText> read_generation(const ConfigStore& store, const std::string& file,
                                const std::string& id);
SaveOutcome restore_generation(ConfigStore& store, const std::string& file, const std::string& id,
                               const std::string& revision, const std::string& by);

Result<std::string> cameras_table(const ConfigStore& store, char separator);
Result<CameraImport> import_table(const ConfigStore& store, const std::string& csv);

// `wall_path`: of wall.json; `data_path`: of data.json; `taken`: ids of its sources.
tl::expected<StoredFile, SaveError> keep_upload(ConfigStore& store, const std::string& wall_path,
                                                const std::string& data_path,
                                                const std::vector<std::string>& taken,
                                                const Upload& upload);

// The logins of an installation as they stand in its file now; none where there is no such file.
// Errors: io, invalid.
Result<Secrets> read_logins(const std::string& wall_path, const std::string& secrets_file);

}  // namespace pendopo
