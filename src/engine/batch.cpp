// SPDX-License-Identifier: MIT
#include "engine/batch.hpp"

#include <algorithm>
#include <limits>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::int32_t no_such_day = (std::numeric_limits<std::int32_t>::max)();

}  // namespace

void Batch::put(const InPlace& in_place, std::int32_t* days) const {
    if (std::find(days, days + size_, missing_day) == days + size_) return;
    if (records_) return put_for_records(in_place, days);
    std::vector<std::int32_t> earliest(size_, no_such_day);
    std::vector<std::int32_t> others(size_);
    for (const int column : in_place.earliest_of) {
        facts_->read(column, first_, size_, others.data());
        for (std::size_t i = 0; i < size_; ++i)
            if (others[i] != missing_day) earliest[i] = (std::min)(earliest[i], others[i]);
    }
    for (std::size_t i = 0; i < size_; ++i)
        if (days[i] == missing_day && (earliest[i] != no_such_day || in_place.never))
            days[i] = earliest[i];
}

/// Reads the other dates only of records that lack the one.
void Batch::put_for_records(const InPlace& in_place, std::int32_t* days) const {
    std::vector<std::size_t> rows;
    std::vector<const void*> records;
    for (std::size_t i = 0; i < size_; ++i)
        if (days[i] == missing_day) {
            rows.push_back(i);
            records.push_back(taken_[i]);
        }
    std::vector<std::int32_t> earliest(rows.size(), no_such_day);
    std::vector<std::int32_t> others(rows.size());
    for (const int column : in_place.earliest_of) {
        records_->read(column, records, others.data());
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (others[i] != missing_day) earliest[i] = (std::min)(earliest[i], others[i]);
    }
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (earliest[i] != no_such_day || in_place.never) days[rows[i]] = earliest[i];
}

}  // namespace saleskpi::inline v0_3::detail
