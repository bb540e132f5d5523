// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

/// Threads: constants, for any number at once.
namespace saleskpi::inline v0_3 {

/// Whose a deal is in all that counts what happened, if it was handed from one rep to another. What is
/// counted at the end of a day, such as the pipeline, is whose it was on that day in any case.
enum class OwnerPolicy : std::uint8_t {
    at_closing,   ///< of the owner on the day it was decided; while it is open, of the present one
    at_creation,  ///< of the owner on the day it was created
    now           ///< of the last owner that is known, whoever it was before
};

}  // namespace saleskpi::inline v0_3
