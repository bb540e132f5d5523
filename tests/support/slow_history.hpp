// SPDX-License-Identifier: MIT
#pragma once

#include "support/slow_records.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a record was on a day, found by going through all that is said of it.
namespace slow {

struct Change {
    std::int64_t day = 0;
    std::string field;
    Cell value;
    std::optional<Cell> before{};
};

/// All that is said of one deal, in the order of time.
class Story {
public:
    Story(const Table& deals, const Row& deal, std::vector<Change> changes, bool is_as_of_a_day);

    bool is_empty() const { return changes_.empty(); }
    /// Whether the deal is decided, and neither it nor its changes say when.
    bool is_undated() const;
    /// The deal as it was at the end of the day.
    Row on(std::int64_t day) const;
    /// The days on which it became another, and the ones on which it may have.
    std::vector<std::int64_t> days() const;

private:
    Cell field_on(std::string_view field, std::int64_t day) const;
    void tell_outcome(Row& row, std::int64_t day) const;
    bool has(std::string_view field) const;

    const Table* deals_;
    const Row* deal_;
    std::vector<Change> changes_;
    bool is_as_of_a_day_;
};

/// The changes of stages that are of a deal, those of one day in their order.
std::vector<Change> changes_of(const Tables& tables, const Row& deal);

/// A row of a deal for each span of days, for what is taken at the end of a day. `now` are the deals as they
/// are in the book, `first` as they were added.
Table versions_of(
    const Tables& tables, const Table& first, const Table& now, std::optional<Date> as_of);

}  // namespace slow
