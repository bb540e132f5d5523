// SPDX-License-Identifier: MIT
#include "book/column.hpp"

#include "book/dictionary.hpp"
#include "book/radix_sort.hpp"
#include "catch.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

using namespace saleskpi;
using detail::Column;
using detail::Dictionary;
using detail::TextColumn;
using detail::TextEnds;

namespace {

using Numbers = std::vector<std::int64_t>;
constexpr std::int64_t least = (std::numeric_limits<std::int64_t>::min)();
constexpr std::int64_t most = (std::numeric_limits<std::int64_t>::max)();

std::vector<std::uint32_t> all_of(std::size_t n) {
    std::vector<std::uint32_t> order(n);
    std::iota(order.begin(), order.end(), 0U);
    return order;
}

Column pack(const Numbers& values) {
    return Column::pack(
        std::span<const std::int64_t>{values}, all_of(values.size()), missing_number);
}

Numbers unpack(const Column& column, std::size_t first, std::size_t n) {
    Numbers out(n);
    column.read(first, n, out.data());
    return out;
}

}  // namespace

TEST_CASE("columns come back as they were, in as few bytes as they need") {
    const std::vector<std::pair<Numbers, std::size_t>> cases{
        {{}, 0},
        {{7, 7, 7}, 0},
        {{missing_number, missing_number}, 0},
        {{7, missing_number}, 1},
        {{0, 255}, 1},
        {{0, 254, missing_number}, 1},
        {{0, 255, missing_number}, 2},
        {{0, 256}, 2},
        {{-40000, -40000 + 65535}, 2},
        {{-40000, -40000 + 65535, missing_number}, 4},
        {{0, 65536}, 4},
        {{0, 4294967295}, 4},
        {{0, 4294967295, missing_number}, 8},
        {{0, 4294967296}, 8},
        {{least + 1, most, 0, -1}, 8},
        {{least + 1, most, missing_number}, 8}};
    for (const auto& [values, width] : cases) {
        const Column column = pack(values);
        INFO("width " << width << " of " << values.size());
        CHECK(column.bytes() == width * values.size());
        CHECK(column.size() == values.size());
        CHECK(unpack(column, 0, values.size()) == values);
        if (values.size() > 1) CHECK(unpack(column, 1, 1) == Numbers{values[1]});
    }
}

TEST_CASE("a column knows the range of its known values") {
    const Column column = pack({5, missing_number, -3, 12});
    CHECK(column.known() == 3);
    CHECK(column.least() == -3);
    CHECK(column.greatest() == 12);
    CHECK_FALSE(column.all_missing());
    CHECK(pack({missing_number}).all_missing());
}

TEST_CASE("rows are packed in the order asked for, and only those") {
    const Numbers values{10, 20, 30, 40};
    const std::vector<std::uint32_t> order{3, 0};
    const Column column =
        Column::pack(std::span<const std::int64_t>{values}, order, missing_number);
    CHECK(unpack(column, 0, 2) == Numbers{40, 10});
}

TEST_CASE("codes and days have their own missing value") {
    const std::vector<std::int32_t> days{missing_day, -400'000, 20'000};
    const Column column = Column::pack(std::span<const std::int32_t>{days}, all_of(3), missing_day);
    std::vector<std::int32_t> out(3);
    column.read(0, 3, out.data(), missing_day);
    CHECK(out == days);
    const std::vector<std::int32_t> codes{missing_code, missing_code};
    const Column none = Column::pack(std::span<const std::int32_t>{codes}, all_of(2), missing_code);
    none.read(0, 2, out.data(), missing_code);
    CHECK(out[0] == missing_code);
}

