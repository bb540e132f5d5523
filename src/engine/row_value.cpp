// SPDX-License-Identifier: MIT
#include "engine/row_value.hpp"

#include "engine/start_days.hpp"
#include "plan/aggregates/dated.hpp"
#include "plan/aggregates/fractions.hpp"
#include "plan/aggregates/waiting.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

std::size_t need(const ColumnRef& ref, const Facts& facts, bool parts, Batch& batch) {
    if (!parts || ref.type != FieldType::money) return batch.need(facts, column_of(ref, facts));
    const std::string name = part_of(ref.name);
    return batch.need(facts, column_of({ref.table, name, ref.type, ref.unit}, facts));
}

std::int64_t scale_of(const ColumnRef& ref) {
    return ref.type == FieldType::decimal ? Decimal::per_unit : 1;
}

/// How many parts of a unit quotients are rounded to: 12 decimal places.
constexpr std::int64_t quotient_parts = 1'000'000'000'000;

/// a / scale_a by b / scale_b, in those parts, half to even.
int128 quotient(std::int64_t a, std::int64_t scale_a, std::int64_t b, std::int64_t scale_b) {
    const int128 parts = int128{a} * (quotient_parts / scale_a);
    int128 whole = 0;
    if (__builtin_mul_overflow(parts / b, int128{scale_b}, &whole)) return ValueOfRow::too_wide;
    // The remainder is less than the divisor, so that this fits whatever the whole is.
    const int128 rest = parts % b * scale_b;
    const int128 left = rest % b;
    const uint128 twice = 2 * magnitude(left);
    const bool is_odd = (whole + rest / b) % 2 != 0;
    const bool away = twice > magnitude(b) || (twice == magnitude(b) && is_odd);
    const int128 more = rest / b + (away ? ((a < 0) != (b < 0) ? -1 : 1) : 0);
    if (__builtin_add_overflow(whole, more, &whole) || whole == ValueOfRow::missing_wide)
        return ValueOfRow::too_wide;
    return whole;
}

}  // namespace

ValueOfRow::ValueOfRow(const RowValue& value, const Facts& facts, bool parts, Batch& batch)
    : kind_{value.kind},
      is_day_{value.a.type == FieldType::date},
      scale_a_{scale_of(value.a)},
      scale_b_{scale_of(value.b)},
      scale_{scale_of(value)} {
    if (kind_ == RowValue::Kind::record) return;
    a_ = need(value.a, facts, parts, batch);
    if (kind_ == RowValue::Kind::column || kind_ == RowValue::Kind::age) return;
    b_ = need(value.b, facts, parts, batch);
    if (kind_ == RowValue::Kind::mixed) c_ = need(value.c, facts, parts, batch);
}

ValueOfRow::ValueOfRow(const Leaf& leaf, const Facts& facts, bool parts, Batch& batch)
    : ValueOfRow{leaf.value, facts, parts, batch} {
    if (kind_ == RowValue::Kind::age && leaf.value.a == leaf.placement.from)
        a_ = need_start_days(leaf.value.a, facts, batch);
}

std::vector<std::size_t> ValueOfRow::slots() const {
    if (kind_ == RowValue::Kind::record) return {};
    if (kind_ == RowValue::Kind::column || kind_ == RowValue::Kind::age) return {a_};
    if (kind_ == RowValue::Kind::mixed) return {a_, b_, c_};
    return {a_, b_};
}

