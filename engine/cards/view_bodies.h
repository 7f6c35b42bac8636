#pragma once
// What stands in the content area of each kind of card; for card_view.cpp only. Figures are there
// and may be shown.

#include "engine/cards/card_view.h"

namespace pendopo {

struct BodyInput {
    const CardContentRead& content;
    const CardFiles& files;
    const CardItem& item;
    const CardView& frame;  // title, areas and scale are set
    const Speech& speech;
    WallTime now;
};

// The page whose turn it is of so many rows. Pages of equal length turn at the same moments on
// every display: a function of the time alone.
Page page_of(const BodyInput& input, size_t rows, const RowsLayout& layout, int most);
// The same where so many fit.
Page page_of(const BodyInput& input, size_t rows, size_t fit);

// Thread: reentrant, as far as the speech is.
decltype(CardView::body) body_of(const BodyInput& input);

// view_figures.cpp
NumberView number_view(const BodyInput& input);
TableView table_view(const BodyInput& input);
ProgressView progress_view(const BodyInput& input);
// view_comparisons.cpp
MultiplesView multiples_view(const BodyInput& input);
ComparisonView comparison_view(const BodyInput& input);
// view_turns.cpp
QueueView queue_view(const BodyInput& input);
StoryView story_view(const BodyInput& input);

// "Rp2,5 triliun".
std::string joined(const ValueText::Parts& parts);
// Of so many decimals as its column needs: 78,6% stands over 100,0%.
ValueFormat aligned(ValueFormat format, int decimals, bool any_number);

}  // namespace pendopo
