// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/mapping.hpp>
#include <saleskpi/record/own_fields.hpp>
#include <saleskpi/record/schema.hpp>

#include <optional>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// The library's record type of a table. Throws Error unknown_table, with the nearest name.
const RecordType& library_type_of(std::string_view table);

/// The same with fields of one's own. Throws Error invalid_mapping for those that there cannot be.
OwnRecordType with_own_fields(const RecordType& of, const OwnFields& fields);

/// The record type of a table as a mapping has it. Throws as these two.
class MappedType {
public:
    MappedType(std::string_view table, const TableMapping& mapping)
        : library_{&library_type_of(table)} {
        if (!mapping.own_fields.empty()) own_ = with_own_fields(*library_, mapping.own_fields);
    }

    const RecordType& type() const { return own_ ? own_->type() : *library_; }

private:
    const RecordType* library_;
    std::optional<OwnRecordType> own_;
};

}  // namespace saleskpi::inline v0_3::detail
