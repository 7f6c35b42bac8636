// pendopo-cards: the process that draws labels, badges, placeholders, clocks and texts.
//   pendopo-cards --list-fonts   prints as JSON which script has which font, "" where none
#include <malloc.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <string_view>

#include "engine/cards/cards_worker.h"
#include "engine/cards/font_list.h"

int main(int argc, char** argv) {
    if (argc == 2 && std::string_view(argv[1]) == "--list-fonts") {
        nlohmann::ordered_json list = nlohmann::ordered_json::object();
        for (const auto& [script, family] : pendopo::script_fonts()) {
            list[std::string(script)] = family;
        }
        std::printf("%s\n", list.dump(2).c_str());
        return 0;
    }
    ::mallopt(M_ARENA_MAX, 1);  // one thread draws; more arenas are only memory
    pendopo::give_way_to_video();
    pendopo::die_first_without_memory();
    return pendopo::run_cards_worker(pendopo::WorkerProcess::enter(argc, argv));
}
