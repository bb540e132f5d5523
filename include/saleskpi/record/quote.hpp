// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace saleskpi {

/// An offer with a price, sent to a customer.
struct Quote {
    std::string id{};
    std::string deal{};
    std::string customer{};
    std::string rep{};
    std::optional<Date> sent{};
    std::optional<Money> amount{};
    std::optional<Date> accepted{};  ///< the day the customer accepted it
};

/// The fields of a quote, for definitions: `count(quotes).by(quote::sent)`.
namespace quote {
inline constexpr auto id = field("id", &Quote::id).identity().of_domain("quote");
inline constexpr auto deal = field("deal", &Quote::deal);
inline constexpr auto customer = field("customer", &Quote::customer);
inline constexpr auto rep = field("rep", &Quote::rep);
inline constexpr auto sent = field("sent", &Quote::sent);
inline constexpr auto amount = field("amount", &Quote::amount);
inline constexpr auto accepted = field("accepted", &Quote::accepted);

using Fields = FieldList<id, deal, customer, rep, sent, amount, accepted>;
}  // namespace quote

template <>
struct Schema<Quote> : quote::Fields {
    static constexpr std::string_view table = "quotes";
};

template <>
const RecordType& record_type<Quote>();

}  // namespace saleskpi
