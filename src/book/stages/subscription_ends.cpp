// SPDX-License-Identifier: MIT
#include "book/in_force_rows.hpp"
#include "book/stages/build_stage.hpp"

#include <saleskpi/record/subscription.hpp>

#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::as_of, made::early_tables};
constexpr std::array makes{made::ends};

/// Who gives notice is gone, though he has paid for longer.
void end_by_notice(RawTable& table) {
    const RawColumn* cancelled = table.find(kpi::subscription::cancelled.name);
    if (!cancelled || cancelled->small.empty()) return;
    const std::vector<std::int32_t> days = cancelled->small;
    RawColumn& ended =
        table.column(*record_type<Subscription>().find(kpi::subscription::ended.name));
    for (std::size_t row = 0; row < days.size(); ++row)
        if (const std::int32_t day = earlier_day(ended.small_at(row), days[row]);
            day != ended.small_at(row))
            ended.set_small(row, day);
}

void run(BookDraft& draft) {
    if (draft.data->revenue.cancellation != CancellationPolicy::at_once) return;
    for (RawTable& table : draft.tables)
        if (table.name() == table_of<Subscription>()) end_by_notice(table);
}

}  // namespace

BuildStage subscription_ends_stage() {
    return {"subscription_ends", reads, makes, &run, "Only added subscriptions are looked at."};
}

}  // namespace saleskpi::inline v0_3::detail
