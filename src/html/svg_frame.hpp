// SPDX-License-Identifier: MIT
#pragma once

#include "svg_canvas.hpp"

#include <saleskpi/chart/chart.hpp>

#include <cstddef>
#include <string>

namespace saleskpi::inline v0_3::detail {

/// A chart with what stands around its shapes: title, unit, legend, and a note below. It refers to the chart.
class SvgFrame {
public:
    /// `left_out`: how many parts the chart lacks.
    SvgFrame(const Chart& chart, double width, bool has_title, std::size_t left_out);

    /// That it wants.
    double height() const;
    std::string title() const;
    const std::string& description() const { return description_; }
    /// From the corner of the canvas on.
    void draw(SvgCanvas& canvas, double height) const;

private:
    double inner() const;

    const Chart& chart_;
    double width_;
    bool is_spark_;
    bool has_title_ = false;
    bool has_unit_ = false;
    double legend_top_ = 0;
    double top_ = 0;    ///< what stands above the shapes
    double below_ = 0;  ///< and below
    std::string note_;
    std::string description_;
};

}  // namespace saleskpi::inline v0_3::detail
