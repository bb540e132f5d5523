// SPDX-License-Identifier: MIT
#pragma once

#include "load/field_source.hpp"
#include "load/parse_value.hpp"

#include <saleskpi/load/file_format.hpp>
#include <saleskpi/load/mapping.hpp>
#include <saleskpi/load/records.hpp>

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// A value of a row that is none.
struct BadCell {
    std::string_view field;
    std::string value;
    std::string reason;
};

/// What a row of any table may say besides the fields of its record.
inline constexpr std::array<std::string_view, 5> row_names{
    "currency", "region", "known", "version", "deleted"};

/// Reads what a row says of itself besides the fields of its record: when it was said, its version,
/// and whether it says that the record is no more.
class EntryReader {
public:
    static constexpr std::array<std::string_view, 3> names{"known", "version", "deleted"};

    EntryReader(const TableMapping& mapping, WantedColumns& wanted, LookupTables& lookups);

    /// Calls f with each of the three that may have values.
    template <class F>
    void each(F&& f) const {
        for (const auto& source : sources_)
            if (source) f(*source);
    }
    void forget_idle(const std::function<bool(std::size_t)>& is_absent);

    /// No value where all is well.
    std::optional<BadCell> read(
        const WantedColumns& wanted, std::span<const Cell> cells, EntryMarks& marks) const;

private:
    std::array<std::optional<FieldSource>, names.size()> sources_;
    bool is_idle_ = false;  // no column of the file says any of it
};

}  // namespace saleskpi::inline v0_3::detail
