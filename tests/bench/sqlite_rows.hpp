// SPDX-License-Identifier: MIT
#pragma once

#include "generate.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace bench {

/// What a question of one rep, or of one team, in some days is answered with.
struct WonAndLost {
    std::int64_t revenue = 0, won = 0, lost = 0;

    bool operator==(const WonAndLost&) const = default;
};

/// All deals in a SQLite in memory, with an index (rep, closed, stage, amount) that covers the questions,
/// one of their numbers, and a statement that is prepared once for each kind of them.
class SqliteRows {
public:
    explicit SqliteRows(const Generator& generator);
    ~SqliteRows();

    /// Without SQLite there are no answers.
    static bool is_available();
    /// In the days [first, until), from the first of the generator on.
    WonAndLost of_rep(std::size_t rep, int first, int until) const;
    WonAndLost of_team(std::size_t team, int first, int until) const;
    /// The deal of that number is another one from now on.
    void change(std::size_t deal, const Fact& fact);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace bench
