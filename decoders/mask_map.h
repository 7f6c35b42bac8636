#pragma once
// Which samples of a picture are masked: polygons made into spans of cells, once per picture size.
// A cell is 2 × 2 samples of the picture, so that a mask never cuts a chroma sample of 4:2:0. Every
// cell that a polygon touches is masked, and one more around it: what cameras, deinterlacing and
// chroma bring over an edge comes from within a sample or two. Pure.

#include <cstdint>
#include <vector>

#include "engine/base/geometry.h"
#include "engine/base/privacy.h"

namespace pendopo {

// How coarse is coarse: people know a face again from about 7 × 10 averages of it (P. Sinha et al.,
// "Face Recognition by Humans: Nineteen Results", Proc. IEEE 94(11), 2006). A mask holds at most
// kBlocksOfMask along its longer side, and no block is finer than a picture's kBlocksOfPicture, so
// that a face that fills the height of a 16:9 picture still has nine of them.
inline constexpr int kBlocksOfMask = 6;
inline constexpr int kBlocksOfPicture = 16;

// The cells [begin, end) of a row.
struct MaskSpan {
    int row = 0;
    int begin = 0;
    int end = 0;
    bool operator==(const MaskSpan&) const = default;
};

struct MaskedArea {
    MaskStyle style = MaskStyle::solid;
    PixelRect bounds;  // in cells
    PixelSize blocks;  // how many averages stand for it, across and down; 1 × 1 at least
    std::vector<MaskSpan> spans;  // by row
};

// No cell is in two areas. Solid ones first; of two others the later drawn has a cell.
struct MaskMap {
    PixelSize cells;
    std::vector<MaskedArea> areas;  // none: the whole picture may be seen
};

enum class Coarsen { masks, whole };  // whole: all that no solid mask covers

// `picture`: its coded size. What makes no sense (a polygon of fewer than three points, a number
// that is none, hundreds of polygons) masks all of it.
MaskMap make_mask_map(const CameraMasks& masks, PixelSize picture, Coarsen coarsen);

// Whether the masks were drawn on a picture of that shape; within 2.5 %, which is what encoders cut
// away to reach whole blocks (1920 × 1088, 640 × 352).
bool masks_fit(const CameraMasks& masks, PixelSize picture, SampleAspect aspect);

}  // namespace pendopo
