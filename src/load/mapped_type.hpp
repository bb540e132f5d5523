// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/mapping.hpp>
#include <saleskpi/record/own_fields.hpp>
#include <saleskpi/record/schema.hpp>

#include <memory>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// The library's record type of a table. Throws Error unknown_table, with the nearest name.
const RecordType& library_type_of(std::string_view table);

/// The same with fields of one's own. Throws Error invalid_mapping for those that there cannot be.
std::shared_ptr<const RecordType> with_fields_of_mapping(
    const RecordType& of, const OwnFields& fields);

/// The record type of a table as a mapping has it. Throws as these two.
class MappedType {
public:
    MappedType(std::string_view table, const TableMapping& mapping)
        : library_{&library_type_of(table)} {
        if (!mapping.own_fields.empty())
            own_ = with_fields_of_mapping(*library_, mapping.own_fields);
    }

    const RecordType& type() const { return own_ ? *own_ : *library_; }

private:
    const RecordType* library_;
    std::shared_ptr<const RecordType> own_;
};

}  // namespace saleskpi::inline v0_3::detail
