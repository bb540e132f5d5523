// SPDX-License-Identifier: MIT
#include <saleskpi/json/value.hpp>

#include <nlohmann/json.hpp>

int main() {
    const saleskpi::Money price{123450, saleskpi::usd};
    return nlohmann::json(price).get<saleskpi::Money>() == price ? 0 : 1;
}
