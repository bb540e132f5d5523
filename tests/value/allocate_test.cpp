// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/value/allocate.hpp>

#include <cstdint>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

using namespace saleskpi;

namespace {

using Numbers = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("what is left goes to the largest remainders") {
    CHECK(allocate(100, Numbers{1, 1, 1}) == Numbers{34, 33, 33});
    CHECK(allocate(9'999, Numbers{75, 25}) == Numbers{7'499, 2'500});
    CHECK(allocate(10, Numbers{1, 5}) == Numbers{2, 8});  // 1.67 and 8.33
    CHECK(allocate(7, Numbers{3, 0, 4}) == Numbers{3, 0, 4});
    CHECK(allocate(1, Numbers{0, 1, 1}) == Numbers{0, 1, 0});
    CHECK(allocate(0, Numbers{1, 2}) == Numbers{0, 0});
    CHECK(allocate(5, Numbers{3}) == Numbers{5});
}

TEST_CASE("a negative total mirrors the positive one") {
    CHECK(allocate(-100, Numbers{1, 1, 1}) == Numbers{-34, -33, -33});
    CHECK(allocate(-9'999, Numbers{75, 25}) == Numbers{-7'499, -2'500});
}

TEST_CASE("the parts sum to the total, and each is within one of its exact share") {
    std::mt19937 random(42);
    std::uniform_int_distribution<std::int64_t> totals(-1'000'000, 1'000'000);
    std::uniform_int_distribution<std::int64_t> weights(0, 999);
    for (int round = 0; round < 500; ++round) {
        Numbers shares(7);
        for (std::int64_t& share : shares) {
            share = weights(random);
        }
        shares[3] += 1;
        const std::int64_t total = totals(random);
        const std::int64_t sum = std::accumulate(shares.begin(), shares.end(), std::int64_t{0});
        const Numbers parts = allocate(total, shares);
        CHECK(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}) == total);
        for (std::size_t at = 0; at < parts.size(); ++at) {
            const std::int64_t off = parts[at] * sum - total * shares[at];
            CHECK((off < sum && -off < sum));
        }
    }
}

TEST_CASE("splits at the edge of 64 bits") {
    const std::int64_t largest = std::numeric_limits<std::int64_t>::max();
    const std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
    CHECK(allocate(largest, Numbers{largest, largest}) == Numbers{largest / 2 + 1, largest / 2});
    CHECK(allocate(smallest, Numbers{1, 1}) == Numbers{smallest / 2, smallest / 2});
}

TEST_CASE("money is split in its own minor units") {
    const Numbers thirds{1, 1, 1};
    CHECK(allocate(100_usd, thirds) == std::vector<Money>{33.34_usd, 33.33_usd, 33.33_usd});
    CHECK(allocate(100_jpy, thirds) == std::vector<Money>{34_jpy, 33_jpy, 33_jpy});
}

TEST_CASE("weights must be shares") {
    CHECK(code_of([] { allocate(1, Numbers{}); }) == ErrorCode::invalid_argument);
    CHECK(code_of([] { allocate(1, Numbers{0, 0}); }) == ErrorCode::invalid_argument);
    CHECK(code_of([] { allocate(1, Numbers{2, -1}); }) == ErrorCode::invalid_argument);
}
