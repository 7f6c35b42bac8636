#pragma once
// What stands in the content area of each kind of card; for card_view.cpp only. Figures are there
// and may be shown.

#include "engine/cards/card_view.h"

namespace pendopo {

struct Page {
    size_t index = 0;
    size_t count = 1;
    size_t rows = 1;   // of every page but the last
    size_t first = 0;  // the first row, and the one behind the last
    size_t last = 0;
};

struct BodyInput {
    const CardContentRead& content;
    const CardFiles& files;
    const CardView& frame;  // title, areas and scale are set
    const Speech& speech;
    WallTime now;
    Page page;
};

// Thread: reentrant, as far as the speech is.
decltype(CardView::body) body_of(const BodyInput& input);

// view_figures.cpp
NumberView number_view(const BodyInput& input);
TableView table_view(const BodyInput& input);
ProgressView progress_view(const BodyInput& input);

}  // namespace pendopo
