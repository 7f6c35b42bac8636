#pragma once
// What stands in the content area of each kind of card; for card_view.cpp only. Figures are there
// and may be shown.

#include "engine/cards/card_view.h"

namespace pendopo {

struct BodyInput {
    const CardContentRead& content;
    const CardFiles& files;
    const CardView& frame;  // title, areas and scale are set
    const Speech& speech;
    WallTime now;
};

// The page whose turn it is of so many rows. Pages of equal length turn at the same moments on
// every display: a function of the time alone.
Page page_of(const BodyInput& input, size_t rows, const RowsLayout& layout, int most);

// Thread: reentrant, as far as the speech is.
decltype(CardView::body) body_of(const BodyInput& input);

// view_figures.cpp
NumberView number_view(const BodyInput& input);
TableView table_view(const BodyInput& input);
ProgressView progress_view(const BodyInput& input);

}  // namespace pendopo
