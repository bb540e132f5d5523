// SPDX-License-Identifier: MIT
#include "engine/kernels/kernels.hpp"

#include "catch.hpp"
#include "support/random_book.hpp"

#include <cstring>
#include <limits>
#include <memory>
#include <vector>

using namespace saleskpi;
using detail::DayDistances;
using detail::Kernels;
using detail::Pieces;

namespace {

/// Every set that this machine runs.
std::vector<const Kernels*> all_kernels() {
    std::vector<const Kernels*> all{&detail::plain_kernels};
    if (&detail::kernels() != all.front()) all.push_back(&detail::kernels());
    return all;
}

/// Values on the heap, with as much behind them as kernels may read and not a byte more. What lies
/// there is not zero, so that it shows if it is counted.
template <class T>
class Padded {
public:
    explicit Padded(const std::vector<T>& values)
        : bytes_{new std::byte[values.size() * sizeof(T) + Kernels::readable_beyond]} {
        std::memset(bytes_.get(), 1, values.size() * sizeof(T) + Kernels::readable_beyond);
        if (!values.empty()) std::memcpy(bytes_.get(), values.data(), values.size() * sizeof(T));
    }
    const T* data() const { return reinterpret_cast<const T*>(bytes_.get()); }
    T* data() { return reinterpret_cast<T*>(bytes_.get()); }

private:
    std::unique_ptr<std::byte[]> bytes_;
};

struct Cut {
    std::vector<std::uint32_t> starts, ends;

    Pieces pieces() const { return {starts.data(), ends.data(), starts.size()}; }
};

/// Pieces of 0 to 100 rows, with gaps or without; the last one ends with the last row.
Cut random_cut(laws::Random& random, std::uint32_t rows) {
    Cut cut;
    std::uint32_t row = 0;
    while (row < rows) {
        row += static_cast<std::uint32_t>(random.chance(50) ? 0 : random.between(0, 20));
        const auto end = row + static_cast<std::uint32_t>(random.between(0, 100));
        cut.starts.push_back((std::min)(row, rows));
        cut.ends.push_back((std::min)(end, rows));
        row = end;
    }
    return cut;
}

std::vector<std::uint8_t> random_mask(laws::Random& random, std::size_t rows) {
    const auto percent = static_cast<int>(random.between(0, 4)) * 25;
    std::vector<std::uint8_t> mask(rows);
    for (std::uint8_t& m : mask)
        m = random.chance(percent) ? 1 : 0;
    return mask;
}

/// Often the greatest there is, which stands for a missing value.
template <class T>
std::vector<T> random_numbers(laws::Random& random, std::size_t rows) {
    std::vector<T> values(rows);
    for (T& value : values)
        value = random.chance(25) ? (std::numeric_limits<T>::max)() : static_cast<T>(random.next());
    return values;
}

using Sum = std::uint64_t;

/// Every set of kernels, on rows of every number up to 40 and some more; f(kernels, random, rows).
template <class F>
void on_many_rows(F&& f) {
    for (const Kernels* kernels : all_kernels()) {
        laws::Random random{77};
        for (std::uint32_t rows = 0; rows < 40; ++rows)
            f(*kernels, random, rows);
        for (int i = 0; i < 40; ++i)
            f(*kernels, random, static_cast<std::uint32_t>(random.between(40, 2048)));
    }
}

template <class T, class Kernel>
void check_sum(laws::Random& random, std::uint32_t rows, Kernel kernel) {
    const Cut cut = random_cut(random, rows);
    const auto mask = random_mask(random, rows);
    const auto values = random_numbers<T>(random, rows);
    std::vector<Sum> expected;
    for (std::size_t p = 0; p < cut.starts.size(); ++p) {
        Sum sum = 0;
        for (std::uint32_t row = cut.starts[p]; row < cut.ends[p]; ++row)
            if (mask[row] == 1) sum += values[row];
        expected.push_back(sum);
    }
    std::vector<Sum> sums(expected.size(), 99);
    kernel(Padded{values}.data(), Padded{mask}.data(), cut.pieces(), sums.data());
    REQUIRE(sums == expected);
}

}  // namespace

