// SPDX-License-Identifier: MIT
#include <saleskpi/value/outcome.hpp>

#include <string>

namespace saleskpi::inline v0_3::detail {

void fail_no_value(Reason reason) {
    throw Error(ErrorCode::no_value, "there is no value: " + std::string(name(reason)));
}

}  // namespace saleskpi::inline v0_3::detail
