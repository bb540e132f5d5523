// SPDX-License-Identifier: MIT
#pragma once

#include "saleskpi_record_headers.inc"

#include <tuple>

namespace saleskpi::inline v0_3::detail {

/// The types of all headers of records: those that are loaded, and those that a book derives.
using AllRecords = std::tuple<
#include "saleskpi_record_types.inc"
    >;

}  // namespace saleskpi::inline v0_3::detail
