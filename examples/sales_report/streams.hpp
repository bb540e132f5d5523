// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace sales_report {

/// Once, before any file is opened: a closed standard stream stays one that cannot be written, instead
/// of becoming the next file that is opened; a reader who has gone, and a file that may grow no longer,
/// are errors of a write and not the end of the program.
void prepare_streams();

/// A message on standard error, with nothing in it that a terminal would obey. One that cannot be
/// written is lost, and changes nothing: whether there is a report says the exit status.
void complain(std::string_view text);

}  // namespace sales_report
