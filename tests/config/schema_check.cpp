#include "tests/config/schema_check.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "tests/support/source_folder.h"

namespace pendopo {

using Adapter = valijson::adapters::NlohmannJsonAdapter;

nlohmann::json schema_file(const std::string& kind) {
    std::ifstream file(test::source_folder() + "/config/schema/" + kind + ".schema.json");
    return nlohmann::json::parse(file);
}

bool schema_accepts(const std::string& kind, const std::string& text) {
    const nlohmann::json schema_json = schema_file(kind);
    valijson::Schema schema;
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(Adapter(schema_json), schema);
    const nlohmann::json document = nlohmann::json::parse(text);
    return valijson::Validator().validate(schema, Adapter(document), nullptr);
}

std::vector<std::string> keys_listed(const std::string& problem) {
    std::vector<std::string> keys;
    for (size_t at = problem.find('"'); at != std::string::npos;) {
        const size_t end = problem.find('"', at + 1);
        keys.push_back(problem.substr(at + 1, end - at - 1));
        at = problem.find('"', end + 1);
    }
    return keys;
}

}  // namespace pendopo
