// SPDX-License-Identifier: MIT
#include "engine/guard.hpp"

#include "catch.hpp"
#include "support/throws.hpp"

#include <vector>

using namespace saleskpi;
using namespace saleskpi::detail;

TEST_CASE("a query says what part of its rows is done") {
    Guard guard;
    std::vector<double> told;
    guard.goes_on = [&](double done) {
        told.push_back(done);
        return true;
    };
    guard.note(0);
    guard.expect(6);
    guard.expect(2);
    guard.note(2);
    guard.note(4);
    guard.note(2);
    CHECK(told == std::vector<double>{0, 0.25, 0.75, 1});
    guard.note(1);  // more than was expected is all of it
    CHECK(told.back() == 1);
}

TEST_CASE("a query may have as many cells as are allowed and no more") {
    Guard guard;
    guard.most_cells = 10;
    guard.require_cells(10);
    CHECK(code_of([&] { guard.require_cells(11); }) == ErrorCode::too_many_cells);
}

TEST_CASE("a query ends when its time is over, or when it is told to") {
    Guard guard;
    guard.deadline = std::chrono::steady_clock::now() + std::chrono::hours{1};
    guard.note(1);
    guard.goes_on = [](double) { return false; };
    CHECK(code_of([&] { guard.note(1); }) == ErrorCode::cancelled);
    guard.deadline = std::chrono::steady_clock::now();
    CHECK(code_of([&] { guard.note(1); }) == ErrorCode::out_of_time);
}
