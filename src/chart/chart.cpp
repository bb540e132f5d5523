// SPDX-License-Identifier: MIT
#include <saleskpi/chart/chart.hpp>

namespace saleskpi::inline v0_3 {

std::string_view name(ChartKind kind) noexcept {
    switch (kind) {
        case ChartKind::line:
            return "line";
        case ChartKind::bars:
            return "bars";
        case ChartKind::stacked_bars:
            return "stacked_bars";
        case ChartKind::waterfall:
            return "waterfall";
        case ChartKind::bullet:
            return "bullet";
        case ChartKind::funnel:
            return "funnel";
        case ChartKind::heat_map:
            return "heat_map";
        case ChartKind::leaderboard:
            return "leaderboard";
        case ChartKind::distribution:
            return "distribution";
        case ChartKind::sparkline:
            return "sparkline";
        case ChartKind::small_multiples:
            return "small_multiples";
    }
    return "";
}

std::optional<ChartKind> try_parse_chart_kind(std::string_view text) noexcept {
    for (const ChartKind kind : all_chart_kinds)
        if (name(kind) == text) return kind;
    return std::nullopt;
}

std::string_view name(SeriesRole role) noexcept {
    switch (role) {
        case SeriesRole::value:
            return "value";
        case SeriesRole::prior:
            return "prior";
        case SeriesRole::target:
            return "target";
        case SeriesRole::share:
            return "share";
        case SeriesRole::rank:
            return "rank";
        case SeriesRole::prior_rank:
            return "prior_rank";
        case SeriesRole::bound:
            return "bound";
    }
    return "";
}

}  // namespace saleskpi::inline v0_3
