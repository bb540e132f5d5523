// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

struct BookTable;
struct NamedColumn;
struct TablePart;

/// Which columns of a table count.
using ColumnTest = std::function<bool(const NamedColumn&)>;

/// A number for each of some records of a part of a table: those that are equal in the columns have
/// equal ones, in whatever book, and others differ but by a chance of one in 2^64. Plain records are
/// counted first, then the shared ones. Their ids are left out: see id_number.
std::vector<std::uint64_t> record_numbers(
    const BookTable& part, std::span<const std::size_t> records, const ColumnTest& counts);

/// A number for the id of a record, counted in the same way; 0 for one of a table without ids.
std::uint64_t id_number(const BookTable& part, std::size_t record);

/// Numbers for what records of a part say themselves, by which two books can be seen to have the
/// same ones. Made when it is first asked.
class RecordSample {
public:
    /// Of a larger table as many stand for all: those whose ids come first by their numbers, so that
    /// two books which share records have many of the same in their samples.
    static constexpr std::size_t most = 4096;

    /// Ascending, one for each: of records that have ids, and of tables that several parts of the
    /// whole may have, of which there are all. Of others none.
    std::span<const std::uint64_t> numbers(const TablePart& part);
    /// Of all of these together; of records without ids, of the first ones.
    std::uint64_t sum(const TablePart& part);

private:
    void make(const TablePart& part);

    std::once_flag made_;
    std::vector<std::uint64_t> numbers_;
    std::uint64_t sum_ = 0;
};

}  // namespace saleskpi::inline v0_3::detail
