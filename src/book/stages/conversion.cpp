// SPDX-License-Identifier: MIT
#include "book/conversion.hpp"

#include "book/period_rates.hpp"
#include "book/stages/build_stage.hpp"

#include <saleskpi/value/error.hpp>

#include <array>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::array reads{made::as_of, made::early_tables};
constexpr std::array makes{made::money, made::all_tables};

void run(BookDraft& draft) {
    BookData& data = *draft.data;
    if (RawTable* rates = draft.find("exchange_rates"))
        read_rates(*rates, data.conversion, data.currency);
    if (data.converted_by.day == ConversionDay::as_of && !data.as_of)
        throw Error{
            ErrorCode::invalid_argument,
            "money is converted as of the day of the book, which is not as of a day"};
    if (data.converted_by.day == ConversionDay::period_end) {
        if (draft.before && !draft.is_view && draft.find("exchange_rates"))
            throw Error{
                ErrorCode::incompatible,
                "exchange rates are added to a book whose stocks are converted by the end of each "
                "period: build it anew from all records"};
        add_rows_by_rate(draft);
    }
    const ConversionDays days{data.converted_by, data.as_of};
    for (RawTable& table : draft.tables)
        convert_money(table, data.conversion, data.currency, days, draft.later_rows(table));
}

}  // namespace

BuildStage conversion_stage() {
    return {
        "conversion", reads, makes, &run,
        "Error incompatible for exchange rates that change one by which the book has "
        "converted."};
}

}  // namespace saleskpi::inline v0_3::detail
