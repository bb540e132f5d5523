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
/// records had been in one book. Each record is in one part, all of one deal in the same. In every
/// part with records are the same assignments, and the customers whom its records name, as far as
/// results are cut by them. Targets, references and customers may be in several parts: equal ones
/// count once.
class Partial {
public:
    /// Adds another part. Throws Error incompatible, naming both sides, if the parts are of
    /// different metrics, dimensions, periods, calendars, currencies or assignments, and where one
    /// book of their records would have said something else: parts with the same records, records
    /// that name some of the other part by which they would count, other exchange rates for days on
    /// which money was converted. This part is then unchanged.
    void merge(const Partial& other);

    /// Throws Error unknown_dimension if no part has what the table is to be cut by.
    Table table() const;

private:
    friend class Rollup;
    explicit Partial(std::shared_ptr<const detail::PartialData> data) : data_{std::move(data)} {}

    std::shared_ptr<const detail::PartialData> data_;
};

}  // namespace saleskpi::inline v0_3
