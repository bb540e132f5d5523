// SPDX-License-Identifier: MIT
#include "digits.hpp"

#include <saleskpi/value/gcd.hpp>
#include <saleskpi/value/int128.hpp>

namespace saleskpi::inline v0_3 {

std::string to_text(int128 number) {
    const std::string digits = detail::digits_of(detail::magnitude(number));
    return number < 0 ? "-" + digits : digits;
}

}  // namespace saleskpi::inline v0_3
