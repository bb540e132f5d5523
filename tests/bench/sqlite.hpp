// SPDX-License-Identifier: MIT
#pragma once

#include "generate.hpp"
#include "report.hpp"

#include <memory>

namespace bench {

/// Deals in a SQLite in memory: at most a million of them, since more take too long.
class SqliteDeals {
public:
    explicit SqliteDeals(const Generator& generator);
    ~SqliteDeals();

    /// Throws std::runtime_error if SQLite's seven sums are not the expert's.
    void compare_answer() const;
    /// Asks for seven sums per rep and month.
    void run() const;
    /// The line about the seconds of run(), compared per deal with those of ours for all deals.
    Line line(double seconds, double ours) const;

private:
    struct State;
    std::unique_ptr<State> state_;  // empty without SQLite
};

}  // namespace bench
