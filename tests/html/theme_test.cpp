// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/html/svg.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

using namespace saleskpi;

namespace {

using Rgb = std::array<double, 3>;

/// "#0a5fb4"
Rgb rgb(std::string_view text) {
    REQUIRE(text.size() == 7);
    Rgb colour{};
    for (std::size_t i = 0; i < 3; ++i) {
        int part = 0;
        std::from_chars(text.data() + 1 + 2 * i, text.data() + 3 + 2 * i, part, 16);
        colour[i] = part / 255.0;
    }
    return colour;
}

/// As the guidelines for accessible web content (WCAG 2.1) define it.
double luminance(const Rgb& colour) {
    constexpr Rgb weights{0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (std::size_t i = 0; i < 3; ++i)
        sum += weights[i] * (colour[i] <= 0.03928 ? colour[i] / 12.92
                                                  : std::pow((colour[i] + 0.055) / 1.055, 2.4));
    return sum;
}

double contrast(const Rgb& a, const Rgb& b) {
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

Rgb mixed(const Rgb& top, const Rgb& below, double opacity) {
    Rgb colour{};
    for (std::size_t i = 0; i < 3; ++i)
        colour[i] = top[i] * opacity + below[i] * (1 - opacity);
    return colour;
}

}  // namespace

TEST_CASE("what is read or means something has a contrast of 4.5 to 1, light and dark") {
    CHECK(contrast(rgb("#000000"), rgb("#ffffff")) == Approx(21));
    const ChartTheme theme;
    for (const ChartColours* colours : {&theme.light, &theme.dark}) {
        const Rgb surface = rgb(colours->surface);
        for (const std::string& colour :
             {colours->ink, colours->muted, colours->good, colours->bad, colours->target}) {
            INFO(colour);
            CHECK(contrast(rgb(colour), surface) >= 4.5);
        }
        for (const std::string& colour : colours->series) {
            INFO(colour);
            // Also for texts within bars, which have the colour of the surface.
            CHECK(contrast(rgb(colour), surface) >= 4.5);
        }
        // Texts on the strongest cells of a heat map.
        for (const std::size_t i : {0U, 1U})
            CHECK(
                contrast(rgb(colours->ink), mixed(rgb(colours->series[i]), surface, 0.42)) >= 4.5);
        CHECK(contrast(rgb(colours->ink), rgb(colours->track)) >= 4.5);
        CHECK(contrast(rgb(colours->series[0]), rgb(colours->track)) >= 3);
    }
}
