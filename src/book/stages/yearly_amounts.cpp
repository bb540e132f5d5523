// SPDX-License-Identifier: MIT
#include "book/stages/build_stage.hpp"
#include "book/subscription_terms.hpp"
#include "record/yearly_value.hpp"

#include <saleskpi/record/subscription.hpp>

#include <array>
#include <cstdint>
#include <optional>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::terms};
constexpr std::array makes{made::yearly};

/// Of the price in the currency of the book: amounts are rounded once, as they are converted.
void fill(const RawTable& records, RawTable& table, const RevenuePolicy& policy) {
    const RecordType& type = record_type<Subscription>();
    for (const auto name :
         {kpi::subscription::yearly.name, kpi::subscription::yearly_above.name,
          kpi::subscription::yearly_below.name})
        table.column(*type.find(name));
    RawColumn& whole = *table.find(kpi::subscription::yearly.name);
    RawColumn& above = *table.find(kpi::subscription::yearly_above.name);
    RawColumn& below = *table.find(kpi::subscription::yearly_below.name);
    const SubscriptionTerms terms{records, table, policy};
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const auto amount = terms.yearly(row);
        if (!amount) continue;
        const auto parts = yearly_parts(*amount);
        if (!parts) {
            const RawColumn& price = *table.find(kpi::subscription::price.name);
            table.note(
                row, price.name, table.shown(price, row),
                "is more in a year than 64 bits hold: the subscription brings nothing that is "
                "known");
            continue;
        }
        whole.set_number(row, parts->whole);
        if (parts->below == missing_number) continue;
        above.set_number(row, parts->above);
        below.set_number(row, parts->below);
    }
}

void run(BookDraft& draft) {
    for (RawTable& table : draft.tables)
        if (table.name() == table_of<Subscription>())
            fill(*draft.find(table.name()), table, draft.data->revenue);
}

}  // namespace

BuildStage yearly_amounts_stage() {
    return {"yearly_amounts", reads, makes, &run, "Only added subscriptions are looked at."};
}

}  // namespace saleskpi::inline v0_3::detail
