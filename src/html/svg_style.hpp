// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/html/svg.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A colour of a theme; those of series count from `series`.
enum class Colour : std::uint8_t { surface, ink, muted, grid, track, good, bad, target, series };

/// A shape's colour, and how it is filled.
struct Paint {
    enum class Kind : std::uint8_t {
        fill,
        open,    ///< pale with a dashed edge: what is not complete
        pale,    ///< what it is compared with
        line,    ///< of the data
        hair,    ///< an axis
        mark,    ///< a thick stroke across a bar
        hollow,  ///< a point that is not complete
    };
    Colour colour = Colour::ink;
    std::size_t series = 0;
    Kind kind = Kind::fill;
};

constexpr Paint paint(Colour colour, Paint::Kind kind = Paint::Kind::fill) {
    return {colour, 0, kind};
}
constexpr Paint series_paint(std::size_t number, Paint::Kind kind = Paint::Kind::fill) {
    return {Colour::series, number % 6, kind};
}

enum class Anchor : std::uint8_t { start, middle, end };

struct TextStyle {
    Colour colour = Colour::ink;
    Anchor anchor = Anchor::start;
    bool strong = false;
    bool large = false;
    bool huge = false;
    bool small = false;
    bool halo = false;  ///< of the background's colour, where lines cross it
};

/// Names of classes.
using Classes = std::set<std::string, std::less<>>;

std::vector<std::string> classes_of(const Paint& paint);
std::vector<std::string> classes_of(const TextStyle& style);
/// The same without a style sheet.
std::string attributes_of(const Paint& paint, const ChartTheme& theme);
std::string attributes_of(const TextStyle& style, const ChartTheme& theme);

/// The rules for some classes; for all without.
std::string css_of(const ChartTheme& theme, const Classes* used);

/// Throws Error invalid_argument for a colour or a font with a character that ends a rule of CSS.
void check(const ChartTheme& theme);

}  // namespace saleskpi::inline v0_3::detail
