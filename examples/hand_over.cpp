// SPDX-License-Identifier: MIT
// A deal that was handed over: whose pipeline it was in, month by month, and who won it.
#include "check.hpp"

#include <saleskpi/format.hpp>
#include <saleskpi/saleskpi.hpp>

#include <vector>

using namespace saleskpi;
using namespace date::literals;

int main() {
    //! [hand_over]
    // The record as it is today, and what changed on its way.
    const std::vector<Deal> deals{
        {.id = "7",
         .rep = "Ben",
         .stage = Stage::won,
         .pipeline_stage = "Offer",
         .created = 2025_y / 1 / 10,
         .closed = 2025_y / 4 / 10,
         .amount = 150_usd}};
    const std::vector<FieldChange> changes{
        {.table = "deals",
         .id = "7",
         .field = "rep",
         .date = 2025_y / 3 / 5,
         .value = "Ben",
         .before = "Ann"},
        {.table = "deals",
         .id = "7",
         .field = "amount",
         .date = 2025_y / 2 / 3,
         .value = "150.00 USD",
         .before = "100.00 USD"}};
    const std::vector<StageChange> stages{
        {.deal = "7", .date = 2025_y / 1 / 10, .pipeline_stage = "Demo"},
        {.deal = "7", .date = 2025_y / 3 / 20, .pipeline_stage = "Offer"}};

    const auto told = [&] { return BookBuilder{usd}.add(deals).add(changes).add(stages); };
    const Table table = rollup(told().build())
                            .metrics(kpi::pipeline_value, kpi::revenue)
                            .by(by::rep)
                            .every(Grain::month)
                            .during(2025_y / 1 / 1, 2025_y / 5 / 1)
                            .run();
    const auto shown = [&](const char* rep, int month) {
        const auto row = table.at({rep}, Month{2025, month});
        return fmt::format("{}, {}", row[kpi::pipeline_value], row[kpi::revenue]);
    };
    show(shown("Ann", 1), "100.00 USD, 0.00 USD");
    show(shown("Ann", 2), "150.00 USD, 0.00 USD");
    show(shown("Ben", 3), "150.00 USD, 0.00 USD");
    show(shown("Ben", 4), "0.00 USD, 150.00 USD");
    //! [hand_over]

    //! [as_of]
    // As it was at the end of January: nobody knew of Ben, of the offer or of the 150.
    const Book january = told().as_of(2025_y / 1 / 31).build();
    const Table then = rollup(january).metrics(kpi::pipeline_value).by("pipeline_stage").run();
    show(fmt::format("{}", then.at({"Demo"})[kpi::pipeline_value]), "100.00 USD");
    //! [as_of]

    //! [policy]
    const Book of_creators = told().owner(OwnerPolicy::at_creation).build();
    const Table won = rollup(of_creators).metrics(kpi::revenue).by(by::rep).run();
    show(fmt::format("{}", won.at({"Ann"})[kpi::revenue]), "150.00 USD");
    //! [policy]
}