void ValueOfRow::evaluate(const Batch& batch, std::int64_t* out) const {
    const std::size_t n = batch.size();
    switch (kind_) {
        case RowValue::Kind::record:
        case RowValue::Kind::product:
        case RowValue::Kind::quotient:
        case RowValue::Kind::dated:
        case RowValue::Kind::fraction:
        case RowValue::Kind::mixed:
            return;
        case RowValue::Kind::column:
            if (is_day_) {
                const std::int32_t* a = batch.small(a_);
                for (std::size_t i = 0; i < n; ++i)
                    out[i] = a[i] == missing_day ? missing_number : a[i];
            } else if (batch.is_small(a_)) {
                const std::int32_t* a = batch.small(a_);
                for (std::size_t i = 0; i < n; ++i)
                    out[i] = a[i] < 0 ? missing_number : a[i];
            } else {
                std::copy_n(batch.numbers(a_), n, out);
            }
            return;
        case RowValue::Kind::difference: {
            const std::int64_t* a = batch.numbers(a_);
            const std::int64_t* b = batch.numbers(b_);
            for (std::size_t i = 0; i < n; ++i) {
                if (a[i] == missing_number || b[i] == missing_number)
                    out[i] = missing_number;
                else if (__builtin_sub_overflow(a[i], b[i], &out[i]) || out[i] == missing_number)
                    throw Error{
                        ErrorCode::overflow, "a difference within a record exceeds 64 bits"};
            }
            return;
        }
        case RowValue::Kind::age: {
            const std::int32_t* since = batch.small(a_);
            for (std::size_t i = 0; i < n; ++i)
                out[i] = since[i] == missing_day ? missing_number : since[i];
            return;
        }
        case RowValue::Kind::waiting: {
            const std::int32_t* from = batch.small(a_);
            const std::int32_t* until = batch.small(b_);
            for (std::size_t i = 0; i < n; ++i) {
                if (from[i] == missing_day)
                    out[i] = missing_number;
                else if (until[i] == missing_day)
                    out[i] = still_waiting(from[i]);
                else
                    out[i] = until[i] < from[i] ? missing_number : std::int64_t{until[i]} - from[i];
            }
            return;
        }
        case RowValue::Kind::days_between: {
            const std::int32_t* from = batch.small(a_);
            const std::int32_t* until = batch.small(b_);
            // A cycle that ends before it begins is bad data: no value, and never its absolute.
            for (std::size_t i = 0; i < n; ++i)
                out[i] = from[i] == missing_day || until[i] < from[i]
                             ? missing_number
                             : std::int64_t{until[i]} - from[i];
            return;
        }
        case RowValue::Kind::signed_days: {
            const std::int32_t* from = batch.small(a_);
            const std::int32_t* until = batch.small(b_);
            for (std::size_t i = 0; i < n; ++i)
                out[i] = from[i] == missing_day || until[i] == missing_day
                             ? missing_number
                             : std::int64_t{until[i]} - from[i];
            return;
        }
    }
}

void ValueOfRow::evaluate_dated(const Batch& batch, int128* out) const {
    const std::int32_t* days = batch.small(b_);
    const auto write = [&](const auto* values, auto missing) {
        for (std::size_t i = 0; i < batch.size(); ++i)
            out[i] = values[i] == missing || days[i] == missing_day
                         ? missing_wide
                         : dated_value(days[i], values[i]);
    };
    if (is_day_)
        write(batch.small(a_), missing_day);
    else
        write(batch.numbers(a_), missing_number);
}

void ValueOfRow::evaluate_fractions(const Batch& batch, int128* out) const {
    const std::int64_t* a = batch.numbers(a_);
    const std::int64_t* b = batch.numbers(b_);
    for (std::size_t i = 0; i < batch.size(); ++i)
        out[i] = a[i] == missing_number || b[i] == missing_number || b[i] == 0
                     ? missing_wide
                     : fraction_value(a[i], b[i]);
}

void ValueOfRow::evaluate_mixed(const Batch& batch, int128* out) const {
    const std::int64_t* a = batch.numbers(a_);
    const std::int64_t* b = batch.numbers(b_);
    const std::int64_t* c = batch.numbers(c_);
    for (std::size_t i = 0; i < batch.size(); ++i) {
        std::int64_t above = a[i];
        const bool has_rest = b[i] != missing_number && c[i] != missing_number && c[i] != 0;
        if (above == missing_number)
            out[i] = missing_wide;
        else if (
            has_rest && (__builtin_mul_overflow(above, c[i], &above) ||
                         __builtin_add_overflow(above, b[i], &above)))
            out[i] = too_wide;
        else
            out[i] = fraction_value(above, has_rest ? c[i] : 1);
    }
}

void ValueOfRow::evaluate(const Batch& batch, int128* out) const {
    if (kind_ == RowValue::Kind::dated) return evaluate_dated(batch, out);
    if (kind_ == RowValue::Kind::fraction) return evaluate_fractions(batch, out);
    if (kind_ == RowValue::Kind::mixed) return evaluate_mixed(batch, out);
    const std::int64_t* a = batch.numbers(a_);
    const std::int64_t* b = batch.numbers(b_);
    const bool divides = kind_ == RowValue::Kind::quotient;
    for (std::size_t i = 0; i < batch.size(); ++i)
        if (a[i] == missing_number || b[i] == missing_number || (divides && b[i] == 0))
            out[i] = missing_wide;
        else
            out[i] = divides ? quotient(a[i], scale_a_, b[i], scale_b_) : int128{a[i]} * b[i];
}

std::int64_t scale_of(const RowValue& value) {
    if (value.kind == RowValue::Kind::record) return 1;
    if (value.kind == RowValue::Kind::quotient) return quotient_parts;
    const std::int64_t scale = scale_of(value.a);
    return value.kind == RowValue::Kind::product ? scale * scale_of(value.b) : scale;
}

bool is_apportioned(const RowValue& value) {
    if (value.kind == RowValue::Kind::record || value.a.type != FieldType::money) return false;
    return value.kind != RowValue::Kind::quotient || is_money_like(value.unit);
}

}  // namespace saleskpi::inline v0_3::detail
