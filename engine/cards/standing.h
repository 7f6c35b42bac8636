#pragma once
// How far a card's figures can be trusted just now, and what the card says of them: where they come
// from, how old they are, and why there are none.

#include "engine/cards/card_view.h"

namespace pendopo {

enum class Standing {
    fresh,       // shown as they are
    old,         // shown, and said to be old
    failed,      // shown: the last good ones, and the newest attempt failed
    waiting,     // nothing came yet
    none,        // nothing came, and the newest attempt failed
    unreadable,  // something came that this kind of card cannot show
    expired,     // too old to be shown
};

Standing standing_of(const CardContentRead& content, const CardSource& source, WallTime now);
constexpr bool shows_figures(Standing standing) {
    return standing == Standing::fresh || standing == Standing::old || standing == Standing::failed;
}

// "Contoh · Sumber: BPKAD · Periode: Okt 2026 · Diperbarui 2 jam lalu".
Provenance provenance_of(const CardConfig& card, const CardSource& source, const Speech& speech,
                         WallTime now);

// What stands in place of figures that are not shown.
EmptyView empty_view(Standing standing, const CardContentRead& content, const CardItem& item,
                     const Speech& speech);

}  // namespace pendopo
