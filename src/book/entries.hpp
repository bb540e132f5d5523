// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/builder.hpp>
#include <saleskpi/calendar/instant.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// When, in which version and as what the rows of a table were said: see Provenance. Where nobody
/// says any, nothing is kept.
class Entries {
public:
    /// What is said of `added` rows after the first `rows`. Throws Error invalid_argument for more or
    /// fewer values than rows.
    void add(std::size_t rows, std::size_t added, const Provenance& provenance);

    /// Copies what is said of rows of others, after the first `rows`.
    void append(std::size_t rows, const Entries& from, std::span<const std::uint32_t> copied);
    /// All rows are of one batch.
    void number_batch(std::uint32_t sequence);

    Instant known(std::size_t row) const {
        if (row < known_.size() && known_[row] != unknown_instant) return known_[row];
        return run_of(row).known;
    }
    /// Of two rows that are known since one instant, the one with the greater is of a later batch.
    std::uint32_t sequence(std::size_t row) const { return run_of(row).sequence; }
    std::int64_t version(std::size_t row) const {
        return row < versions_.size() ? versions_[row] : no_version;
    }
    bool has_known() const { return !known_.empty() || !runs_.empty(); }
    std::size_t bytes() const {
        return known_.size() * sizeof(Instant) + versions_.size() * sizeof(std::int64_t) +
               deletions_.size() + runs_.size() * sizeof(Run);
    }
    bool is_deletion(std::size_t row) const { return row < deletions_.size() && deletions_[row]; }
    bool has_deletions() const { return !deletions_.empty(); }

private:
    /// Rows that were said together.
    struct Run {
        std::size_t first_row = 0;
        Instant known = unknown_instant;
        std::uint32_t sequence = 0;
    };

    std::vector<Run>::const_iterator run_after(std::size_t row) const;
    Run run_of(std::size_t row) const;
    void begin_run(const Run& run);

    std::vector<Run> runs_;  // what is before the first is of nobody knows when
    std::vector<Instant> known_;
    std::vector<std::int64_t> versions_;
    std::vector<std::uint8_t> deletions_;
};

}  // namespace saleskpi::inline v0_3::detail
