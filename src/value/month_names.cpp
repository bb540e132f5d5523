// SPDX-License-Identifier: MIT
#include "value/month_names.hpp"

#include "value/written_name.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace saleskpi::inline v0_3::detail {

namespace {

struct MonthName {
    std::string_view name;
    unsigned month;
};

/// By name, without accents. No two languages mean different months by one name.
constexpr auto names = std::to_array<MonthName>(
    {{"abr", 4},          {"abril", 4},         {"ago", 8},        {"agosto", 8},
     {"aou", 8},          {"aout", 8},          {"apr", 4},        {"april", 4},
     {"aprile", 4},       {"aug", 8},           {"august", 8},     {"avr", 4},
     {"avril", 4},        {"cze", 6},           {"czerwca", 6},    {"czerwiec", 6},
     {"dec", 12},         {"december", 12},     {"decembre", 12},  {"dez", 12},
     {"dezember", 12},    {"dezembro", 12},     {"dic", 12},       {"dicembre", 12},
     {"diciembre", 12},   {"ene", 1},           {"enero", 1},      {"feb", 2},
     {"febbraio", 2},     {"febrero", 2},       {"februar", 2},    {"february", 2},
     {"fev", 2},          {"fevereiro", 2},     {"fevr", 2},       {"fevrier", 2},
     {"gen", 1},          {"gennaio", 1},       {"giu", 6},        {"giugno", 6},
     {"gru", 12},         {"grudnia", 12},      {"grudzien", 12},  {"jaenner", 1},
     {"jan", 1},          {"janeiro", 1},       {"janner", 1},     {"januar", 1},
     {"january", 1},      {"janv", 1},          {"janvier", 1},    {"juil", 7},
     {"juillet", 7},      {"juin", 6},          {"jul", 7},        {"julho", 7},
     {"juli", 7},         {"julio", 7},         {"july", 7},       {"jun", 6},
     {"june", 6},         {"junho", 6},         {"juni", 6},       {"junio", 6},
     {"kwi", 4},          {"kwiecien", 4},      {"kwietnia", 4},   {"lip", 7},
     {"lipca", 7},        {"lipiec", 7},        {"lis", 11},       {"listopad", 11},
     {"listopada", 11},   {"lug", 7},           {"luglio", 7},     {"lut", 2},
     {"lutego", 2},       {"luty", 2},          {"maerz", 3},      {"mag", 5},
     {"maggio", 5},       {"mai", 5},           {"maio", 5},       {"maj", 5},
     {"maja", 5},         {"mar", 3},           {"marca", 3},      {"march", 3},
     {"marco", 3},        {"mars", 3},          {"marz", 3},       {"marzec", 3},
     {"marzo", 3},        {"may", 5},           {"mayo", 5},       {"mrz", 3},
     {"nov", 11},         {"november", 11},     {"novembre", 11},  {"novembro", 11},
     {"noviembre", 11},   {"oct", 10},          {"october", 10},   {"octobre", 10},
     {"octubre", 10},     {"okt", 10},          {"oktober", 10},   {"ott", 10},
     {"ottobre", 10},     {"out", 10},          {"outubro", 10},   {"paz", 10},
     {"pazdziernik", 10}, {"pazdziernika", 10}, {"sep", 9},        {"sept", 9},
     {"september", 9},    {"septembre", 9},     {"septiembre", 9}, {"set", 9},
     {"setembro", 9},     {"setiembre", 9},     {"sett", 9},       {"settembre", 9},
     {"sie", 8},          {"sierpien", 8},      {"sierpnia", 8},   {"sty", 1},
     {"styczen", 1},      {"stycznia", 1},      {"wrz", 9},        {"wrzesien", 9},
     {"wrzesnia", 9}});
static_assert(std::is_sorted(names.begin(), names.end(), [](const auto& a, const auto& b) {
    return a.name < b.name;
}));

}  // namespace

std::optional<unsigned> take_month_name(std::string_view& text) {
    constexpr std::size_t shortest = 3;
    const MonthName* const name =
        WrittenName{text}.take(text, std::span<const MonthName>{names}, shortest);
    return name ? std::optional{name->month} : std::nullopt;
}

}  // namespace saleskpi::inline v0_3::detail
