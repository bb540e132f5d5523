// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/builder.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// When, in which version and as what the rows of a table were said: see Provenance. Where nobody
/// says any, nothing is kept.
class Entries {
public:
    /// What is said of `added` rows after the first `rows`. Throws Error invalid_argument for more or
    /// fewer values than rows.
    void add(std::size_t rows, std::size_t added, const Provenance& provenance);

    /// missing_number where it is not said.
    std::int64_t known(std::size_t row) const {
        return row < known_.size() ? known_[row] : missing_number;
    }
    std::int64_t version(std::size_t row) const {
        return row < versions_.size() ? versions_[row] : missing_number;
    }
    bool is_deletion(std::size_t row) const { return row < deletions_.size() && deletions_[row]; }
    bool has_deletions() const { return !deletions_.empty(); }

private:
    std::vector<std::int64_t> known_;
    std::vector<std::int64_t> versions_;
    std::vector<std::uint8_t> deletions_;
};

}  // namespace saleskpi::inline v0_3::detail
