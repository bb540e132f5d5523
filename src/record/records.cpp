// SPDX-License-Identifier: MIT
#include "saleskpi_record_headers.inc"

// The descriptions of the library's records are compiled here, once for all users.
namespace saleskpi::inline v0_3 {

#include "saleskpi_record_descriptions.inc"

}  // namespace saleskpi::inline v0_3
