// SPDX-License-Identifier: MIT
#include "book/leaf_index.hpp"

#include "book/book_data.hpp"
#include "catch.hpp"

#include <memory>

using namespace saleskpi;
using detail::BookTable;
using detail::LaneSums;
using detail::LeafIndex;

namespace {

using Sums = std::shared_ptr<const LaneSums>;

/// Sums of one lane before so many days: what each of them takes is the same for equal days.
Sums sums_of(std::size_t days, std::int64_t total) {
    LaneSums sums;
    for (std::size_t day = 0; day < days; ++day)
        sums.days.push_back(static_cast<std::int32_t>(10 * day));
    sums.totals.assign(days, total);
    sums.known.assign(days, 1);
    return std::make_shared<const LaneSums>(sums);
}

}  // namespace

TEST_CASE("an index finds what it was given, by part and leaf") {
    const BookTable one, other;
    LeafIndex index;
    CHECK(index.find(one, "a") == nullptr);
    CHECK(index.bytes() == 0);
    const Sums a = sums_of(3, 1), b = sums_of(3, 2), elsewhere = sums_of(3, 3);
    index.keep(one, "a", a);
    index.keep(one, "b", b);
    index.keep(other, "a", elsewhere);
    CHECK(index.find(one, "a") == a);
    CHECK(index.find(one, "b") == b);
    CHECK(index.find(other, "a") == elsewhere);
    CHECK(index.find(other, "b") == nullptr);
    CHECK(index.bytes() == 3 * a->bytes());

    SECTION("what is kept again takes the place of what was there") {
        const Sums more = sums_of(50, 4);
        index.keep(one, "a", more);
        CHECK(index.find(one, "a") == more);
        CHECK(index.bytes() == more->bytes() + 2 * a->bytes());
    }
    SECTION("it can be emptied, and used again") {
        index.clear();
        CHECK(index.find(one, "a") == nullptr);
        CHECK(index.bytes() == 0);
        index.keep(one, "a", a);
        CHECK(index.find(one, "a") == a);
        CHECK(index.bytes() == a->bytes());
    }
}

TEST_CASE("an index drops what was not used for the longest time") {
    const BookTable part;
    const Sums sums = sums_of(4, 1);
    LeafIndex index;
    index.set_budget(3 * sums->bytes());
    for (const char* key : {"a", "b", "c"})
        index.keep(part, key, sums_of(4, 1));
    CHECK(index.bytes() == 3 * sums->bytes());
    (void)index.find(part, "a");
    index.keep(part, "d", sums_of(4, 1));  // b is the oldest now
    CHECK(index.find(part, "b") == nullptr);
    CHECK(index.find(part, "c") != nullptr);
    CHECK(index.find(part, "a") != nullptr);
    CHECK(index.find(part, "d") != nullptr);
    CHECK(index.bytes() == 3 * sums->bytes());

    SECTION("at once, if the budget becomes smaller") {
        index.set_budget(sums->bytes());
        CHECK(index.find(part, "d") != nullptr);
        CHECK(index.find(part, "c") == nullptr);
        CHECK(index.find(part, "a") == nullptr);
        CHECK(index.bytes() == sums->bytes());
    }
    SECTION("and what is larger than the budget is not kept") {
        index.keep(part, "huge", sums_of(1000, 1));
        CHECK(index.find(part, "huge") == nullptr);
        CHECK(index.bytes() <= 3 * sums->bytes());
    }
    SECTION("a budget of nothing keeps nothing") {
        index.set_budget(0);
        CHECK(index.bytes() == 0);
        index.keep(part, "a", sums);
        CHECK(index.find(part, "a") == nullptr);
        CHECK(index.bytes() == 0);
    }
    SECTION("whoever still reads them keeps them") {
        const Sums read = index.find(part, "d");
        index.clear();
        CHECK(read->totals == std::vector<std::int64_t>(4, 1));
    }
}

TEST_CASE("an index takes over what another knows of a part") {
    const BookTable shared, own;
    LeafIndex old, young;
    const Sums a = sums_of(2, 1), b = sums_of(2, 2), c = sums_of(2, 3);
    old.keep(shared, "a", a);
    old.keep(shared, "b", b);
    old.keep(own, "a", c);
    young.share(old, shared);
    CHECK(young.find(shared, "a") == a);
    CHECK(young.find(shared, "b") == b);
    CHECK(young.find(own, "a") == nullptr);
    CHECK(young.bytes() == 2 * a->bytes());
    // They are two from then on.
    old.clear();
    CHECK(young.find(shared, "a") == a);

    SECTION("within its budget, the most recently used first") {
        LeafIndex small;
        small.set_budget(a->bytes());
        small.share(young, shared);
        CHECK(small.find(shared, "a") == a);
        CHECK(small.find(shared, "b") == nullptr);
    }
}

TEST_CASE("sums of several queries are found by day, whichever asked for it") {
    LaneSums first;
    first.days = {10, 30};
    first.totals = {0, 500, 0, 70};  // two lanes
    first.known = {0, 5, 0, 7};
    LaneSums second;
    second.days = {20};
    second.totals = {200, 60};
    second.known = {2, 6};
    second.missing = {1, 0};
    second.earlier = std::make_shared<const LaneSums>(first);
    CHECK(second.links() == 2);
    CHECK(second.all_days() == std::vector<std::int32_t>{10, 20, 30});
    CHECK(second.find(20).total(1) == 60);
    CHECK(second.find(20).missing(0) == 1);
    CHECK(second.find(30).total(0) == 500);
    CHECK(second.find(30).known(1) == 7);
    CHECK(second.find(30).missing(0) == 0);
    CHECK(second.find(25).sums == nullptr);
    CHECK(second.bytes() > first.bytes());
    // A lane that joined the book later has nothing in them.
    CHECK(second.find(30).total(2) == 0);
    CHECK(second.find(30).known(2) == 0);
}
