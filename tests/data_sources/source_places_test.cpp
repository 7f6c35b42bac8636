#include "engine/data/source_places.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "tests/support/temp_dir.h"

namespace pendopo {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

class SourcePlaces : public testing::Test {
  protected:
    static SourceConfig source(SourceOrigin origin) {
        SourceConfig config;
        config.origin = std::move(origin);
        return config;
    }
    std::string path(const std::string& name) const {
        return (fs::canonical(folder_.path()) / name).string();
    }

    test::TempDir folder_;
};

TEST_F(SourcePlaces, AreTheFoldersOfFilesBesideTheirConfiguration) {
    HttpOrigin web;
    web.url = "https://data.example/a";
    web.ca_file = "ca/own.pem";
    SqliteOrigin database;
    database.path = "/srv/db/figures.sqlite";
    EXPECT_THAT(
        source_folders({source(FileOrigin{"figures/a.csv"}), source(FileOrigin{"figures/*.csv"}),
                        source(web), source(database), source(MqttOrigin{})},
                       path("data.json")),
        ElementsAre("/srv/db", path("ca"), path("figures")));
    web.ca_file = "";
    EXPECT_THAT(source_folders({source(web)}, path("data.json")), IsEmpty());
}

TEST_F(SourcePlaces, AndWhereLinksLead) {
    fs::create_directories(path("today"));
    fs::create_directories(path("figures"));
    std::ofstream(path("today/a.csv")) << "1";
    fs::create_symlink("../today/a.csv", path("figures/a.csv"));
    EXPECT_THAT(source_folders({source(FileOrigin{"figures/a.csv"})}, path("data.json")),
                ElementsAre(path("figures"), path("today")));
}

}  // namespace
}  // namespace pendopo
