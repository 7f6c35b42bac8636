#include "config/camera_privacy.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "config/in_both.h"

namespace pendopo {
namespace {

using Points = std::vector<UnitPoint>;

// Twice the area of the triangle; its sign says on which side of a → b the point c lies.
double side(const UnitPoint& a, const UnitPoint& b, const UnitPoint& c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

// As much as two pixels of a picture of 1920 x 1080.
constexpr double kLeastArea = 1e-6;

bool on_one_line(const Points& points) {
    for (const UnitPoint& b : points) {
        for (const UnitPoint& c : points) {
            if (std::abs(side(points.front(), b, c)) > 2 * kLeastArea) {
                return false;
            }
        }
    }
    return true;
}

// Whether c, which lies on the line through a and b, lies between them.
bool between(const UnitPoint& a, const UnitPoint& b, const UnitPoint& c) {
    return std::min(a.x, b.x) <= c.x && c.x <= std::max(a.x, b.x) && std::min(a.y, b.y) <= c.y &&
           c.y <= std::max(a.y, b.y);
}

int sign(double value) {
    return value > 0 ? 1 : value < 0 ? -1 : 0;
}

bool meet(const UnitPoint& a, const UnitPoint& b, const UnitPoint& c, const UnitPoint& d) {
    const int of_c = sign(side(a, b, c));
    const int of_d = sign(side(a, b, d));
    const int of_a = sign(side(c, d, a));
    const int of_b = sign(side(c, d, b));
    return (of_c * of_d < 0 && of_a * of_b < 0) || (of_c == 0 && between(a, b, c)) ||
           (of_d == 0 && between(a, b, d)) || (of_a == 0 && between(c, d, a)) ||
           (of_b == 0 && between(c, d, b));
}

// The first points, from 1, of two sides that meet though they are not neighbours; 0, 0: none do.
std::pair<size_t, size_t> crossing(const Points& points) {
    const size_t count = points.size();
    for (size_t i = 0; i + 2 < count; ++i) {
        for (size_t j = i + 2; j < count; ++j) {
            const bool neighbours = i == 0 && j == count - 1;
            if (!neighbours && meet(points[i], points[i + 1], points[j], points[(j + 1) % count])) {
                return {i + 1, j + 1};
            }
        }
    }
    return {0, 0};
}

LocalText wrong_with(const Points& points) {
    Points apart = points;  // a point given twice makes no side
    apart.erase(std::unique(apart.begin(), apart.end()), apart.end());
    if (apart.size() > 1 && apart.front() == apart.back()) {
        apart.pop_back();
    }
    if (apart.size() < kFewestMaskPoints || on_one_line(apart)) {
        return {
            "titik-titiknya terletak di satu garis, jadi tidak menutup apa pun; seharusnya segi "
            "banyak yang berluas",
            "its points lie on one line, so it would mask nothing; expected a polygon with an "
            "area"};
    }
    if (const auto [first, second] = crossing(apart); first != 0) {
        return in_both(
            "sisinya setelah titik {} dan {} bersilangan, jadi tidak jelas apa yang ditutup; "
            "geser sebuah titik sampai tidak ada sisi yang bersilangan, atau jadikan dua penutup",
            "its sides after points {} and {} cross, so what it masks is not clear; move a point "
            "so that no sides cross, or make two masks of it",
            first, second);
    }
    return {};
}

Mask read_mask(const JsonNode& node, Problems& problems) {
    Mask mask;
    ObjectReader object(node, problems);
    bool good = true;
    object.required_array("points", [&](const JsonNode& point) {
        const auto numbers = read_numbers(point, problems, 2, {0, 1});
        good = good && numbers;
        if (numbers) {
            mask.points.push_back({(*numbers)[0], (*numbers)[1]});
        }
    });
    const JsonNode* points = object.find("points");
    if (points != nullptr && points->kind == JsonNode::Kind::array) {
        const size_t count = points->children.size();
        if (count < kFewestMaskPoints || count > kMostMaskPoints) {
            problems.add(*points, in_both("tertulis {} titik; seharusnya {} sampai {}, "
                                          "masing-masing [x, y] dalam pecahan gambar",
                                          "got {} points; expected {} to {}, each [x, y] in "
                                          "fractions of the picture",
                                          count, kFewestMaskPoints, kMostMaskPoints));
        } else if (good) {
            if (LocalText wrong = wrong_with(mask.points); !wrong.empty()) {
                problems.add(*points, std::move(wrong));
            }
        }
    }
    mask.style = object.enumeration<MaskStyle>(
        "style",
        {{"solid", MaskStyle::solid}, {"pixelate", MaskStyle::pixelate}, {"blur", MaskStyle::blur}},
        mask.style);
    object.finish();
    return mask;
}

const Words<PictureDetail>& detail_words() {
    static const Words<PictureDetail> words{{"full", PictureDetail::full},
                                            {"mosaic", PictureDetail::mosaic},
                                            {"still", PictureDetail::still}};
    return words;
}

}  // namespace

PictureDetail DetailByAudience::on(std::string_view display_audience) const {
    return display_audience == "staff"        ? for_staff
           : display_audience == "restricted" ? for_restricted
                                              : for_public;
}

CameraMasks read_masks(ObjectReader& camera) {
    CameraMasks masks;
    camera.array("masks", [&](const JsonNode& node) {
        if (masks.polygons.size() == kMostMasks) {
            camera.problems().add(node,
                                  in_both("lebih dari {} penutup; gabungkan yang bersentuhan",
                                          "more than {} masks; join some that touch", kMostMasks));
        }
        masks.polygons.push_back(read_mask(node, camera.problems()));
    });
    masks.drawn_on = camera.size("masks_drawn_on", {});
    if (!masks.polygons.empty() && !camera.has("masks_drawn_on")) {
        camera.problems().add(
            *camera.find("masks"),
            LocalText{
                "\"masks_drawn_on\" tidak ada: tanpa ukuran gambar tempat penutup digambar, "
                "tidak ada yang tahu bila pandangan kamera berubah; seharusnya ada di sampingnya, "
                "seperti \"masks_drawn_on\": [1920, 1080]",
                "\"masks_drawn_on\" is missing: without the size of the picture that they were "
                "drawn on, nobody sees when the camera's view changes; expected it beside them, "
                "like \"masks_drawn_on\": [1920, 1080]"});
    }
    return masks;
}

DetailByAudience read_detail(ObjectReader& camera) {
    const JsonNode* node = camera.find("detail");
    if (node == nullptr || node->kind != JsonNode::Kind::object) {
        const PictureDetail all = camera.enumeration("detail", detail_words(), PictureDetail::full);
        return {all, all, all};
    }
    DetailByAudience detail;
    ObjectReader object(*node, camera.problems());
    detail.for_restricted = object.enumeration("restricted", detail_words(), PictureDetail::full);
    detail.for_staff = object.enumeration("staff", detail_words(), detail.for_restricted);
    detail.for_public = object.enumeration("public", detail_words(), detail.for_staff);
    object.finish();
    const auto is_full = [](PictureDetail each) { return each == PictureDetail::full; };
    if ((is_full(detail.for_public) && !is_full(detail.for_staff)) ||
        (is_full(detail.for_staff) && !is_full(detail.for_restricted))) {
        camera.problems().add(
            *node, LocalText{"khalayak yang lebih luas akan melihat lebih banyak daripada "
                             "yang lebih sempit; seharusnya \"public\" tidak melihat lebih "
                             "dari \"staff\", dan itu tidak lebih dari \"restricted\"",
                             "a wider audience would see more than a narrower one; expected "
                             "\"public\" to see no more than \"staff\", and that no more than "
                             "\"restricted\""});
    }
    return detail;
}

}  // namespace pendopo
