// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/date.hpp>

#include <cstdint>
#include <optional>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// Of which day the exchange rate is by which money is converted.
enum class ConversionDay : std::uint8_t {
    own,  ///< of the record: of its decision, else the latest of its dates that has happened
    as_of,  ///< of what is in stock, such as open deals, the day as of which the book is; else its own
    period_end  ///< of what is in stock at the end of a period, that day; else its own
};

/// How a book converts money: see BookBuilder::converted_by.
struct ConversionRule {
    ConversionDay day = ConversionDay::own;
    std::optional<Date> fixed{};  ///< all money by the rates of that day

    bool operator==(const ConversionRule&) const = default;
};

}  // namespace saleskpi::inline v0_3
