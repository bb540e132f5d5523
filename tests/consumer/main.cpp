// SPDX-License-Identifier: MIT
#include <saleskpi/value/money.hpp>

int main() {
    const saleskpi::Money price{123450, saleskpi::usd};
    return saleskpi::to_text(price) == "1234.50 USD" ? 0 : 1;
}
