// SPDX-License-Identifier: MIT
#include "engine/piece_sums.hpp"

#include <algorithm>
#include <limits>

namespace saleskpi::inline v0_3::detail {

namespace {

template <class Narrow>
constexpr Narrow none = (std::numeric_limits<Narrow>::max)();

template <class Narrow>
void known_rows(const Narrow* values, const Mask& mask, std::size_t n, Mask& known) {
    for (std::size_t i = 0; i < n; ++i)
        known[i] =
            static_cast<std::uint8_t>(mask[i] & static_cast<unsigned>(values[i] != none<Narrow>));
}

template <class Narrow>
const Narrow* as(const NarrowValues& column) {
    return reinterpret_cast<const Narrow*>(column.data);
}

}  // namespace

PieceSums::PieceSums(const RowValue& value, const Facts& facts, Batch& batch)
    : kind_{value.kind}, value_{value, facts, false, batch} {
    if (kind_ == RowValue::Kind::record) return;
    a_ = batch.need(facts, column_of(value.a, facts));
    b_ = kind_ == RowValue::Kind::column ? a_ : batch.need(facts, column_of(value.b, facts));
    values_.resize(Batch::capacity + NarrowValues::slack / sizeof(std::int64_t));
}

bool PieceSums::fit(const RowValue& value, const ColumnSet& rows) {
    if (is_wide(value.kind) || value.kind == RowValue::Kind::age) return false;
    if (value.kind == RowValue::Kind::record || value.kind == RowValue::Kind::days_between ||
        value.kind == RowValue::Kind::signed_days)
        return true;
    const auto largest = [&](const ColumnRef& ref) {
        const NamedColumn* column = rows.find(ref.name);
        if (!column || column->data.all_missing()) return int128{0};
        return (std::max)(int128{column->data.greatest()}, -int128{column->data.least()});
    };
    int128 each = (std::max)(largest(value.a), int128{1});
    if (value.kind == RowValue::Kind::difference) each += largest(value.b);
    return each * static_cast<int128>(rows.rows + 1) < (int128{1} << 62);
}

void PieceSums::add_up(
    const Batch& batch,
    const Mask& mask,
    const Pieces& pieces,
    std::span<const std::uint32_t> selected) {
    known_ = selected;
    if (kind_ == RowValue::Kind::record) return;
    totals_.resize(pieces.size);
    counts_.resize(pieces.size);
    const unsigned width_a = batch.narrow_type(a_).width;
    const unsigned width_b = batch.narrow_type(b_).width;
    if (kind_ == RowValue::Kind::column && !batch.is_small(a_) && width_a > 0 && width_a < 8)
        add_narrow(batch.narrow(a_), mask, pieces, batch.size());
    else if (kind_ == RowValue::Kind::days_between && width_a == 2 && width_b == 2)
        add_days(batch, mask, pieces);
    else
        add_unpacked(batch, mask, pieces);
}

void PieceSums::add_narrow(
    const NarrowValues& column, const Mask& mask, const Pieces& pieces, std::size_t n) {
    const auto add = [&](const auto* values, auto sum) {
        const Mask* counted = &mask;
        if (column.may_miss) {
            known_rows(values, mask, n, with_value_);
            counted = &with_value_;
            kernels().count(counted->data(), pieces, counts_.data());
            known_ = counts_;
        }
        sum(values, counted->data(), pieces, totals_.data());
    };
    switch (column.width) {
        case 1:
            add(as<std::uint8_t>(column), kernels().sum1);
            break;
        case 2:
            add(as<std::uint16_t>(column), kernels().sum2);
            break;
        default:
            add(as<std::uint32_t>(column), kernels().sum4);
            break;
    }
    for (std::size_t p = 0; p < pieces.size; ++p)
        totals_[p] += static_cast<std::uint64_t>(column.least) * known_[p];
}

void PieceSums::add_days(const Batch& batch, const Mask& mask, const Pieces& pieces) {
    const NarrowValues from = batch.narrow(a_);
    const NarrowValues until = batch.narrow(b_);
    const DayDistances distances{
        as<std::uint16_t>(from), as<std::uint16_t>(until),
        static_cast<std::int32_t>(until.least - from.least), from.may_miss, until.may_miss};
    kernels().sum_days(distances, mask.data(), pieces, totals_.data(), counts_.data());
    known_ = counts_;
}

void PieceSums::add_unpacked(const Batch& batch, const Mask& mask, const Pieces& pieces) {
    value_.evaluate(batch, values_.data());
    for (std::size_t i = 0; i < batch.size(); ++i)
        with_value_[i] = static_cast<std::uint8_t>(
            mask[i] & static_cast<unsigned>(values_[i] != missing_number));
    kernels().count(with_value_.data(), pieces, counts_.data());
    known_ = counts_;
    // Modulo 2^64, which is right whatever the signs: the sum is known to fit, see fit().
    kernels().sum8(
        reinterpret_cast<const std::uint64_t*>(values_.data()), with_value_.data(), pieces,
        totals_.data());
}

}  // namespace saleskpi::inline v0_3::detail