TEST_CASE("kernels count the rows of each piece") {
    on_many_rows([](const Kernels& kernels, laws::Random& random, std::uint32_t rows) {
        const Cut cut = random_cut(random, rows);
        const auto mask = random_mask(random, rows);
        std::vector<std::uint32_t> counts(cut.starts.size(), 99);
        std::vector<std::uint32_t> expected;
        for (std::size_t p = 0; p < counts.size(); ++p)
            expected.push_back(static_cast<std::uint32_t>(std::count(
                mask.begin() + cut.starts[p], mask.begin() + cut.ends[p], std::uint8_t{1})));
        kernels.count(Padded{mask}.data(), cut.pieces(), counts.data());
        REQUIRE(counts == expected);
    });
}

TEST_CASE("kernels add up columns of every width") {
    on_many_rows([](const Kernels& kernels, laws::Random& random, std::uint32_t rows) {
        check_sum<std::uint8_t>(random, rows, kernels.sum1);
        check_sum<std::uint16_t>(random, rows, kernels.sum2);
        check_sum<std::uint32_t>(random, rows, kernels.sum4);
        check_sum<std::uint64_t>(random, rows, kernels.sum8);  // modulo 2^64
    });
    // A whole batch of the greatest values.
    for (const Kernels* kernels : all_kernels()) {
        const Padded values{std::vector<std::uint32_t>(2048, 0xffff'ffff)};
        const Padded mask{std::vector<std::uint8_t>(2048, 1)};
        const Cut whole{{0, 2048}, {2048, 2048}};
        std::vector<Sum> sums(2, 99);
        kernels->sum4(values.data(), mask.data(), whole.pieces(), sums.data());
        CHECK(sums == std::vector<Sum>{8'796'093'020'160, 0});
    }
}

TEST_CASE("kernels add up days between dates that are known and in order") {
    on_many_rows([](const Kernels& kernels, laws::Random& random, std::uint32_t rows) {
        const Cut cut = random_cut(random, rows);
        const auto mask = random_mask(random, rows);
        const auto a = random_numbers<std::uint16_t>(random, rows);
        const auto b = random_numbers<std::uint16_t>(random, rows);
        const auto offset = static_cast<std::int32_t>(
            random.chance(30) ? 0 : random.between(-4'000'000, 4'000'000));
        const bool a_may_miss = random.chance(50);
        const bool b_may_miss = random.chance(50);
        std::vector<Sum> expected_sums;
        std::vector<std::uint32_t> expected_counts;
        for (std::size_t p = 0; p < cut.starts.size(); ++p) {
            expected_sums.push_back(0);
            expected_counts.push_back(0);
            for (std::uint32_t row = cut.starts[p]; row < cut.ends[p]; ++row) {
                const int days = int{b[row]} - int{a[row]} + offset;
                if (mask[row] == 0 || days < 0 || (a_may_miss && a[row] == 0xffff)) continue;
                if (b_may_miss && b[row] == 0xffff) continue;
                expected_sums.back() += static_cast<Sum>(days);
                ++expected_counts.back();
            }
        }
        std::vector<Sum> sums(cut.starts.size(), 99);
        std::vector<std::uint32_t> counts(cut.starts.size(), 99);
        const Padded from{a}, until{b};
        const DayDistances days{from.data(), until.data(), offset, a_may_miss, b_may_miss};
        kernels.sum_days(days, Padded{mask}.data(), cut.pieces(), sums.data(), counts.data());
        REQUIRE(sums == expected_sums);
        REQUIRE(counts == expected_counts);
    });
}

TEST_CASE("kernels compare two columns") {
    constexpr std::int64_t limit = (std::int64_t{1} << 30) - 1;
    on_many_rows([](const Kernels& kernels, laws::Random& random, std::uint32_t rows) {
        // Distances from two least values, close to each other or anywhere within the limits.
        const std::int64_t reach = random.chance(50) ? limit : 3;
        const std::int64_t least_a = random.between(-reach, reach);
        const std::int64_t least_b = random.between(-reach, reach);
        std::vector<std::uint32_t> a, b;
        std::vector<std::uint8_t> expected;
        for (std::uint32_t row = 0; row < rows; ++row) {
            const std::int64_t left = random.between(least_a, reach);
            const std::int64_t right = random.between(least_b, reach);
            a.push_back(static_cast<std::uint32_t>(left - least_a));
            b.push_back(static_cast<std::uint32_t>(right - least_b));
            expected.push_back(left >= right ? 1 : 0);
        }
        Padded mask{std::vector<std::uint8_t>(rows, 7)};
        kernels.at_least(
            Padded{a}.data(), Padded{b}.data(), static_cast<std::int32_t>(least_a - least_b), rows,
            mask.data());
        REQUIRE(std::vector<std::uint8_t>(mask.data(), mask.data() + rows) == expected);
    });
}
