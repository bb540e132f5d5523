// SPDX-License-Identifier: MIT
#include <saleskpi/calendar/civil.hpp>
#include <saleskpi/value/error.hpp>

#include <string>

namespace saleskpi::inline v0_3::detail {

void refuse_number(Grain grain, int year, int number) {
    throw Error{
        ErrorCode::invalid_date, "there is no " + std::string{name(grain)} + " number " +
                                     std::to_string(number) + " in the year " +
                                     std::to_string(year)};
}

void refuse_day(Grain grain) {
    throw Error{
        ErrorCode::invalid_date,
        "a " + std::string{name(grain)} + " needs an existing day from 0001-01-01 to 9999-12-31"};
}

void refuse_ordinal(Grain grain) {
    throw Error{
        ErrorCode::invalid_date,
        "this " + std::string{name(grain)} + " lies outside the years 1 to 9999"};
}

}  // namespace saleskpi::inline v0_3::detail
