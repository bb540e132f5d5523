// SPDX-License-Identifier: MIT
#include "book/conversion.hpp"

#include "book/stages/build_stage.hpp"

#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::as_of, made::early_tables};
constexpr std::array makes{made::money, made::all_tables};

void run(BookDraft& draft) {
    BookData& data = *draft.data;
    if (RawTable* rates = draft.find("exchange_rates"))
        read_rates(*rates, data.conversion, data.currency);
    for (RawTable& table : draft.tables)
        convert_money(table, data.conversion, data.currency, draft.later_rows(table));
}

}  // namespace

BuildStage conversion_stage() {
    return {
        "conversion", reads, makes, &run,
        "Error incompatible for exchange rates that change one by which the book has "
        "converted."};
}

}  // namespace saleskpi::inline v0_3::detail
