// SPDX-License-Identifier: MIT
// A text table shows titles only, and JSON ids: no two columns may share either, whatever operators
// with whatever parameters they are made by.
#include "catch.hpp"

#include <saleskpi/kpi/catalogue.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

using namespace saleskpi;

namespace {

/// Calls with % in the place of the metric.
constexpr std::string_view calls[] = {
    "target(%)",
    "attainment(%)",
    "attainment_by_difference(%)",
    "attainment_over_weighted_target(%, 2/5)",
    "attainment_over_weighted_target(%, 1/2)",
    "score_points(%, 40)",
    "score_points(%, 60)",
    "score_points(%, 40, 1)",
    "score_points(%, 40, 2)",
    "gap_to_target(%)",
    "pace(%)",
    "run_rate(%)",
    "required_run_rate(%)",
    "reps_at_target(%)",
    "target_growth(%)",
    "target_mismatch(%)",
    "change(%, previous)",
    "change(%, year_over_year)",
    "change(%, same_weekday)",
    "before(%, previous)",
    "before(%, year_over_year)",
    "before(%, same_weekday)",
    "difference(%, previous)",
    "difference(%, year_over_year)",
    "difference(%, same_weekday)",
    "change_in_points(%, previous)",
    "change_in_points(%, year_over_year)",
    "change_in_points(%, same_weekday)",
    "to_date(%, month)",
    "to_date(%, quarter)",
    "to_date(%, fiscal_year)",
    "rolling(%, 2)",
    "rolling(%, 3)",
    "moving_average(%, 2)",
    "moving_average(%, 3)",
    "cumulative(%)",
    "average_over(%, day)",
    "average_over(%, month)",
    "per_day(%)",
    "per_working_day(%)",
    "share_of(%, parent)",
    "share_of(%, company)",
    "share_of(%, region)",
    "share_of(%, team)",
    "rank(%)",
    "rank(%, dense)",
    "floor_attainment(%, 1)",
    "floor_attainment(%, 2)",
    "correlation(%, calls)",
    "correlation(%, emails)",
    "correlation(%, calls, spearman)",
    "correlation(%, calls, pearson, periods)",
    "forecast_error(%, %)",
    "forecast_error(%, %, periods)",
    "benchmark_gap(%)",
    "wilson_low(%)",
    "wilson_high(%)",
};

std::string call_on(std::string_view call, std::string_view id) {
    std::string text;
    for (const char c : call)
        if (c == '%')
            text += id;
        else
            text += c;
    return text;
}

}  // namespace

TEST_CASE("no two metrics of catalogue x operators x parameters have one id or one title") {
    const Catalogue catalogue;
    std::map<std::string, std::string> id_of_title;
    std::map<std::string, int> ids;
    std::map<std::string_view, int> uses;
    const auto take = [&](const Definition& metric) {
        ++ids[std::string{metric.id()}];
        const auto [known, is_new] =
            id_of_title.emplace(std::string{metric.title()}, std::string{metric.id()});
        if (!is_new && known->second != metric.id())
            FAIL_CHECK(
                known->second + " and " + std::string{metric.id()} + " are both '" +
                std::string{metric.title()} + "'");
    };
    for (const CatalogueEntry& entry : catalogue.entries()) {
        const std::string id{entry.definition.id()};
        take(entry.definition);
        for (const std::string_view call : calls) {
            try {
                take(catalogue.at(call_on(call, id)));
                ++uses[call];
            } catch (const Error& error) {
                // Not every operator takes every metric: a rate has no run rate.
                const bool is_refused = error.code() == ErrorCode::invalid_definition ||
                                        error.code() == ErrorCode::unit_mismatch;
                if (!is_refused) FAIL_CHECK(call_on(call, id) + ": " + error.what());
            }
        }
    }
    for (const auto& [id, times] : ids)
        if (times != 1) FAIL_CHECK(id + " is there more than once");
    for (const std::string_view call : calls)
        if (uses[call] == 0) FAIL_CHECK(std::string{call} + " takes no metric at all");
}
