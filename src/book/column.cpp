// SPDX-License-Identifier: MIT
#include "book/column.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

namespace saleskpi::inline v0_3::detail {

namespace {

/// The bytes in which distances up to `span` fit, with one more for "missing" if need be.
unsigned width_for(std::uint64_t span, bool with_missing) {
    if (span == 0 && !with_missing) return 0;
    for (const unsigned width : {1U, 2U, 4U})
        if (span + (with_missing ? 1 : 0) < (std::uint64_t{1} << (8 * width))) return width;
    return 8;
}

template <class Narrow, class Int>
void fill(
    std::vector<std::byte>& data,
    std::span<const Int> values,
    std::span<const std::uint32_t> order,
    Int missing,
    std::int64_t least) {
    data.resize(order.size() * sizeof(Narrow) + NarrowValues::slack);
    std::byte* out = data.data();
    for (const std::uint32_t row : order) {
        const Int value = values[row];
        const Narrow narrow =
            value == missing ? (std::numeric_limits<Narrow>::max)()
                             : static_cast<Narrow>(
                                   static_cast<std::uint64_t>(static_cast<std::int64_t>(value)) -
                                   static_cast<std::uint64_t>(least));
        std::memcpy(out, &narrow, sizeof narrow);
        out += sizeof narrow;
    }
}

}  // namespace

/// Counts the known values of the rows and finds their range.
template <class Int>
void Column::measure(
    std::span<const Int> values, std::span<const std::uint32_t> rows, Int missing) {
    Int least = (std::numeric_limits<Int>::max)();
    Int greatest = (std::numeric_limits<Int>::min)();
    for (const std::uint32_t row : rows) {
        // Without a branch: missing values come in no order that a processor could guess.
        const Int value = values[row];
        const bool is_known = value != missing;
        known_ += is_known ? 1 : 0;
        least = is_known && value < least ? value : least;
        greatest = is_known && value > greatest ? value : greatest;
    }
    if (known_ == 0) return;
    least_ = least;
    greatest_ = greatest;
}

template <class Int>
Column Column::pack(
    std::span<const Int> values, std::span<const std::uint32_t> order, Int missing) {
    return pack(values, order, order, missing);
}

template <class Int>
Column Column::pack(
    std::span<const Int> values,
    std::span<const std::uint32_t> rows,
    std::span<const std::uint32_t> order,
    Int missing) {
    Column column;
    column.size_ = order.size();
    if (!values.empty()) column.measure(values, rows, missing);
    if (column.known_ == 0) return column;
    const std::int64_t least = column.least_;
    const std::uint64_t span =
        static_cast<std::uint64_t>(column.greatest_) - static_cast<std::uint64_t>(least);
    column.width_ = width_for(span, column.known_ < column.size_);
    switch (column.width_) {
        case 0:
            break;
        case 1:
            fill<std::uint8_t>(column.data_, values, order, missing, least);
            break;
        case 2:
            fill<std::uint16_t>(column.data_, values, order, missing, least);
            break;
        case 4:
            fill<std::uint32_t>(column.data_, values, order, missing, least);
            break;
        default:
            fill<std::uint64_t>(column.data_, values, order, missing, least);
            break;
    }
    return column;
}

template Column Column::pack(
    std::span<const std::int32_t>, std::span<const std::uint32_t>, std::int32_t);
template Column Column::pack(
    std::span<const std::int64_t>, std::span<const std::uint32_t>, std::int64_t);
template Column Column::pack(
    std::span<const std::int32_t>,
    std::span<const std::uint32_t>,
    std::span<const std::uint32_t>,
    std::int32_t);
template Column Column::pack(
    std::span<const std::int64_t>,
    std::span<const std::uint32_t>,
    std::span<const std::uint32_t>,
    std::int64_t);

template <class Narrow, class Wide>
void Column::unpack(std::size_t first, std::size_t n, Wide* out, Wide missing) const {
    constexpr Narrow none = (std::numeric_limits<Narrow>::max)();
    const std::byte* in = data_.data() + first * sizeof(Narrow);
    const auto add = [this](Narrow narrow) {
        return static_cast<Wide>(static_cast<std::uint64_t>(least_) + narrow);
    };
    const auto at = [in](std::size_t i) {
        Narrow narrow;
        std::memcpy(&narrow, in + i * sizeof(Narrow), sizeof narrow);
        return narrow;
    };
    if (known_ == size_)
        for (std::size_t i = 0; i < n; ++i)
            out[i] = add(at(i));
    else
        for (std::size_t i = 0; i < n; ++i)
            out[i] = at(i) == none ? missing : add(at(i));
}

void Column::read(std::size_t first, std::size_t n, std::int64_t* out) const {
    switch (width_) {
        case 0:
            std::fill_n(out, n, known_ == 0 ? missing_number : least_);
            break;
        case 1:
            unpack<std::uint8_t>(first, n, out, missing_number);
            break;
        case 2:
            unpack<std::uint16_t>(first, n, out, missing_number);
            break;
        case 4:
            unpack<std::uint32_t>(first, n, out, missing_number);
            break;
        default:
            unpack<std::uint64_t>(first, n, out, missing_number);
            break;
    }
}

void Column::read(std::size_t first, std::size_t n, std::int32_t* out, std::int32_t missing) const {
    switch (width_) {
        case 0:
            std::fill_n(out, n, known_ == 0 ? missing : static_cast<std::int32_t>(least_));
            break;
        case 1:
            unpack<std::uint8_t>(first, n, out, missing);
            break;
        case 2:
            unpack<std::uint16_t>(first, n, out, missing);
            break;
        case 4:
            unpack<std::uint32_t>(first, n, out, missing);
            break;
        default:
            unpack<std::uint64_t>(first, n, out, missing);
            break;
    }
}

TextColumn TextColumn::pack(
    std::span<const char> bytes, const TextEnds& ends, std::span<const std::uint32_t> order) {
    const auto text_of = [&](std::uint32_t row) {
        const std::uint64_t from = ends.begin_of(row);
        return std::string_view{bytes.data() + from, std::size_t{ends[row] - from}};
    };
    std::size_t size = bytes.size();
    if (order.size() < ends.size()) {
        size = 0;
        for (const std::uint32_t row : order)
            size += text_of(row).size();
    }
    // Each text is at another end of memory: what is copied some rows later is fetched by now.
    constexpr std::size_t ahead = 16;
    return pack(order.size(), size, [&](std::size_t i) {
        if (i + 2 * ahead < order.size()) ends.prefetch(order[i + 2 * ahead]);
        if (i + ahead < order.size())
            __builtin_prefetch(bytes.data() + ends.begin_of(order[i + ahead]));
        return text_of(order[i]);
    });
}

std::string_view TextColumn::operator[](std::size_t row) const noexcept {
    const std::uint64_t from = row % block == 0 ? blocks_[row / block] : end(row - 1);
    return {text_.data() + from, static_cast<std::size_t>(end(row) - from)};
}

}  // namespace saleskpi::inline v0_3::detail
