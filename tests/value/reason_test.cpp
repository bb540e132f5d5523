// SPDX-License-Identifier: MIT
#include "catch.hpp"

#include <saleskpi/value/reason.hpp>

using namespace saleskpi;

TEST_CASE("every reason is found by its name") {
    CHECK(all_reasons.size() == static_cast<std::size_t>(Reason::too_large) + 1);
    for (const Reason reason : all_reasons) {
        CHECK_FALSE(name(reason).empty());
        CHECK(find_reason(name(reason)) == reason);
    }
    CHECK(name(Reason::no_target) == "no_target");
    CHECK_FALSE(find_reason(""));
    CHECK_FALSE(find_reason("No_Target"));
}
