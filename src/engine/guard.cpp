// SPDX-License-Identifier: MIT
#include "engine/guard.hpp"

#include <saleskpi/value/error.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

void Guard::expect(std::size_t rows) {
    const std::lock_guard lock{mutex_};
    all_ += rows;
}

void Guard::note(std::size_t rows) {
    if (deadline && std::chrono::steady_clock::now() >= *deadline)
        throw Error{ErrorCode::out_of_time, "the query takes longer than it may"};
    if (!goes_on) return;
    const std::lock_guard lock{mutex_};
    done_ += rows;
    const double done =
        all_ == 0 ? 0 : static_cast<double>((std::min)(done_, all_)) / static_cast<double>(all_);
    if (!goes_on(done)) throw Error{ErrorCode::cancelled, "the query was cancelled"};
}

void Guard::require_cells(std::size_t cells) const {
    if (cells > most_cells)
        throw Error{
            ErrorCode::too_many_cells,
            fmt::format("the query has {} cells or more, of at most {}", cells, most_cells)};
}

}  // namespace saleskpi::inline v0_3::detail
