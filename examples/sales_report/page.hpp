// SPDX-License-Identifier: MIT
#pragma once

#include "options.hpp"

#include <saleskpi/html/page.hpp>
#include <saleskpi/load/data_checks.hpp>

#include <span>
#include <string_view>
#include <vector>

namespace sales_report {

/// KPIs under one heading.
struct ViewSection {
    std::string_view title;
    std::span<const std::string_view> metrics;  ///< ids
};

/// What somebody looks at: KPIs, and by what. What the command line says goes before it.
struct View {
    std::string_view name;
    std::string_view title;
    std::span<const ViewSection> sections;
    std::span<const std::string_view> cards;
    std::span<const std::string_view> by;  ///< of those dimensions that the data have
    Grain every = Grain::quarter;
};

/// Throws UsageError with the nearest name.
const View& view_of(std::string_view name);

/// Colours by one name.
struct NamedTheme {
    std::string_view name;
    PageTheme theme;
};

/// Of a language that the library has, or of a file. Throws UsageError for what is neither.
Glossary glossary_of(const std::string& language);

/// Throws UsageError with the nearest name.
const NamedTheme& theme_of(std::string_view name);

/// The report as a page: what it says of itself, and where its numbers come from. As SVG, its head.
void write_page(
    const Rollup& asked,
    const Table& table,
    const std::vector<DataCheck>& checks,
    const Options& options,
    const TextSink& sink);

/// Whether that is asked for: a page, or its head.
bool is_page(const Options& options);
/// Or a chart.
bool is_chart(const Options& options);

}  // namespace sales_report
