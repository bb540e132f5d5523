// SPDX-License-Identifier: MIT
#include "book/find_doubts.hpp"
#include "book/in_force_rows.hpp"

#include <saleskpi/record/subscription.hpp>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

namespace {

/// The fields with one more, unless it is there.
std::shared_ptr<const DoubtFields> with_date(
    const std::shared_ptr<const DoubtFields>& fields, std::string_view name) {
    if (fields->find(name)) return fields;
    auto more = std::make_shared<DoubtFields>(*fields);
    more->fields.push_back({std::string{name}, {}, FieldType::date, {}});
    return more;
}

std::int32_t day_of(const Doubt& doubt, std::string_view name) {
    const auto field = doubt.of->find(name);
    const std::int64_t day = field ? doubt.value(*field) : missing_number;
    return day == missing_number ? missing_day : static_cast<std::int32_t>(day);
}

void set_day(Doubt& doubt, std::string_view name, std::int32_t day) {
    doubt.of = with_date(doubt.of, name);
    const std::uint16_t field = *doubt.of->find(name);
    std::erase_if(doubt.values, [&](const auto& value) { return value.first == field; });
    if (day != missing_day) doubt.values.emplace_back(field, day);
}

/// As stages/subscription_ends.cpp does it, after what that has done is undone.
void end_again(Doubt& doubt, CancellationPolicy policy) {
    const std::string_view ended = kpi::subscription::ended.name;
    const std::int32_t was_said = day_of(doubt, in_force_said_end);
    if (was_said != missing_day)
        set_day(doubt, ended, was_said == day_of(doubt, ended) ? missing_day : was_said);
    const std::int32_t said = day_of(doubt, ended);
    const std::int32_t notice = day_of(doubt, kpi::subscription::cancelled.name);
    const bool is_moved =
        policy == CancellationPolicy::at_once && earlier_day(said, notice) != said;
    if (is_moved) set_day(doubt, ended, notice);
    if (is_moved || was_said != missing_day)
        set_day(
            doubt, in_force_said_end,
            !is_moved             ? missing_day
            : said == missing_day ? notice
                                  : said);
}

/// By the ids of records, who sees them.
std::map<std::string, SeenBy, std::less<>> seen_records(RawTable& table) {
    std::map<std::string, SeenBy, std::less<>> seen;
    const RawColumn* id = table.id_column();
    for (std::size_t row = 0; row < table.rows(); ++row)
        seen.emplace(id->text_at(row), table.seen_by(row));
    return seen;
}

}  // namespace

void renew_doubts(BookDraft& draft) {
    const std::string_view subscriptions = table_of<Subscription>();
    Doubts doubts = *draft.data->doubts;
    std::optional<std::map<std::string, SeenBy, std::less<>>> seen;
    for (auto& doubt : doubts.records) {
        if (doubt->of->table != subscriptions) continue;
        auto renewed = std::make_shared<Doubt>(*doubt);
        end_again(*renewed, draft.data->revenue.cancellation);
        if (!seen) seen = seen_records(*draft.find(subscriptions));
        if (const auto record = seen->find(doubt->name);
            !doubt->is_rejected && record != seen->end())
            renewed->seen_by = record->second;
        doubt = std::move(renewed);
    }
    if (seen) draft.data->doubts = std::make_shared<const Doubts>(std::move(doubts));
}

}  // namespace saleskpi::inline v0_3::detail
