// SPDX-License-Identifier: MIT
#include "rollup/answers_elsewhere.hpp"

/// The answer of a book, and of a database that keeps some of its records.
namespace saleskpi::inline v0_3::detail {

std::unique_ptr<PartialData> compute(
    const Query& query, const Book& book, unsigned threads, Extent extent) {
    return compute(query, QueryPlan{query}, book, threads, extent);
}

std::unique_ptr<PartialData> compute(
    const Query& query, QueryPlan plan, const Book& book, unsigned threads, Extent extent) {
    const AnswersElsewhere* elsewhere = elsewhere_of(data_of(book));
    if (!elsewhere) return compute_here(query, std::move(plan), book, threads, extent);
    auto here = compute_here(
        query, std::move(plan), book, threads,
        extent == Extent::part ? extent : Extent::with_elsewhere);
    make_mergeable(*here);
    auto all =
        std::make_unique<PartialData>(together(*here, elsewhere->answer(*here, data_of(book))));
    if (extent != Extent::part) finish(*all);
    return all;
}

}  // namespace saleskpi::inline v0_3::detail
