// SPDX-License-Identifier: MIT
#include "check/golden_query.hpp"
#include "check/golden_value.hpp"
#include "language/similar.hpp"

#include <saleskpi/check/golden.hpp>
#include <saleskpi/rollup/rollup.hpp>
#include <saleskpi/value/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <span>
#include <utility>

namespace saleskpi::inline v0_3 {

namespace {

std::string place_of(const GoldenCheck& check) {
    if (check.line == 0) return fmt::format("{}, {}: ", check.metric, check.period);
    return fmt::format("{}{}line {}: ", check.file, check.file.empty() ? "" : ", ", check.line);
}

void require_dimensions(const Book& book, const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        if (book.has_dimension(name)) continue;
        const std::vector<std::string> known = book.dimensions();
        throw Error{
            ErrorCode::unknown_dimension,
            fmt::format(
                "no dimension '{}'{}; there are {}", name, detail::did_you_mean(name, known),
                fmt::join(known, ", "))};
    }
}

/// Whether marks are those that a check names, if it names any.
bool has_marks(const Marks& marks, const std::string& expected) {
    if (expected.empty()) return true;
    const std::vector<Mark> named = detail::expected_marks(expected);
    return std::all_of(all_marks.begin(), all_marks.end(), [&](Mark mark) {
        return marks.has(mark) == (std::find(named.begin(), named.end(), mark) != named.end());
    });
}

/// The difference of one check, if there is one.
std::optional<GoldenDifference> difference(
    const Book& book, const GoldenCheck& check, const Catalogue& catalogue) {
    if (check.as_of && check.as_of != book.as_of())
        throw Error{
            ErrorCode::invalid_argument,
            fmt::format(
                "is as of {}, and the book is {}", to_text(*check.as_of),
                book.as_of() ? "as of " + to_text(*book.as_of()) : "not as of a day")};
    const Definition metric = catalogue.at(check.metric);
    const auto expected = detail::expected_value(check.expected, metric.unit(), book.currency());
    const detail::GoldenGroup group = detail::golden_group(check.group);
    require_dimensions(book, group.dimensions);
    const Period period = detail::golden_period(check.period, book.calendar());
    Rollup asked = rollup(book, catalogue);
    if (!check.policy.empty()) asked.policy(check.policy);
    asked.metrics(std::span<const Definition>{&metric, 1})
        .by(std::span<const std::string>{group.dimensions})
        .every(period.grain)
        .during(period.window());
    const CellValue value = asked.run().at(group.members, period).cell(metric.id());
    if (value.outcome == expected && has_marks(value.marks, check.marks)) return std::nullopt;
    return GoldenDifference{check, expected, asked.explain(metric, group.members, period)};
}

}  // namespace

std::vector<GoldenDifference> golden_differences(
    const BookAsOf& book_as_of,
    const std::vector<GoldenCheck>& checks,
    const Catalogue& catalogue) {
    std::map<std::optional<Date>, Book> books;
    std::vector<GoldenDifference> differences;
    for (const GoldenCheck& check : checks) {
        auto book = books.find(check.as_of);
        if (book == books.end()) book = books.emplace(check.as_of, book_as_of(check.as_of)).first;
        try {
            if (auto found = difference(book->second, check, catalogue))
                differences.push_back(std::move(*found));
        } catch (const Error& error) {
            throw Error{error.code(), place_of(check) + error.what()};
        }
    }
    return differences;
}

std::vector<GoldenDifference> golden_differences(
    const Book& book, const std::vector<GoldenCheck>& checks, const Catalogue& catalogue) {
    return golden_differences([&](const std::optional<Date>&) { return book; }, checks, catalogue);
}

}  // namespace saleskpi::inline v0_3
