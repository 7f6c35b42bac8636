#pragma once
// Renderer and ingest workers outlive control. The next control says TellAll to an ingest worker
// and sends the renderer its RenderSetup again; each tells anew what it told before (rings, state),
// then ToldAll. What comes before ToldAll may have been meant for the control before.

namespace pendopo {

struct TellAll {
    bool operator==(const TellAll&) const = default;
};
struct ToldAll {
    bool operator==(const ToldAll&) const = default;
};

}  // namespace pendopo
