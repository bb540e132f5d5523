// SPDX-License-Identifier: MIT
#pragma once

#include "support/random_book.hpp"

#include <saleskpi/calendar/calendar.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What a made-up book may be like, and books of which every two such features occur together in one.
namespace laws {

/// Something about a book, and what it may be.
struct Feature {
    std::string_view name;
    std::vector<std::string_view> choices;
};

inline constexpr std::size_t feature_count = 9;
/// The choice of each feature, by its number.
using Features = std::array<std::size_t, feature_count>;

const std::array<Feature, feature_count>& all_features();

/// "calendar retail-454, as of a day, ..."
std::string text_of(const Features& features);

/// So many that every choice of one feature meets every choice of every other, and few more.
std::vector<Features> all_pairs();

/// Records with what is told to a builder beside them.
class MadeUp {
public:
    MadeUp(const Features& features, std::uint64_t seed);

    const Records& records() const { return records_; }
    const Calendar& calendar() const { return calendar_; }
    std::optional<Date> as_of() const { return as_of_; }

    /// At once, or, if that is a feature of it, part by part.
    Book book() const { return in_parts_ ? grown(records_) : at_once(records_); }
    Book at_once(const Records& records, unsigned threads = 1) const;
    Book grown(const Records& records) const;

private:
    BookBuilder builder() const;

    Records records_;
    Calendar calendar_;
    std::optional<Date> as_of_;
    std::vector<Pipeline> pipelines_;
    bool in_parts_ = false;
};

}  // namespace laws
