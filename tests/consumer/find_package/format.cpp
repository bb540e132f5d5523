// SPDX-License-Identifier: MIT
#include <saleskpi/format/value.hpp>

int main() {
    const saleskpi::Money price{123450, saleskpi::usd};
    return fmt::format("{}", price) == "1234.50 USD" ? 0 : 1;
}
