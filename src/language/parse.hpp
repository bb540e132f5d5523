// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/plan/kpi_function.hpp>
#include <saleskpi/record/schema.hpp>

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Definitions from text, in the language in which words() describes them: what formula_text
/// writes is read back as the same formula. docs/definitions.md describes it.
namespace saleskpi::inline v0_3::detail {

/// What the names in a text stand for. A Catalogue knows all metrics of its own.
struct FormulaNames {
    /// The metric of an id, or nothing.
    std::function<std::optional<Definition>(std::string_view id)> metric{};
    /// The ids to propose for one that is unknown.
    std::function<std::vector<std::string>(std::string_view id)> nearest{};
    /// Record types of the application, besides those of the library: `&record_type<MyDeal>()`.
    std::vector<const RecordType*> records{};
    /// The metrics that are functions.
    std::span<const KpiFunction> functions{};
};

/// The metric that a formula makes:
/// `parse_definition("deal_size", "Deal size", Better::higher, "revenue / deals_won", names)`.
///
/// What is wrong is an Error whose message names the column and what is expected there:
/// unknown_metric for an unknown name, unit_mismatch where units do not go together (money +
/// ratio), else invalid_definition.
Definition parse_definition(
    std::string_view id,
    std::string_view title,
    Better better,
    std::string_view text,
    const FormulaNames& names = {});

/// The metric that a text asks for: an id, a function or an operator over one such as
/// "attainment(revenue)", or any formula, which then serves as id and title. Throws as parse_definition does.
Definition parse_metric(std::string_view text, const FormulaNames& names = {});

}  // namespace saleskpi::inline v0_3::detail
