// SPDX-License-Identifier: MIT
#pragma once

#include "plan/aggregates/aggregate_rule.hpp"

#include <saleskpi/value/hash.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Of a record by its id, below all numbers of records without: all that it was has the same.
inline std::int64_t number_of_id(std::string_view id) {
    constexpr std::int64_t below = std::int64_t{1} << 62U;
    return -below - static_cast<std::int64_t>(name_hash(id) >> 2U);
}
constexpr bool is_of_id(std::int64_t number) { return number <= -(std::int64_t{1} << 62U); }

/// Who has an amount, and when.
struct AmountSpan {
    std::int64_t whose;   ///< a code; below zero a record of nobody's, which is by itself
    std::int64_t record;  ///< below zero where several spans are of one and it counts once
    std::int32_t from;
    std::int32_t until;
    bool is_missing;
    int128 amount;  ///< in the form of fraction_value

    bool has(std::int32_t day) const { return from <= day && day < until; }
};

/// For what is compared at both edges of a period. Whatever the number of edges between, a record is kept
/// once, and for all columns of time.
struct Spans {
    std::vector<AmountSpan> all;
    std::int64_t missing = 0;  ///< of none: they have days as well

    void merge(const Spans& other) { all.insert(all.end(), other.all.begin(), other.all.end()); }
    /// Of codes in another dictionary.
    void recode(std::span<const std::int32_t> codes) {
        for (AmountSpan& span : all)
            if (span.whose >= 0) span.whose = codes[static_cast<std::size_t>(span.whose)];
    }
    /// Its records without ids are others than those of numbers down to `last`.
    void set_apart(std::int64_t last) {
        for (AmountSpan& span : all) {
            for (std::int64_t* number : {&span.whose, &span.record})
                if (*number < 0 && !is_of_id(*number)) *number += last;
        }
    }
    /// The least number that a record without an id has; zero where none has any.
    std::int64_t last_record() const {
        std::int64_t last = 0;
        for (const AmountSpan& span : all)
            for (const std::int64_t number : {span.whose, span.record})
                if (!is_of_id(number)) last = (std::min)(last, number);
        return last;
    }
    static bool in_order(const AmountSpan& a, const AmountSpan& b) {
        return a.whose != b.whose ? a.whose < b.whose : a.record < b.record;
    }
    /// So that those of one stand together; once, and not for each period.
    void sort() {
        if (!std::is_sorted(all.begin(), all.end(), &in_order))
            std::sort(all.begin(), all.end(), &in_order);
    }
    /// Of the others those that are there on either of the days.
    void add(const Spans& others, std::int32_t opening, std::int32_t closing) {
        for (const AmountSpan& span : others.all)
            if (span.has(opening) || span.has(closing)) all.push_back(span);
    }
};
template <>
inline constexpr bool is_state<Spans> = true;

}  // namespace saleskpi::inline v0_3::detail
