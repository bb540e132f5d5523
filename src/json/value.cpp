// SPDX-License-Identifier: MIT
#include "displayed.hpp"

#include <saleskpi/json/value.hpp>
#include <saleskpi/value/day_quantity.hpp>
#include <saleskpi/value/error.hpp>

#include <nlohmann/json.hpp>

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace saleskpi::inline v0_3 {
namespace {

using nlohmann::json;

[[noreturn]] void fail_shape(const json& found, std::string_view expected) {
    std::string text = found.dump(-1, ' ', true, json::error_handler_t::replace);
    if (text.size() > 60) {
        text.resize(60);
        text += "...";
    }
    throw Error(ErrorCode::invalid_json, "expected " + std::string(expected) + ", found " + text);
}

const json& member(const json& object, const char* key) {
    if (!object.is_object()) {
        fail_shape(object, "an object");
    }
    const auto found = object.find(key);
    if (found == object.end()) {
        fail_shape(object, "an object with \"" + std::string(key) + '"');
    }
    return *found;
}

const std::string& text_of(const json& value, std::string_view expected) {
    if (!value.is_string()) {
        fail_shape(value, expected);
    }
    return value.get_ref<const std::string&>();
}

/// The digits of a JSON number, or of a text that holds one. A double is written by its shortest
/// decimal, which is what stood in the JSON text unless that had more than 15 digits.
std::string plain_number(const json& value, std::string_view expected) {
    if (!value.is_number_float()) {
        return value.is_number_integer() ? value.dump() : text_of(value, expected);
    }
    char buffer[400];  // the longest double has 309 digits before the point or 345 after it
    const auto end = std::to_chars(
        buffer, buffer + sizeof buffer, value.get<double>(), std::chars_format::fixed);
    return std::string(buffer, end.ptr);
}

}  // namespace

void to_json(json& json, const Rational& value) { json = to_text(value); }

void from_json(const json& json, Rational& value) {
    constexpr std::string_view expected = "a fraction like \"1438/2249\"";
    const std::string text = json.is_number_integer() ? json.dump() : text_of(json, expected);
    const std::optional<Rational> parsed = try_parse_rational(text);
    if (!parsed) {
        fail_shape(json, expected);
    }
    value = *parsed;
}

void to_json(json& json, const Decimal& value) { json = to_text(value); }

void from_json(const json& json, Decimal& value) {
    constexpr std::string_view expected = "a number of at most nine decimal places";
    const std::optional<Decimal> parsed = Decimal::try_parse(plain_number(json, expected));
    if (!parsed) {
        fail_shape(json, expected);
    }
    value = *parsed;
}

void to_json(json& json, const Currency& value) { json = value.code(); }

void from_json(const json& json, Currency& value) {
    constexpr std::string_view expected = "a currency code of ISO 4217";
    const std::string& text = text_of(json, expected);
    const std::optional<Currency> found = Currency::try_parse(text);
    if (!found && !text.empty()) {
        fail_shape(json, expected);
    }
    value = found.value_or(Currency());
}

void to_json(json& json, const Money& value) {
    const std::string text = to_text(value);
    json = {{"amount", text.substr(0, text.find(' '))}, {"currency", value.currency()}};
}

void from_json(const json& json, Money& value) {
    constexpr std::string_view expected = "an amount that its currency can hold";
    const auto currency = member(json, "currency").get<Currency>();
    const auto parsed = Money::try_parse(plain_number(member(json, "amount"), expected), currency);
    if (!parsed) {
        fail_shape(json, expected);
    }
    value = *parsed;
}

void to_json(json& json, const Reason& value) { json = name(value); }

void from_json(const json& json, Reason& value) {
    constexpr std::string_view expected = "the name of a reason";
    const std::optional<Reason> found = find_reason(text_of(json, expected));
    if (!found) {
        fail_shape(json, expected);
    }
    value = *found;
}

void to_json(json& json, const Unit& value) { json = name(value); }

void from_json(const json& json, Unit& value) {
    constexpr std::string_view expected = "the name of a unit";
    const std::optional<Unit> found = try_parse_unit(text_of(json, expected));
    if (!found) {
        fail_shape(json, expected);
    }
    value = *found;
}

void to_json(json& json, const AnyQuantity& value) {
    detail::write_quantity(json, value);
    json["unit"] = value.unit();
}

void from_json(const json& json, AnyQuantity& value) {
    value = detail::read_quantity(json, member(json, "unit").get<Unit>());
}

json value_and_exact(const AnyQuantity& quantity) {
    json value{{"exact", quantity.exact()}};
    std::visit([&](const auto& shown) { value["value"] = shown; }, detail::displayed(quantity));
    return value;
}

namespace detail {

void write_quantity(json& json, const AnyQuantity& quantity) {
    json = value_and_exact(quantity);
    if (is_money_like(quantity.unit())) {
        json["currency"] = quantity.currency();
    }
}

AnyQuantity read_quantity(const json& json, Unit unit) {
    const auto exact = member(json, "exact").get<Rational>();
    if (!is_money_like(unit)) {
        return AnyQuantity(exact, unit);
    }
    return AnyQuantity(exact, unit, member(json, "currency").get<Currency>());
}

void write_undefined(json& json, Reason reason) { json = {{"undefined", reason}}; }

std::optional<Reason> read_undefined(const json& json) {
    if (!json.is_object() || !json.contains("undefined")) {
        return std::nullopt;
    }
    return json["undefined"].get<Reason>();
}

}  // namespace detail
}  // namespace saleskpi::inline v0_3
