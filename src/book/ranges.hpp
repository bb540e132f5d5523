// SPDX-License-Identifier: MIT
#pragma once

#include "book/raw_table.hpp"

#include <saleskpi/record/field.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// That of the library's field of the name: a struct that stands in for its records is held to it, too.
NumberRange range_in_library(std::string_view table, std::string_view field);

/// Clears what lies outside of the range of its field, with a finding; a record that has to have the value
/// is rejected.
void refuse_out_of_range(RawTable& table);

/// Why a number cannot be one of the column in a row, in words that follow the value; empty if it can.
std::string out_of_range(
    const RawTable& table, const RawColumn& column, std::size_t row, std::int64_t number);

}  // namespace saleskpi::inline v0_3::detail