TEST_CASE("texts come back, across the blocks they are kept in") {
    constexpr std::size_t rows = 140'000;
    std::vector<char> bytes;
    TextEnds ends;
    const auto text = [](std::size_t i) { return i % 5 == 0 ? "" : "é" + std::to_string(i); };
    for (std::size_t i = 0; i < rows; ++i) {
        const std::string t = text(i);
        bytes.insert(bytes.end(), t.begin(), t.end());
        ends.push_back(bytes.size());
    }
    std::vector<std::uint32_t> backwards = all_of(rows);
    std::reverse(backwards.begin(), backwards.end());
    const TextColumn column = TextColumn::pack(bytes, ends, backwards);
    CHECK(column.size() == rows);
    bool same = true;
    for (std::size_t i = 0; i < rows; ++i)
        same &= column[i] == text(rows - 1 - i);
    CHECK(same);
    CHECK(TextColumn::pack({}, {}, {}).size() == 0);
}

TEST_CASE("ends of texts may be taken back, and rows without a text lie between") {
    TextEnds ends;
    CHECK(ends.back() == 0);
    for (std::uint64_t i = 1; i <= 3000; ++i)
        ends.push_back(2 * i);
    ends.resize(1024);  // the rows of a block, and no more
    CHECK(ends.size() == 1024);
    CHECK(ends.back() == 2048);
    ends.resize(1030);
    ends.push_back(3000);
    CHECK(ends.begin_of(1024) == 2048);
    CHECK(ends[1029] == 2048);
    CHECK(ends[1030] == 3000);
    constexpr std::uint64_t four_gigabytes = std::uint64_t{1} << 32U;
    CHECK_THROWS_AS(ends.push_back(2048 + four_gigabytes), Error);
    ends.clear();
    CHECK(ends.empty());
    ends.push_back(four_gigabytes - 1);
    CHECK(ends[0] == four_gigabytes - 1);
}

TEST_CASE("a dictionary numbers texts as they come") {
    Dictionary names;
    CHECK(names.intern("Asha") == 0);
    CHECK(names.intern("李娜") == 1);
    CHECK(names.intern("Asha") == 0);
    CHECK(names.intern("") == missing_code);
    CHECK(names.size() == 2);
    CHECK(names.find("李娜") == 1);
    CHECK(names.find("Ben") == missing_code);
    CHECK(names.text(1) == "李娜");
    CHECK(names.text(missing_code) == "");
    CHECK(names.bytes() > 0);
}

TEST_CASE("a copied dictionary outlives the one it was copied from") {
    auto first = std::make_unique<Dictionary>();
    first->intern("Asha");
    first->intern("a name too long to be kept in place");
    const Dictionary second = *first;
    first.reset();
    CHECK(second.find("Asha") == 0);
    CHECK(second.find("a name too long to be kept in place") == 1);
    CHECK(second.text(1) == "a name too long to be kept in place");
}

TEST_CASE("rows are sorted by values, missing ones first, and equal ones stay as they were") {
    constexpr std::int32_t none = missing_day;
    std::vector<std::int32_t> values;
    for (std::int32_t i = 0; i < 200'000; ++i)
        values.push_back(i % 7 == 0 ? none : (i * 7919) % 5003 - 2000);
    std::vector<std::uint32_t> rows = all_of(values.size() + 3);  // three lack a value altogether
    std::reverse(rows.begin(), rows.end());
    std::vector<std::uint32_t> expected = rows;
    const auto value = [&](std::uint32_t row) { return row < values.size() ? values[row] : none; };
    std::stable_sort(expected.begin(), expected.end(), [&](auto a, auto b) {
        return value(a) < value(b);  // missing_day is the least of all
    });
    for (const unsigned threads : {1U, 3U}) {
        std::vector<std::uint32_t> sorted = rows;
        detail::sort_rows(sorted, values, none, threads);
        CHECK(sorted == expected);
    }
    std::vector<std::uint32_t> same = rows;
    detail::sort_rows(same, std::vector<std::int32_t>(rows.size(), 5), none, 1);
    CHECK(same == rows);
    const std::vector<std::int32_t> ends{
        (std::numeric_limits<std::int32_t>::max)(), none + 1, none, 0};
    std::vector<std::uint32_t> four = all_of(4);
    detail::sort_rows(four, ends, none, 1);
    CHECK(four == std::vector<std::uint32_t>{2, 1, 3, 0});
}
