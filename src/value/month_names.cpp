// SPDX-License-Identifier: MIT
#include "value/month_names.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

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

constexpr std::size_t longest_name = 12;
constexpr std::size_t shortest_name = 3;

/// The small letter without an accent that begins the text, and how many bytes it has; no letter
/// where there is none of these languages. An accent by itself is no letter, and has two bytes.
struct Letter {
    char letter = '\0';
    std::size_t length = 0;
};

Letter first_letter(std::string_view text) {
    const char c = text.front();
    if (c >= 'a' && c <= 'z') return {c, 1};
    if (c >= 'A' && c <= 'Z') return {static_cast<char>(c - 'A' + 'a'), 1};
    struct Accented {
        std::string_view letters;
        char plain;
    };
    constexpr auto accented = std::to_array<Accented>({
        {"\u00E1\u00C1\u00E0\u00C0\u00E4\u00C4\u00E3\u00C3", 'a'},
        {"\u00E7\u00C7\u0107\u0106", 'c'},
        {"\u00E9\u00C9\u00E8\u00C8\u00EA\u00CA", 'e'},
        {"\u0144\u0143\u00F1\u00D1", 'n'},
        {"\u015B\u015A", 's'},
        {"\u00FB\u00DB\u00FC\u00DC\u00FA\u00DA\u00F9\u00D9", 'u'},
        {"\u017A\u0179\u017C\u017B", 'z'},
        {"\u0301\u0300\u0308\u0302\u0303\u0327", '\0'},  // accents by themselves
    });
    const std::string_view two = text.substr(0, 2);
    if (two.size() < 2) return {};
    for (const auto& [letters, plain] : accented)
        for (std::size_t at = 0; at < letters.size(); at += 2)
            if (letters.substr(at, 2) == two) return {plain, 2};
    return {};
}

}  // namespace

std::optional<unsigned> take_month_name(std::string_view& text) {
    std::array<char, longest_name> word{};
    std::array<std::size_t, longest_name + 1> ends{};  // of the text after so many letters
    std::size_t size = 0;
    for (std::size_t at = 0; at < text.size() && size < longest_name;) {
        const auto [letter, length] = first_letter(text.substr(at));
        if (length == 0) break;
        at += length;
        if (letter != '\0') word[size++] = letter;
        ends[size] = at;
    }
    for (; size >= shortest_name; --size) {
        const std::string_view name{word.data(), size};
        const auto found = std::lower_bound(
            names.begin(), names.end(), name,
            [](const MonthName& a, std::string_view b) { return a.name < b; });
        if (found == names.end() || found->name != name) continue;
        text.remove_prefix(ends[size]);
        return found->month;
    }
    return std::nullopt;
}

}  // namespace saleskpi::inline v0_3::detail
