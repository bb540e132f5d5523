// SPDX-License-Identifier: MIT
// Books of records, and other arrangements of them.
#include "support/random_book.hpp"

#include <map>
#include <string_view>
#include <type_traits>

namespace laws {

Book Records::book(Currency currency, const Calendar& calendar, std::optional<Date> as_of) const {
    BookBuilder builder{currency};
    builder.calendar(calendar);
    if (as_of) builder.as_of(*as_of);
    each([&](const auto& records) { builder.add(records); });
    builder.add(touches);
    return builder.build();
}

std::vector<RowSource> Records::sources() const {
    std::vector<RowSource> all;
    each([&](const auto& records) { all.push_back(row_source(records)); });
    all.push_back(row_source(touches));
    return all;
}

Records Records::shuffled(std::uint64_t seed) const {
    Records result = *this;
    Random random{seed};
    result.each([&](auto& records) { random.shuffle(records); });
    random.shuffle(result.touches);
    return result;
}

std::vector<Records> Records::split(std::size_t n, std::uint64_t seed) const {
    std::vector<Records> parts(n);
    Random random{seed};
    // What refers to a record goes where that is.
    std::map<std::string, std::size_t, std::less<>> part_of;
    const auto deal_out = [&](auto member) {
        using R = typename std::remove_cvref_t<decltype(this->*member)>::value_type;
        for (const R& record : this->*member) {
            if constexpr (std::is_same_v<R, Assignment> || std::is_same_v<R, ExchangeRate>) {
                for (Records& part : parts)
                    (part.*member).push_back(record);
            } else {
                // The first part gets about half of all, the next a quarter, and so on.
                std::size_t i = 0;
                while (i + 1 < n && random.chance(50))
                    ++i;
                const auto follow = [&](const std::string& id) {
                    if (const auto known = part_of.find(id); known != part_of.end())
                        i = known->second;
                };
                if constexpr (std::is_same_v<R, Deal>) follow(record.lead);
                if constexpr (std::is_same_v<R, Quote>) follow(record.deal);
                if constexpr (std::is_same_v<R, Touch> || std::is_same_v<R, StageChange>) {
                    follow(record.deal);
                    part_of[record.deal] = i;
                }
                // What a customer's revenue does follows from all subscriptions of his.
                if constexpr (std::is_same_v<R, Subscription>)
                    if (!record.customer.empty()) {
                        follow("customer " + record.customer);
                        part_of["customer " + record.customer] = i;
                    }
                if constexpr (std::is_same_v<R, Lead> || std::is_same_v<R, Deal>)
                    part_of[record.id] = i;
                (parts[i].*member).push_back(record);
            }
        }
    };
    deal_out(&Records::assignments), deal_out(&Records::leads), deal_out(&Records::deals);
    deal_out(&Records::activities), deal_out(&Records::quotes), deal_out(&Records::subscriptions);
    deal_out(&Records::customers), deal_out(&Records::targets), deal_out(&Records::spend);
    deal_out(&Records::stage_changes), deal_out(&Records::surveys), deal_out(&Records::tickets);
    deal_out(&Records::usage_events), deal_out(&Records::exchange_rates);
    deal_out(&Records::references), deal_out(&Records::touches);
    return parts;
}

}  // namespace laws
