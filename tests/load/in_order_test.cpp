// SPDX-License-Identifier: MIT
#include "load/in_order.hpp"

#include "../catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <numeric>
#include <thread>
#include <vector>

using namespace saleskpi;
using detail::PartedWork;

namespace {

/// Squares numbers, of which every third takes longer than others.
class Squares final : public PartedWork {
public:
    explicit Squares(int n, int bad = -1) : n_{n}, bad_{bad} {}

    std::unique_ptr<Part> next() override {
        if (cut_ == n_) return nullptr;
        auto part = std::make_unique<Number>();
        part->value = cut_++;
        most_ = (std::max)(most_, ++open_);
        return part;
    }
    void work(Part& part) override {
        int& value = static_cast<Number&>(part).value;
        if (value == bad_) throw Error{ErrorCode::overflow, "bad"};
        if (value % 3 == 0) std::this_thread::sleep_for(std::chrono::microseconds{200});
        value *= value;
    }
    void deliver(std::unique_ptr<Part> part) override {
        --open_;
        delivered.push_back(static_cast<Number&>(*part).value);
    }

    std::vector<int> delivered;
    int most() const { return most_; }

private:
    struct Number final : Part {
        int value = 0;
    };
    int n_;
    int bad_;
    int cut_ = 0;
    std::atomic<int> open_{0};
    int most_ = 0;
};

}  // namespace

TEST_CASE("parts are delivered in their order, whoever is first") {
    for (const unsigned threads : {1U, 2U, 5U})
        for (const int n : {0, 1, 2, 300}) {
            Squares squares{n};
            detail::run_in_order(threads, squares);
            std::vector<int> expected(static_cast<std::size_t>(n));
            std::iota(expected.begin(), expected.end(), 0);
            for (int& value : expected)
                value *= value;
            CHECK(squares.delivered == expected);
            CHECK(squares.most() <= static_cast<int>(threads) * 3);
        }
}

TEST_CASE("an error ends the work, and what came before it was delivered in order") {
    for (const unsigned threads : {1U, 4U}) {
        Squares squares{300, 150};
        CHECK(code_of([&] { detail::run_in_order(threads, squares); }) == ErrorCode::overflow);
        CHECK(squares.delivered.size() <= 150);
        CHECK(std::is_sorted(squares.delivered.begin(), squares.delivered.end()));
    }
}
