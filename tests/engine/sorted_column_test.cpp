// SPDX-License-Identifier: MIT
#include "engine/sorted_column.hpp"

#include "catch.hpp"
#include "support/random_book.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

using namespace saleskpi;
using detail::Column;
using detail::SortedColumn;

namespace {

using Numbers = std::vector<std::int64_t>;
constexpr std::int64_t least = (std::numeric_limits<std::int64_t>::min)();
constexpr std::int64_t most = (std::numeric_limits<std::int64_t>::max)();

struct Packed {
    explicit Packed(const Numbers& values) {
        std::vector<std::uint32_t> order(values.size());
        std::iota(order.begin(), order.end(), 0U);
        column = Column::pack(std::span<const std::int64_t>{values}, order, missing_number);
    }
    std::size_t first_from(std::size_t first, std::size_t last, std::int64_t wanted) const {
        const SortedColumn sorted{column.narrow(), column.all_missing()};
        const std::size_t found = sorted.first_from(first, last, wanted);
        CHECK(sorted.first_from_anywhere(first, last, wanted) == found);
        return found;
    }
    Column column;
};

/// One row after the other. What is missing lies before everything.
std::size_t by_hand(
    const Numbers& values, std::size_t first, std::size_t last, std::int64_t wanted) {
    while (first < last && (values[first] == missing_number || values[first] < wanted))
        ++first;
    return first;
}

}  // namespace

TEST_CASE("the first row from a day on") {
    const Packed days{{10, 10, 12, 15, 15, 20}};
    CHECK(days.first_from(0, 6, 10) == 0);
    CHECK(days.first_from(0, 6, 11) == 2);
    CHECK(days.first_from(0, 6, 15) == 3);
    CHECK(days.first_from(4, 6, 15) == 4);
    CHECK(days.first_from(0, 6, 20) == 5);
    CHECK(days.first_from(0, 6, 21) == 6);
    CHECK(days.first_from(1, 3, 99) == 3);
    CHECK(days.first_from(1, 3, 13) == 3);
    CHECK(days.first_from(2, 2, 10) == 2);
    CHECK(days.first_from(1, 6, least) == 1);
    CHECK(days.first_from(0, 6, most) == 6);
}

TEST_CASE("missing values come first, below any wanted one") {
    const Packed days{{missing_number, missing_number, 7, 9}};
    CHECK(days.first_from(0, 4, least + 1) == 2);
    CHECK(days.first_from(0, 4, 0) == 2);
    CHECK(days.first_from(0, 4, 7) == 2);
    CHECK(days.first_from(1, 4, 8) == 3);
    CHECK(days.first_from(0, 4, 10) == 4);
    CHECK(days.first_from(0, 2, 7) == 2);

    const Packed one_value{{missing_number, 7, 7}};
    CHECK(one_value.first_from(0, 3, 7) == 1);
    CHECK(one_value.first_from(0, 3, 8) == 3);
}

TEST_CASE("columns of one value, or of none") {
    const Packed equal{{5, 5, 5}};
    CHECK(equal.first_from(1, 3, 5) == 1);
    CHECK(equal.first_from(1, 3, -5) == 1);
    CHECK(equal.first_from(1, 3, 6) == 3);
    const Packed missing{{missing_number, missing_number}};
    CHECK(missing.first_from(0, 2, 0) == 2);
    CHECK(missing.first_from(0, 2, least) == 2);
    const Packed empty{{}};
    CHECK(empty.first_from(0, 0, 0) == 0);
}

TEST_CASE("columns of every width, searched from every row") {
    laws::Random random{41};
    for (const std::int64_t range :
         {3LL, 254LL, 255LL, 256LL, 65534LL, 65535LL, 70'000LL, 4'294'967'294LL, 4'294'967'295LL,
          1LL << 40}) {
        for (const bool is_missing : {false, true}) {
            const std::int64_t begin = -range / 3;
            Numbers values;
            for (int i = 0; i < 300; ++i)
                values.push_back(begin + random.between(0, range));
            // The whole range occurs, so that the width is known.
            values.push_back(begin);
            values.push_back(begin + range);
            if (is_missing) values.insert(values.end(), 5, missing_number);
            std::sort(values.begin(), values.end());
            const Packed packed{values};
            INFO("range " << range << ", missing " << is_missing);
            Numbers wanted = values;
            for (int i = 0; i < 20; ++i)
                wanted.push_back(begin + random.between(-2, range + 2));
            for (const std::int64_t value : wanted) {
                if (value == missing_number) continue;
                const auto first = static_cast<std::size_t>(
                    random.between(0, static_cast<std::int64_t>(values.size())));
                const auto last = static_cast<std::size_t>(random.between(
                    static_cast<std::int64_t>(first), static_cast<std::int64_t>(values.size())));
                for (const std::int64_t near : {value - 1, value, value + 1}) {
                    REQUIRE(
                        packed.first_from(0, values.size(), near) ==
                        by_hand(values, 0, values.size(), near));
                    REQUIRE(
                        packed.first_from(first, last, near) == by_hand(values, first, last, near));
                }
            }
        }
    }
}
