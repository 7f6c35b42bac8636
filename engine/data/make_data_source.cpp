#include <filesystem>

#include "engine/base/overloaded.h"
#include "engine/data/data_source.h"
#include "engine/data/file_source.h"
#include "engine/data/http_source.h"
#include "engine/data/mqtt_source.h"
#include "engine/data/postgresql_source.h"
#include "engine/data/sqlite_source.h"

namespace pendopo {

std::unique_ptr<DataSource> make_data_source(const SourceConfig& config, const std::string& folder,
                                             const std::optional<SourceLogin>& login) {
    const auto beside = [&](const std::string& path) {
        return (std::filesystem::path(folder) / path).lexically_normal().string();
    };
    return std::visit(Overloaded{
                          [&](const FileOrigin& o) -> std::unique_ptr<DataSource> {
                              return std::make_unique<FileSource>(beside(o.path), config.max_bytes);
                          },
                          [&](const HttpOrigin& o) -> std::unique_ptr<DataSource> {
                              SourceConfig placed = config;
                              std::get<HttpOrigin>(placed.origin).ca_file =
                                  o.ca_file.empty() ? "" : beside(o.ca_file);
                              return std::make_unique<HttpSource>(placed, login);
                          },
                          [&](const SqliteOrigin& o) -> std::unique_ptr<DataSource> {
                              return std::make_unique<SqliteSource>(beside(o.path), o.query,
                                                                    config.max_bytes);
                          },
                          [&](const PostgresqlOrigin& o) -> std::unique_ptr<DataSource> {
                              SourceConfig placed = config;
                              std::get<PostgresqlOrigin>(placed.origin).ca_file =
                                  o.ca_file.empty() ? "" : beside(o.ca_file);
                              return std::make_unique<PostgresqlSource>(placed, login);
                          },
                          [&](const MqttOrigin&) -> std::unique_ptr<DataSource> {
                              return std::make_unique<MqttSource>(config, login);
                          },
                      },
                      config.origin);
}

}  // namespace pendopo
