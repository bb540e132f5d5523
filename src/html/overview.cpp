// SPDX-License-Identifier: MIT
// The head of a page as one picture.
#include "html/page_card.hpp"
#include "html/svg_draw.hpp"
#include "html/svg_frame.hpp"
#include "html/svg_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3 {

namespace {

using namespace detail;

constexpr double gap = 12;
constexpr double pad = 14;
constexpr double head_height = 66;
constexpr double card_height = 144;
constexpr double least_card = 250;
constexpr double spark_width = 88;
constexpr std::size_t most_charts = 2;

ChartColours chart_colours(const PageColours& page, ChartColours chart) {
    chart.surface = page.surface;
    chart.ink = chart.target = page.text;
    chart.muted = page.quiet;
    chart.grid = page.line;
    chart.track = page.paper;
    chart.good = page.better;
    chart.bad = page.worse;
    chart.series.front() = page.accent;
    return chart;
}

ChartTheme chart_theme(const PageTheme& page) {
    ChartTheme theme;
    theme.light = chart_colours(page.light, theme.light);
    theme.dark = chart_colours(page.dark, theme.dark);
    return theme;
}

TextStyle muted() {
    TextStyle style;
    style.colour = Colour::muted;
    return style;
}

TextStyle quiet() {
    TextStyle style = muted();
    style.small = true;
    return style;
}

/// How far behind a strong text the next one stands.
double wide(std::string_view text, double size) { return text_width(text, size * 1.08) + 9; }

PageOverview shown_overview(const PageModel& model) {
    const auto period = model.shown_period();
    return period ? overview_of(model, *period) : PageOverview{};
}

class Overview {
public:
    Overview(const PageModel& model, int width)
        : model_{model}, overview_{shown_overview(model)}, width_{(std::max)(width, 320) * 1.0} {
        const auto across = static_cast<std::size_t>((width_ - gap) / (least_card + gap));
        across_ =
            std::clamp<std::size_t>(across, 1, (std::max)(overview_.cards.size(), std::size_t{1}));
        if (!model.tables().empty()) charts_ = charts_of(model, model.tables().front());
        const std::size_t room = width_ < 2 * least_card + 3 * gap ? 1 : most_charts;
        if (charts_.size() > room) charts_.resize(room);
    }

    std::string svg() {
        SvgOptions options;
        options.style = SvgStyle::own;
        const ChartTheme theme = chart_theme(model_.options().theme);
        check(theme);
        SvgCanvas canvas{options, theme};
        const double chart_width = width_of(charts_.size());
        std::vector<SvgFrame> frames;
        double chart_height = 0;
        for (const Chart& chart : charts_) {
            frames.emplace_back(chart, chart_width, true, 0);
            chart_height = (std::max)(chart_height, frames.back().height());
        }
        const std::size_t rows = (overview_.cards.size() + across_ - 1) / across_;
        const double charts_top = head_height + static_cast<double>(rows) * (card_height + gap);
        const double height = charts_top + (charts_.empty() ? 0 : chart_height + gap);
        canvas.open(width_, height, model_.options().title, described());
        canvas.bar({0, 0, width_, height}, paint(Colour::track));
        draw_head(canvas);
        for (std::size_t i = 0; i < overview_.cards.size(); ++i) {
            const double left = gap + (width_of(across_) + gap) * static_cast<double>(i % across_);
            const double top = head_height + (card_height + gap) * static_cast<double>(i / across_);
            draw_box(canvas, {left, top}, {width_of(across_), card_height});
            draw_card(canvas, overview_.cards[i]);
            canvas.end_group();
        }
        for (std::size_t i = 0; i < frames.size(); ++i) {
            const double left = gap + (chart_width + gap) * static_cast<double>(i);
            draw_box(canvas, {left, charts_top}, {chart_width, chart_height});
            frames[i].draw(canvas, chart_height);
            canvas.end_group();
        }
        return std::move(canvas).closed();
    }

private:
    /// Of one of so many beside each other.
    double width_of(std::size_t count) const {
        const double boxes = static_cast<double>((std::max)(count, std::size_t{1}));
        return (width_ - gap) / boxes - gap;
    }

    /// For who does not see it.
    std::string described() const {
        std::string text = overview_.period;
        for (const PageCard& card : overview_.cards) {
            text += fmt::format("; {}: {}", card.title, card.number);
            if (!card.unit.empty()) text += ' ' + card.unit;
            if (!card.change.amount.empty())
                text +=
                    fmt::format(", {} {} {}", card.change.amount, card.change.verdict, card.before);
        }
        return text;
    }

