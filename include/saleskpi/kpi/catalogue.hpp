// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/language/scope.hpp>
#include <saleskpi/plan/definition.hpp>
#include <saleskpi/record/schema.hpp>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Threads: any number may ask one Catalogue at once; who adds to it has it alone.
namespace saleskpi::inline v0_3 {

/// A KPI of the library as it stands in the catalogue.
struct CatalogueEntry {
    std::string family;  ///< "revenue", "margin", ...: the header it is defined in
    Definition definition;
    std::string
        rivals{};  ///< other numbers that people call by the same name, in words; or nothing
};

/// All KPIs of the library, by family and in the order of their definition; and those an
/// application adds. A value: make one, or keep one where it is needed.
class Catalogue {
public:
    Catalogue();  ///< every KPI of the library

    std::span<const CatalogueEntry> entries() const& { return entries_; }
    /// The entries are the catalogue's own: name it first.
    void entries() const&& = delete;

    /// The KPI of that id; a function such as "stage_conversion(Demo, Proposal)"; an operator over
    /// one such as "attainment(revenue)" or "change(revenue, previous)"; or any formula,
    /// "revenue / deals_won" (docs/definitions.md); or nothing.
    std::optional<Definition> find(std::string_view text) const;
    /// The same. Throws Error unknown_metric with the nearest ids; for a formula also
    /// invalid_definition and unit_mismatch, with the column.
    Definition at(std::string_view text) const;
    /// The metric that a formula makes, out of aggregates and of the metrics that are here. It is
    /// not added. Throws as at().
    Definition define(
        std::string_view id, std::string_view title, Better better, std::string_view formula) const;
    /// The same, but no value where that throws.
    std::optional<Definition> try_define(
        std::string_view id, std::string_view title, Better better, std::string_view formula) const;
    /// What a query is restricted to, as Scope::parse reads it: with the fields that formulas may name.
    Scope scope(std::string_view condition) const;
    /// Formulas may name the fields of the application's own records, `record_type<MyDeal>()`.
    void add_fields_of(const RecordType& records) { records_.push_back(&records); }
    /// The same of those that a mapping tells: `for (auto& type : own_record_types(mapping))`.
    void add_fields_of(std::shared_ptr<const RecordType> records) {
        add_fields_of(*own_records_.emplace_back(std::move(records)));
    }
    /// Adds a KPI. Throws Error duplicate_metric if its id is taken, and invalid_definition for a
    /// family that is not UTF-8.
    void add(std::string_view family, const Definition& metric);
    /// Ids that look like the given one, nearest first.
    std::vector<std::string> nearest(std::string_view id) const;

private:
    struct Names;
    std::optional<Definition> entry_of(std::string_view id) const;

    std::vector<CatalogueEntry> entries_;
    std::vector<const RecordType*> records_;
    std::vector<std::shared_ptr<const RecordType>> own_records_;  // of which some of these are
};

}  // namespace saleskpi::inline v0_3
