// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/described.hpp>

#include <cstddef>
#include <iterator>
#include <type_traits>
#include <utility>
#include <vector>

/// Threads: reads the records where they are: nobody may change them during the call.
namespace saleskpi::inline v0_3 {

/// Records of one type, somewhere in memory, without the type: either evenly spaced or by pointers.
class RowSource {
public:
    RowSource(const RecordType& type, const void* first, std::size_t stride, std::size_t size)
        : type_{&type},
          first_{static_cast<const std::byte*>(first)},
          stride_{stride},
          size_{size} {}
    RowSource(const RecordType& type, std::vector<const void*> pointers)
        : type_{&type}, size_{pointers.size()}, pointers_{std::move(pointers)} {}

    const RecordType& type() const { return *type_; }
    std::size_t size() const { return size_; }

    /// Writes the addresses of n records from `first` on.
    void addresses(std::size_t first, std::size_t n, const void** out) const {
        if (!pointers_.empty()) {
            for (std::size_t i = 0; i < n; ++i)
                out[i] = pointers_[first + i];
            return;
        }
        const std::byte* record = first_ + first * stride_;
        for (std::size_t i = 0; i < n; ++i, record += stride_)
            out[i] = record;
    }

private:
    const RecordType* type_;
    const std::byte* first_ = nullptr;
    std::size_t stride_ = 0;
    std::size_t size_;
    std::vector<const void*> pointers_;
};

namespace detail {

// Spelled with <iterator>, since <ranges> brings all views: a twentieth of the compile time.
template <class R>
using iterator_of = decltype(std::begin(std::declval<const R&>()));

}  // namespace detail

/// A range of records that stay where they are: of the library's types, of types derived from
/// them, or of any type with a Schema.
template <class R>
concept RecordRange = std::forward_iterator<detail::iterator_of<R>> &&
    std::is_lvalue_reference_v<std::iter_reference_t<detail::iterator_of<R>>> &&
    std::is_class_v<std::iter_value_t<detail::iterator_of<R>>>;

/// The type of a range's records.
template <RecordRange R>
using record_of = std::iter_value_t<detail::iterator_of<R>>;

template <RecordRange R>
RowSource row_source(const R& range) {
    using RecordT = described_t<record_of<R>>;
    const RecordType& type = record_type<RecordT>();
    constexpr bool is_contiguous = std::contiguous_iterator<detail::iterator_of<R>>;
    if constexpr (is_contiguous && requires { std::size(range); }) {
        const RecordT* first = std::data(range);
        return {type, first, sizeof(record_of<R>), std::size(range)};
    } else {
        std::vector<const void*> pointers;
        for (const RecordT& record : range)
            pointers.push_back(&record);
        return {type, std::move(pointers)};
    }
}

}  // namespace saleskpi::inline v0_3
