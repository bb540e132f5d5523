// SPDX-License-Identifier: MIT
#include "value/weekday_names.hpp"

#include "value/written_name.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr Weekdays sunday = 1 << 0;
constexpr Weekdays monday = 1 << 1;
constexpr Weekdays tuesday = 1 << 2;
constexpr Weekdays wednesday = 1 << 3;
constexpr Weekdays thursday = 1 << 4;
constexpr Weekdays friday = 1 << 5;
constexpr Weekdays saturday = 1 << 6;

struct WeekdayName {
    std::string_view name;
    Weekdays days;
};

/// By name, without accents. "so" is a Sunday in German and a Saturday in Polish.
constexpr auto names = std::to_array<WeekdayName>(
    {{"cz", thursday},         {"czw", thursday},        {"czwartek", thursday},
     {"di", tuesday},          {"dienstag", tuesday},    {"dim", sunday},
     {"dimanche", sunday},     {"do", thursday},         {"dom", sunday},
     {"domenica", sunday},     {"domingo", sunday},      {"donnerstag", thursday},
     {"fr", friday},           {"freitag", friday},      {"fri", friday},
     {"friday", friday},       {"gio", thursday},        {"giovedi", thursday},
     {"jeu", thursday},        {"jeudi", thursday},      {"jue", thursday},
     {"jueves", thursday},     {"lun", monday},          {"lundi", monday},
     {"lunedi", monday},       {"lunes", monday},        {"mar", tuesday},
     {"mardi", tuesday},       {"martedi", tuesday},     {"martes", tuesday},
     {"mer", wednesday},       {"mercoledi", wednesday}, {"mercredi", wednesday},
     {"mi", wednesday},        {"mie", wednesday},       {"miercoles", wednesday},
     {"mittwoch", wednesday},  {"mo", monday},           {"mon", monday},
     {"monday", monday},       {"montag", monday},       {"nd", sunday},
     {"ndz", sunday},          {"niedz", sunday},        {"niedziela", sunday},
     {"pia", friday},          {"piatek", friday},       {"pn", monday},
     {"pon", monday},          {"poniedzialek", monday}, {"pt", friday},
     {"qua", wednesday},       {"quarta", wednesday},    {"qui", thursday},
     {"quinta", thursday},     {"sa", saturday},         {"sab", saturday},
     {"sabado", saturday},     {"sabato", saturday},     {"sam", saturday},
     {"samedi", saturday},     {"samstag", saturday},    {"sat", saturday},
     {"saturday", saturday},   {"seg", monday},          {"segunda", monday},
     {"sex", friday},          {"sexta", friday},        {"so", sunday | saturday},
     {"sob", saturday},        {"sobota", saturday},     {"sonnabend", saturday},
     {"sonntag", sunday},      {"sr", wednesday},        {"sro", wednesday},
     {"sroda", wednesday},     {"sun", sunday},          {"sunday", sunday},
     {"ter", tuesday},         {"terca", tuesday},       {"thu", thursday},
     {"thur", thursday},       {"thurs", thursday},      {"thursday", thursday},
     {"tue", tuesday},         {"tues", tuesday},        {"tuesday", tuesday},
     {"ven", friday},          {"vendredi", friday},     {"venerdi", friday},
     {"vie", friday},          {"viernes", friday},      {"wed", wednesday},
     {"wednesday", wednesday}, {"weds", wednesday},      {"wt", tuesday},
     {"wto", tuesday},         {"wtorek", tuesday}});
static_assert(std::is_sorted(names.begin(), names.end(), [](const auto& a, const auto& b) {
    return a.name < b.name;
}));

}  // namespace

std::optional<Weekdays> take_weekday_name(std::string_view& text) {
    constexpr std::size_t shortest = 2;
    const WeekdayName* const name =
        WrittenName{text}.take(text, std::span<const WeekdayName>{names}, shortest);
    if (!name) return std::nullopt;
    for (const std::string_view market : {"-feira", "-Feira", "-FEIRA"})
        if (text.starts_with(market)) {
            text.remove_prefix(market.size());
            break;
        }
    return name->days;
}

}  // namespace saleskpi::inline v0_3::detail
