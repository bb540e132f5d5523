// SPDX-License-Identifier: MIT
#include <saleskpi/timezone/civil_date.hpp>

#include <date/date.h>

#include <chrono>

int main() {
    const date::sys_days new_year = date::sys_days{date::January / 1 / 2025};
    const auto evening = new_year + std::chrono::hours{20};
    return saleskpi::civil_date(evening, "Asia/Tokyo") == new_year + date::days{1} ? 0 : 1;
}
