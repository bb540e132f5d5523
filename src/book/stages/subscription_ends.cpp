// SPDX-License-Identifier: MIT
#include "book/in_force_rows.hpp"
#include "book/stages/build_stage.hpp"

#include <saleskpi/record/subscription.hpp>

#include <array>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::money};
constexpr std::array makes{made::ends};

/// Who gives notice is gone, though he has paid for longer. Money is converted by what was said.
void end_by_notice(RawTable& table) {
    const RawColumn* cancelled = table.find(kpi::subscription::cancelled.name);
    if (!cancelled || cancelled->small.empty()) return;
    const std::vector<std::int32_t> days = cancelled->small;
    RawColumn& ended =
        table.column(*record_type<Subscription>().find(kpi::subscription::ended.name));
    std::vector<std::pair<std::size_t, std::int32_t>> moved;
    for (std::size_t row = 0; row < days.size(); ++row)
        if (const std::int32_t said = ended.small_at(row), day = earlier_day(said, days[row]);
            day != said) {
            moved.emplace_back(row, said == missing_day ? day : said);
            ended.set_small(row, day);
        }
    for (const auto& [row, said] : moved)
        table.set_said_end(row, said);
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
