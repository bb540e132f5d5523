// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/metric.hpp>
#include <saleskpi/value/currency.hpp>
#include <saleskpi/value/mark.hpp>
#include <saleskpi/value/reason.hpp>
#include <saleskpi/value/unit.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// What a chart looks like. Whatever its kind, its numbers are a matrix, series by categories.
enum class ChartKind : std::uint8_t {
    line,  ///< categories: periods; series: groups or metrics, with a prior period and a target
    bars,  ///< categories: groups, periods or metrics
    stacked_bars,    ///< series: the parts of each bar
    waterfall,       ///< categories: an opening balance, movements, a closing one
    bullet,          ///< categories: groups; series: value, target, what part of it, bounds
    funnel,          ///< categories: stages; series: value, and what part of the one before
    heat_map,        ///< a cell for each number
    leaderboard,     ///< categories: groups, the best first; series: value, rank, those before
    distribution,    ///< categories: ranges; series: how many values lie in each
    sparkline,       ///< a line without axes, beside a number
    small_multiples  ///< its panels are charts, drawn to one scale
};

inline constexpr std::array all_chart_kinds{
    ChartKind::line,      ChartKind::bars,           ChartKind::stacked_bars,
    ChartKind::waterfall, ChartKind::bullet,         ChartKind::funnel,
    ChartKind::heat_map,  ChartKind::leaderboard,    ChartKind::distribution,
    ChartKind::sparkline, ChartKind::small_multiples};

/// "stacked_bars"
std::string_view name(ChartKind kind) noexcept;
/// The kind of that name; no value for other text.
std::optional<ChartKind> try_parse_chart_kind(std::string_view text) noexcept;

/// What the numbers of a series are to those of the chart's values.
enum class SeriesRole : std::uint8_t {
    value,
    prior,  ///< the same in the period that it is compared with
    target,
    share,  ///< what part it is: of the target, or of the stage before; of unit ratio
    rank,   ///< 1 for the best; those of equal value share one
    prior_rank,
    bound  ///< where a range of a bullet ends
};

/// "prior_rank"
std::string_view name(SeriesRole role) noexcept;

/// A number as it is drawn and as it is read, or why there is none. None is never drawn as zero.
struct ChartNumber {
    /// The nearest double, money in major units, 1 for 100 %. Only where something is drawn, never
    /// what is read.
    std::optional<double> value = {};
    /// As a text report has it, without unit, currency and signs of marks: "1,234.50", "63.94 %". Where
    /// there is no value, the reason in words: "there is no target".
    std::string text = {};
    std::optional<Reason> reason = {};  ///< where there is no value
    Marks marks = {};

    bool has_value() const noexcept { return value.has_value(); }
};

struct ChartCategory {
    std::string label = {};
    bool complete = true;   ///< else a period that is cut short, or not over
    bool is_total = false;  ///< of a waterfall: a balance, that stands on zero, and no movement
};

struct ChartSeries {
    std::string name = {};
    SeriesRole role = SeriesRole::value;
    Unit unit = Unit::count;
    std::vector<ChartNumber> numbers = {};  ///< one for each category
};

/// How the numbers of an axis are written, which no report has.
struct NumberSigns {
    std::string point = ".";
    std::string thousands = ",";
};

/// What a chart says besides its data, in the language of its reader.
struct ChartWords {
    std::string value = "Value";
    std::string prior = "Period before";
    std::string target = "Target";
    std::string share_of_target = "Of target";
    std::string share_of_step = "Of step before";
    std::string rank = "Rank";
    std::string prior_rank = "Rank before";
    std::string total = "Total";
    std::string remainder = "Not explained";  ///< by the movements of a waterfall
    std::string range = "From, up to but not";
    std::string groups = "Groups";
    std::string more = "more";  ///< groups that have no room
    std::string period = "period";
    std::string metric = "metric";
    std::string where = "where";
    std::string as_of = "as of";
    std::string incomplete = "not complete";
    std::string no_value = "no value";
    std::string higher_is_better = "higher is better";
    std::string lower_is_better = "lower is better";
};

/// A chart as data: made of a Report by <saleskpi/chart/of_report.hpp>, or by hand; drawn by
/// <saleskpi/html/svg.hpp>, or handed on by <saleskpi/json/vega_lite.hpp>.
struct Chart {
    ChartKind kind = ChartKind::line;
    std::string title;
    /// What is said besides, in a sentence or two: days, currency, which way is better, what is not
    /// complete.
    std::string description;
    Unit unit = Unit::count;  ///< of the values
    Currency currency;        ///< none unless the unit is of money
    Better better = Better::neither;
    std::string category_title;  ///< "period", "region"
    std::string value_title;     ///< "USD", "days"
    bool over_time = false;      ///< whether categories are periods, from left to right
    std::vector<ChartCategory> categories;
    std::vector<ChartSeries> series;
    std::vector<Chart> panels;  ///< of small multiples, which have nothing else
    NumberSigns signs;
    ChartWords words;

    /// The first series of a role, or nullptr.
    const ChartSeries* find(SeriesRole role) const& noexcept {
        for (const ChartSeries& one : series)
            if (one.role == role) return &one;
        return nullptr;
    }
    void find(SeriesRole role) const&& = delete;
};

}  // namespace saleskpi::inline v0_3
