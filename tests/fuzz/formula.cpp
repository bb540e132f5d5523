// SPDX-License-Identifier: MIT
#include "fuzz/small_book.hpp"
#include "fuzz/targets.hpp"
#include "support/same_tables.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/language/words.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <optional>

namespace fuzz {

using namespace saleskpi;

namespace {

/// The definition, or the message why it is none.
std::optional<Definition> read(
    const Catalogue& catalogue, std::string_view text, std::string& message) {
    try {
        return catalogue.define("x", "X", Better::neither, text);
    } catch (const Error& error) {
        message = error.what();
        return std::nullopt;
    }
}

/// The table of a metric, or the code of the error.
std::optional<Table> table_of(const Definition& metric, ErrorCode& code) {
    Limits limits;
    limits.cells = 20'000;
    limits.steps = 2'000;
    limits.formula = 20'000;
    try {
        return rollup(small_book())
            .metrics(metric)
            .by("region", "rep")
            .with_subtotals()
            .every(Grain::quarter)
            .during(small_window())
            .threads(1)
            .within(limits)
            .run();
    } catch (const Error& error) {
        code = error.code();
        return std::nullopt;
    }
}

}  // namespace

void formula(Bytes bytes) {
    static const Catalogue catalogue;
    const std::string_view text = text_of(bytes);
    std::string message;
    const auto metric = read(catalogue, text, message);
    if (!metric) {
        require(!message.empty(), "an error without a message");
        require(!catalogue.try_define("x", "X", Better::neither, text), "it is defined after all");
        return;
    }
    const std::string written = formula_text(*metric);
    const auto again = read(catalogue, written, message);
    require(again.has_value(), "its text is not read back: " + written + ": " + message);
    require(formula_text(*again) == written, "its text changes when it is read back: " + written);
    require(*again == *metric, "it is another one when it is read back: " + written);
    require(
        fingerprint(*again) == fingerprint(*metric), "its fingerprint is another one: " + written);
    const Words said = words(*metric);
    require(said.formula == written, "its words have another formula: " + said.formula);
    require(!said.records.empty() || metric->leaves().empty(), "no word of records: " + written);

    ErrorCode code{};
    ErrorCode other_code{};
    const auto table = table_of(*metric, code);
    const auto other = table_of(*again, other_code);
    require(table.has_value() == other.has_value() && code == other_code, "one has no table");
    if (!table) return;
    const std::string difference = laws::difference(*table, *other);
    require(difference.empty(), written + ": " + difference);
}

}  // namespace fuzz
