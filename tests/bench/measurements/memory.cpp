// SPDX-License-Identifier: MIT
// What a book takes.
#include "measurements.hpp"
#include "seven_kpis.hpp"

namespace bench {

using namespace saleskpi;
using namespace saleskpi::kpi;

namespace {

/// The bytes of the same fields as an expert would lay them out: narrow columns, the texts of the
/// ids one after the other with 4 bytes for where each begins, and each other text once.
double expert_bytes(const Generator& generator, const Columns& columns) {
    std::size_t bytes = columns.size() * columns.bytes_per_row();
    for (std::size_t i = 0; i < columns.size(); ++i)
        bytes += 4 + std::to_string(i).size() + 1;  // "D17"
    const auto texts = [&](std::size_t n, std::size_t prefix) {
        for (std::size_t i = 0; i < n; ++i)
            bytes += 4 + prefix + std::to_string(i).size();
    };
    texts(generator.shape().customers, 9);
    texts(generator.shape().products, 8);
    texts(generator.shape().reps, 4);
    return static_cast<double>(bytes);
}

}  // namespace

Lines memory_of_a_book(Context& context) {
    context.release();
    const double expert = expert_bytes(context.generator(), context.unordered());
    context.release();
    const double before = memory("VmRSS:");
    const Book& book = context.book();
    const double build_peak = memory("VmHWM:") - before;
    reset_memory();
    const double resident = memory("VmRSS:") - before;

    const auto deals = static_cast<double>(context.shape().deals);
    const auto bytes = static_cast<double>(book.bytes());
    forget(book);
    reset_memory();
    const double before_query = memory("VmRSS:");
    seven_kpis(book, context.window(), Grain::month, 1).by("rep").run();
    const double query_peak = memory("VmHWM:") - before_query;
    reset_memory();
    const double kept = memory("VmRSS:") - before_query;

    const auto megabytes = [](double n) { return number(n / 1e6) + " MB"; };
    return {
        Line{"a book, by its own account: " + number(bytes / deals) + " bytes per deal"}
            .is(bytes / expert, "its columns")
            .at_most(1.2),
        Line{"its columns as an expert lays them out"}.says(
            number(expert / deals) + " bytes per deal"),
        Line{"resident after the load"}.is(resident / bytes, "the book's own account"),
        Line{"peak while it was loaded, beyond what was there: " + megabytes(build_peak)}
            .is(build_peak / bytes, "the book's own account")
            .at_most(2),
        Line{"peak of the first query, beyond the book"}.says(megabytes(query_peak)),
        Line{"kept by the book after it, for later queries"}.says(megabytes(kept))};
}

}  // namespace bench