    void draw_head(SvgCanvas& canvas) const {
        TextStyle style;
        style.strong = true;
        style.huge = true;
        canvas.label({gap, 30}, model_.options().title, width_ - 2 * gap, style);
        const std::string period = overview_.period.empty()
                                       ? ""
                                       : model_.plain("Overview") + ' ' + overview_.period + " · ";
        canvas.label({gap, 52}, period + plain_asked_text(model_), width_ - 2 * gap, muted());
    }

    /// Opens a group whose corner is that of the box.
    static void draw_box(SvgCanvas& canvas, Point at, Point size) {
        const Box box{0, 0, size.x, size.y};
        canvas.begin_group(at);
        canvas.bar(box, paint(Colour::surface));
        canvas.bar(box, paint(Colour::grid, Paint::Kind::hair));
    }

    void draw_card(SvgCanvas& canvas, const PageCard& card) const {
        const double right = width_of(across_) - pad;
        TextStyle aside = muted();
        aside.anchor = Anchor::end;
        canvas.text({right, 24}, card.timing, aside);
        TextStyle title;
        title.strong = true;
        canvas.label(
            {pad, 24}, card.title, right - pad - wide(card.timing, SvgCanvas::text_size), title);

        TextStyle number;
        number.huge = card.has_value;
        number.large = !card.has_value;
        number.strong = card.has_value;
        if (!card.has_value) number.colour = Colour::muted;
        canvas.text({pad, 54}, card.number, number);
        if (card.has_value)
            canvas.text({pad + wide(card.number, SvgCanvas::huge_size), 54}, card.unit, muted());
        const auto spark =
            model_.options().charts ? sparkline_of(model_, card.column) : std::nullopt;
        // Where no text stands.
        const double top = card.has_value ? 68 : 34;
        if (spark) draw_spark(canvas, *spark, {right - spark_width, top, right, top + 30});
        if (card.has_value)
            draw_change(canvas, card, right - (spark ? spark_width + gap : 0));
        else
            canvas.label({pad, 76}, card.meaning, right - pad, muted());
        if (card.target) draw_target(canvas, *card.target, right);
        const std::string marks = marks_words(model_, card.marks);
        const std::string& doubt = marks.empty() ? card.coverage : marks;
        if (!doubt.empty()) canvas.label({pad, 132}, doubt, right - pad, quiet());
    }

    void draw_change(SvgCanvas& canvas, const PageCard& card, double right) const {
        canvas.label({pad, 94}, card.before, right - pad, muted());
        if (!card.change.amount.empty()) {
            TextStyle style;
            style.strong = true;
            style.colour = card.change.look == "good"  ? Colour::good
                           : card.change.look == "bad" ? Colour::bad
                                                       : Colour::ink;
            const std::string text = std::string{arrow_of(card.change)} + ' ' + card.change.amount;
            canvas.text({pad, 76}, text, style);
            const double left = pad + wide(text, SvgCanvas::text_size);
            canvas.label({left, 76}, card.change.verdict, right - left, quiet());
        }
    }

    void draw_target(SvgCanvas& canvas, const PageCard::Target& target, double right) const {
        if (!target.has_value) {
            canvas.label(
                {pad, 114}, model_.plain("Target") + ": " + target.number, right - pad, muted());
            return;
        }
        const Box track{pad, 105, pad + 56, 115};
        canvas.bar(track, paint(Colour::track));
        canvas.bar(
            {track.left, track.top, track.left + track.width() * target.part, track.bottom},
            target.is_met ? paint(Colour::good) : series_paint(0));
        canvas.bar(track, paint(Colour::muted, Paint::Kind::hair));
        canvas.label(
            {track.right + 8, 114},
            target.number + ' ' +
                model_.plain(target.is_met ? "of target, met" : "of target, not met"),
            right - track.right - 8, {});
    }

    const PageModel& model_;
    PageOverview overview_;
    double width_;
    std::size_t across_ = 1;
    std::vector<Chart> charts_;
};

}  // namespace

void write_overview(
    const Report& report, const TextSink& sink, const PageOptions& options, int width) {
    sink(to_overview(report, options, width));
}

std::string to_overview(const Report& report, const PageOptions& options, int width) {
    const PageModel model{report, options};
    return Overview{model, width}.svg();
}

}  // namespace saleskpi::inline v0_3
