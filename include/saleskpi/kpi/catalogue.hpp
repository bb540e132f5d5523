// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/plan/definition.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi {

/// A KPI of the library as it stands in the catalogue.
struct CatalogueEntry {
    std::string family;  ///< "revenue", "margin", ...: the header it is defined in
    Definition definition;
};

/// All KPIs of the library, by family and in the order of their definition; and those an
/// application adds. A value: make one, or keep one where it is needed.
class Catalogue {
public:
    Catalogue();  ///< every KPI of the library

    std::span<const CatalogueEntry> entries() const& { return entries_; }
    /// The entries are the catalogue's own: name it first.
    void entries() const&& = delete;

    /// The KPI of that id, or an operator over one such as "attainment(revenue)",
    /// "target(revenue)", "change(revenue, previous)"; or nothing.
    std::optional<Definition> find(std::string_view id) const;
    /// The same, or Error unknown_metric with the nearest ids.
    Definition at(std::string_view id) const;
    /// Adds a KPI. Throws Error duplicate_metric if its id is taken.
    void add(std::string_view family, const Definition& metric);
    /// Ids that look like the given one, nearest first.
    std::vector<std::string> nearest(std::string_view id) const;

private:
    std::vector<CatalogueEntry> entries_;
};

}  // namespace saleskpi
