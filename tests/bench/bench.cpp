// SPDX-License-Identifier: MIT
// Measures load and rollup, side by side with what the hardware allows. All answers are compared
// before any time is printed. Usage: saleskpi_bench [deals]

#include "by_hand.hpp"
#include "generate.hpp"
#include "measure.hpp"

#include <saleskpi/book/builder.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>

namespace {

using namespace saleskpi;

constexpr std::size_t chunk = 100'000;

void fill(bench::Columns& columns, const std::vector<Deal>& deals, const Window& window) {
    const date::year_month first{
        date::year_month_day{window.first}.year(), date::year_month_day{window.first}.month()};
    for (const Deal& deal : deals) {
        columns.rep.push_back(static_cast<std::uint16_t>(std::stoul(deal.rep.substr(4))));
        columns.stage.push_back(static_cast<std::uint8_t>(deal.stage));
        columns.amount.push_back(static_cast<std::int32_t>(deal.amount->minor()));
        columns.list.push_back(static_cast<std::int32_t>(deal.list->minor()));
        columns.cost.push_back(static_cast<std::int32_t>(deal.cost->minor()));
        const bool counts = deal.closed && window.contains(*deal.closed);
        const date::year_month_day closed{deal.closed ? *deal.closed : window.first};
        columns.month.push_back(static_cast<std::uint16_t>(
            counts ? (date::year_month{closed.year(), closed.month()} - first).count() : 65535));
        columns.cycle.push_back(
            deal.closed ? static_cast<std::int32_t>((*deal.closed - *deal.opened).count()) : 0);
    }
}

bool same(const Table& table, const std::vector<bench::Cell>& cells, std::size_t months) {
    for (std::size_t row = 0; row < table.size(); ++row) {
        const RowView view = table[row];
        const std::size_t rep = std::stoul(view.key().group[0].substr(4));
        const auto first = static_cast<std::int32_t>(table[0].key().period.ordinal);
        const auto month = static_cast<std::size_t>(view.key().period.ordinal - first);
        const bench::Cell& cell = cells[rep * months + month];
        if (view[revenue].value().exact() != Rational{cell.revenue}) return false;
        if (const auto cycle = view[sales_cycle])
            if (cycle.value().exact() != Rational{cell.cycle, cell.won}) return false;
        if (const auto rate = view[win_rate])
            if (rate.value().exact() != Rational{cell.won, cell.won + cell.lost}) return false;
    }
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    bench::Shape shape;
    if (argc > 1) shape.deals = std::strtoull(argv[1], nullptr, 10);
    const bench::Generator generator{shape};
    const Window window = generator.window();

    bench::Columns columns;
    BookBuilder builder{usd};
    builder.add(generator.assignments());
    double adding = 0;
    for (std::size_t first = 0; first < shape.deals; first += chunk) {
        const auto deals = generator.deals(first, (std::min)(chunk, shape.deals - first));
        fill(columns, deals, window);
        adding += bench::seconds([&] { builder.add(deals); }, 1);
    }
    const std::size_t before = bench::memory("VmRSS:");
    std::optional<Book> book;
    const double building = bench::seconds([&] { book.emplace(builder.build()); }, 1);
    const std::size_t by_hand_bytes = shape.deals * columns.bytes_per_row();
    const std::size_t loaded = bench::memory("VmRSS:");

    const auto query = [&](unsigned threads) {
        return rollup(*book)
            .metrics(
                revenue, gross_margin, win_rate, average_deal_size, discount_rate, full_price_share,
                sales_cycle)
            .by(rep)
            .every(Grain::month)
            .during(window)
            .threads(threads)
            .run();
    };
    bench::reset_peak();
    const Table table = query(1);
    const std::size_t peak = bench::memory("VmHWM:");
    const auto cells = bench::by_hand(columns, shape.reps, shape.months);
    if (!same(table, cells, shape.months)) {
        std::puts("the answers differ");
        return 1;
    }
    std::uint64_t sink = 0;
    const double one = bench::seconds([&] { sink += query(1).size(); });
    const double two = bench::seconds([&] { sink += query(2).size(); });
    const double expert =
        bench::seconds([&] { sink += bench::by_hand(columns, shape.reps, shape.months).size(); });
    const double reading = bench::seconds([&] { sink += bench::read_all(columns); });

    const double million = static_cast<double>(shape.deals) / 1e6;
    const auto mb = [](std::size_t bytes) { return static_cast<double>(bytes) / 1e6; };
    std::printf("deals                               %10.1f M\n", million);
    std::printf("load: add                           %10.2f M/s\n", million / adding);
    std::printf("load: build                         %10.2f M/s\n", million / building);
    std::printf(
        "book                                %10.1f MB, %.1f bytes per deal\n", mb(book->bytes()),
        static_cast<double>(book->bytes()) / static_cast<double>(shape.deals));
    std::printf(
        "memory before build / after / peak of the rollup, without the bench's own columns\n"
        "                                    %10.1f / %.1f / %.1f MB\n",
        mb(before - by_hand_bytes), mb(loaded - by_hand_bytes), mb(peak - by_hand_bytes));
    std::printf(
        "seven KPIs, rep x month, 1 thread   %10.3f s, %.1f M deals/s\n", one, million / one);
    std::printf("the same, 2 threads                 %10.3f s, %.2f x\n", two, one / two);
    std::printf(
        "the expert's loop                   %10.3f s, ours / expert = %.2f\n", expert,
        one / expert);
    std::printf(
        "reading the same bytes              %10.3f s, ours / reading = %.2f\n", reading,
        one / reading);
    return sink == 0;
}
