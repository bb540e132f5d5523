// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/metric.hpp>
#include <saleskpi/plan/expression.hpp>

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3 {

/// A metric at run time: it owns its definition, may be stored, copied cheaply and shared between
/// threads. A metric constant converts to it; the catalogue hands it out by id.
class Definition {
public:
    using Text = std::string;

    /// Copies the definition and all its texts. Throws Error invalid_definition if an aggregate is
    /// not placed in time or the arithmetic is not one expression.
    explicit Definition(const DefinitionView& view);

    template <MetricConstant M>
    Definition(const M& m) : Definition{m.definition()} {}  // NOLINT: a metric is its definition

    std::string_view id() const noexcept { return view().id; }
    std::string_view title() const noexcept { return view().title; }
    Unit unit() const noexcept { return view().unit; }
    Better better() const noexcept { return view().better; }
    std::string_view since() const noexcept { return view().since; }
    std::span<const Leaf> leaves() const noexcept { return view().leaves; }
    std::span<const Test> tests(const Leaf& leaf) const noexcept {
        return view().tests.subspan(leaf.first_test, leaf.tests);
    }
    std::span<const Step> steps() const noexcept { return view().steps; }
    const DefinitionView& view() const noexcept;
    /// What it computes, without its name: for a formula of several metrics.
    Expression formula() const;

private:
    struct Storage;
    std::shared_ptr<const Storage> storage_;
};

}  // namespace saleskpi::inline v0_3
