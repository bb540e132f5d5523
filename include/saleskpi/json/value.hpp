// SPDX-License-Identifier: MIT
// Values as JSON through nlohmann's conversions. What is written is read back equal.
//   Rational    "1438/2249"                Decimal  "0.25"
//   Currency    "USD", "" for none         Money    {"amount": "1234.50", "currency": "USD"}
//   Reason      "no_target"                Unit     "ratio"
//   Quantity    {"value": 0.639395286794, "exact": "1438/2249"}, of money with "currency"
//   AnyQuantity as a quantity, with "unit"
//   Outcome     as its value, or {"undefined": "no_target"}
// "exact" is in base units (money: minor units), "value" is for display: money in major units, at
// most 12 significant digits where it is not whole. Reading takes "exact" and leaves "value" alone.
// JSON of another shape throws Error invalid_json.
// Threads: functions without state, for any number at once.
#pragma once

#include <saleskpi/value/currency.hpp>
#include <saleskpi/value/decimal.hpp>
#include <saleskpi/value/money.hpp>
#include <saleskpi/value/outcome.hpp>
#include <saleskpi/value/quantity.hpp>
#include <saleskpi/value/rational.hpp>
#include <saleskpi/value/reason.hpp>
#include <saleskpi/value/unit.hpp>

#include <nlohmann/json_fwd.hpp>

#include <optional>

namespace saleskpi::inline v0_3 {

void to_json(nlohmann::json& json, const Rational& value);
void to_json(nlohmann::json& json, const Decimal& value);
void to_json(nlohmann::json& json, const Currency& value);
void to_json(nlohmann::json& json, const Money& value);
void to_json(nlohmann::json& json, const Reason& value);
void to_json(nlohmann::json& json, const Unit& value);
void to_json(nlohmann::json& json, const AnyQuantity& value);

/// A whole JSON number is read too.
void from_json(const nlohmann::json& json, Rational& value);
/// A JSON number is read as the shortest decimal that means it: 0.1 is one tenth.
void from_json(const nlohmann::json& json, Decimal& value);
void from_json(const nlohmann::json& json, Currency& value);
/// "amount" may be a JSON number, read as for Decimal.
void from_json(const nlohmann::json& json, Money& value);
void from_json(const nlohmann::json& json, Reason& value);
void from_json(const nlohmann::json& json, Unit& value);
void from_json(const nlohmann::json& json, AnyQuantity& value);

/// {"value", "exact"} alone, for documents that state unit and currency in one place.
nlohmann::json value_and_exact(const AnyQuantity& quantity);

namespace detail {

void write_quantity(nlohmann::json& json, const AnyQuantity& quantity);
AnyQuantity read_quantity(const nlohmann::json& json, Unit unit);

void write_undefined(nlohmann::json& json, Reason reason);
/// The reason of {"undefined": …}; no value for JSON of another shape.
std::optional<Reason> read_undefined(const nlohmann::json& json);

}  // namespace detail

template <Unit U>
void to_json(nlohmann::json& json, const Quantity<U>& value) {
    detail::write_quantity(json, value);
}

template <Unit U>
void from_json(const nlohmann::json& json, Quantity<U>& value) {
    value = detail::read_quantity(json, U).template as<U>();
}

}  // namespace saleskpi::inline v0_3

/// An Outcome has no default, so it cannot be read by filling one in.
template <class T>
struct nlohmann::adl_serializer<saleskpi::Outcome<T>> {
    template <class Json>
    static void to_json(Json& json, const saleskpi::Outcome<T>& outcome) {
        if (outcome) {
            json = *outcome;
        } else {
            saleskpi::detail::write_undefined(json, outcome.reason());
        }
    }

    template <class Json>
    static saleskpi::Outcome<T> from_json(const Json& json) {
        if (const auto reason = saleskpi::detail::read_undefined(json)) {
            return *reason;
        }
        return json.template get<T>();
    }
};
