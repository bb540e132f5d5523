// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_draft.hpp"

#include <saleskpi/value/rational.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// What a movement says of its subscription, besides its id and its customer.
inline constexpr std::array<std::string_view, 4> told_fields{
    "account", "rep", "product", "segment"};

/// A subscription, or what it was in some days, as a stock sees it: what it brings in a year, and when.
struct HeldAmount {
    std::int32_t customer;  ///< by its code; below zero for one that nobody names, another for each
    std::int32_t from;      ///< missing_day: since ever
    std::int32_t until;     ///< missing_day: for ever
    std::uint32_t id;       ///< of the subscription, by its place in HeldAmounts::ids
    std::array<std::int32_t, told_fields.size()> told;  ///< codes
    Rational yearly;                                    ///< in minor units
    bool is_on_hold;  ///< it brings nothing, and its customer stays one all the same
};

struct HeldAmounts {
    std::vector<HeldAmount> all;
    std::vector<std::string> ids;

    /// Adds those of the subscriptions that are being added.
    void add(BookDraft& draft);
    /// Adds those that a book has of a customer.
    void add(const BookData& book, std::int32_t customer);

private:
    template <class Columns, class Number>
    void add(
        const Columns& columns, std::string_view id, std::int32_t nameless, const Number& number);
};

}  // namespace saleskpi::inline v0_3::detail
