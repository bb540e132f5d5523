// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/rollup/table.hpp>

#include <memory>
#include <utility>

namespace saleskpi::inline v0_3 {

namespace detail {
struct PartialData;
}

/// The states of a rollup over one part of the records, by group and period. Parts are merged by
/// the names of their groups, in any order, and the table of the whole is the same as if all
/// records had been in one book. Records of one deal must be in one part; assignments in every
/// part, the same ones.
class Partial {
public:
    explicit Partial(std::shared_ptr<const detail::PartialData> data) : data_{std::move(data)} {}

    /// Adds another part. Throws Error incompatible, naming both sides, if the parts are of
    /// different metrics, dimensions, periods, calendars, currencies or assignments; this part is
    /// then unchanged.
    void merge(const Partial& other);

    Table table() const;

private:
    std::shared_ptr<const detail::PartialData> data_;
};

}  // namespace saleskpi::inline v0_3
