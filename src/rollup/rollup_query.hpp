// SPDX-License-Identifier: MIT
#pragma once

#include "rollup/query_plan.hpp"

#include <saleskpi/rollup/rollup.hpp>

#include <memory>

/// What a Rollup asks.
namespace saleskpi::inline v0_3::detail {

/// With a guard for one call, which begins now. Throws Error as Rollup::run() does for its limits and
/// for what nobody can ask.
Query query_of(const Rollup& rollup);
std::shared_ptr<Guard> guard_of(const Rollup& rollup, const Query& query);
unsigned threads_of(const Rollup& rollup);
const Book& book_of(const Rollup& rollup);
/// The same of another book.
Rollup over(const Rollup& rollup, const Book& book);

/// Where no end of the days was asked for, makes a query reach as far as a period; says whether.
bool widen(const Rollup& rollup, Query& query, const Period& period);

}  // namespace saleskpi::inline v0_3::detail
