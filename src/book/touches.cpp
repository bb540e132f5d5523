// SPDX-License-Identifier: MIT
#include "book/touches.hpp"

#include <saleskpi/record/touch.hpp>
#include <saleskpi/value/allocate.hpp>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

/// A touch by deal and day.
struct Entry {
    std::int32_t deal;
    std::int32_t day;
    std::string_view source;
    std::string_view channel;
    std::string_view campaign;
    std::size_t row;

    auto key() const { return std::tie(deal, day, source, channel, campaign, row); }
};

std::vector<Entry> in_order(const AddedRecords& touches) {
    RawTable& table = *touches.table;
    const RawColumn& deal = *table.find(kpi::touch::deal.name);
    const RawColumn& date = *table.find(kpi::touch::date.name);
    const RawColumn& closed = *table.find(kpi::touch::deal_closed.name);
    const auto text = [&table](std::string_view field, std::size_t row) {
        const RawColumn* column = table.find(field);
        return column ? column->dictionary->text(column->small_at(row)) : std::string_view{};
    };
    std::vector<Entry> entries;
    for (std::size_t row = 0; row < table.rows(); ++row)
        if (touches.counts(row) &&
            (closed.is_missing(row) || date.small_at(row) <= closed.small_at(row)))
            entries.push_back(
                {deal.small_at(row), date.small_at(row), text(kpi::touch::source.name, row),
                 text(kpi::touch::channel.name, row), text(kpi::touch::campaign.name, row), row});
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return a.key() < b.key();
    });
    return entries;
}

TouchPosition position(std::size_t i, std::size_t n) {
    return n == 1       ? TouchPosition::only
           : i == 0     ? TouchPosition::first
           : i + 1 == n ? TouchPosition::last
                        : TouchPosition::middle;
}

}  // namespace

void share_out_touches(const AddedRecords& touches) {
    const RecordType& type = record_type<Touch>();
    RawTable& table = *touches.table;
    for (const auto name :
         {kpi::touch::position.name, kpi::touch::deal_amount.name, kpi::touch::amount.name,
          kpi::touch::deal_closed.name})
        table.column(*type.find(name));
    RawColumn& place = *table.find(kpi::touch::position.name);
    const RawColumn& whole = *table.find(kpi::touch::deal_amount.name);
    RawColumn& amount = *table.find(kpi::touch::amount.name);

    const std::vector<Entry> entries = in_order(touches);
    for (std::size_t first = 0; first < entries.size();) {
        std::size_t n = 1;
        while (first + n < entries.size() && entries[first + n].deal == entries[first].deal)
            ++n;
        const std::vector<std::int64_t> equal(n, 1);
        std::vector<std::int64_t> parts;
        std::int64_t shared = missing_number;  // what the parts are of
        for (std::size_t i = 0; i < n; ++i) {
            const std::size_t row = entries[first + i].row;
            if (place.is_missing(row))
                place.set_small(row, static_cast<std::int32_t>(position(i, n)));
            if (!amount.is_missing(row) || whole.is_missing(row)) continue;
            if (whole.number_at(row) != shared)
                parts = allocate(shared = whole.number_at(row), equal);
            amount.set_number(row, parts[i]);
        }
        first += n;
    }
}

}  // namespace saleskpi::inline v0_3::detail
