// SPDX-License-Identifier: MIT
#pragma once

#include "laws/metrics.hpp"
#include "support/random_book.hpp"

#include <saleskpi/rollup/rollup.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace laws {

/// A question that can be put to several books.
struct Question {
    std::vector<Definition> metrics;
    std::vector<std::string> dimensions;
    bool subtotals = false;
    Grain grain = Grain::window;
    Window window;
    std::optional<Date> seated_as_of;

    Rollup to(const Book& book, unsigned threads = 1) const {
        Rollup query = rollup(book);
        query.metrics(metrics).by(dimensions).with_subtotals(subtotals).every(grain);
        query.during(window).threads(threads);
        if (seated_as_of) query.seated_as_of(*seated_as_of);
        return query;
    }
    /// To be shown where an answer is wrong.
    std::string text() const {
        std::string all = std::string{name(grain)} + " from " + to_text(window.first) + " to " +
                          to_text(window.until);
        for (const std::string& dimension : dimensions)
            all += ", " + dimension;
        if (seated_as_of) all += ", seated as of " + to_text(*seated_as_of);
        return all + ", " + std::to_string(metrics.size()) + " metrics";
    }
};

/// A question about anything: all metrics or a few, by reps, teams and regions (or, unless only
/// these are wanted, by what deals say), in periods of any length, within days that may lie before,
/// in or behind the records'.
inline Question random_question(Random& random, bool only_by_seat = false) {
    static const std::vector<Definition> all = all_metrics();
    static const std::vector<std::vector<std::string>> by_seat{
        {},      {"company"},        {"region"},      {"team"},
        {"rep"}, {"region", "team"}, {"team", "rep"}, {"region", "team", "rep"}};
    static const std::vector<std::vector<std::string>> by_deal{{"product"}, {"channel", "team"}};
    static const std::vector<Grain> grains{
        Grain::day,  Grain::week, Grain::month,          Grain::quarter,
        Grain::half, Grain::year, Grain::fiscal_quarter, Grain::window};
    Question question;
    if (random.chance(40))
        question.metrics = all;
    else
        for (const Definition& metric : all)
            if (random.chance(15)) question.metrics.push_back(metric);
    if (question.metrics.empty()) question.metrics.push_back(all.front());
    const bool is_by_deal = !only_by_seat && random.chance(20);
    question.dimensions = random.one_of(is_by_deal ? by_deal : by_seat);
    question.subtotals = random.chance(50);
    question.grain = random.one_of(grains);
    const int longest = question.grain == Grain::day ? 6 : question.grain == Grain::week ? 40 : 500;
    question.window.first = make_date(2023, 9, 1).value() + date::days{random.between(0, 900)};
    question.window.until = question.window.first + date::days{random.between(1, longest)};
    if (random.chance(25))
        question.seated_as_of = make_date(2023, 6, 1).value() + date::days{random.between(0, 900)};
    return question;
}

}  // namespace laws
