// SPDX-License-Identifier: MIT
#include "book/target_checks.hpp"
#include "language/similar.hpp"
#include "plan/known_metrics.hpp"

#include <saleskpi/record/target.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

/// The metrics there are, of the library and of the application.
class Metrics {
public:
    explicit Metrics(const BookSettings& settings) : are_told_{settings.own_metrics.has_value()} {
        for (const KnownMetric& metric : known_metrics())
            units_.emplace(metric.id, metric.unit);
        if (settings.own_metrics)
            for (const KnownMetric& metric : *settings.own_metrics)
                units_.emplace(metric.id, metric.unit);
    }

    std::optional<Unit> unit_of(std::string_view id) const {
        const auto known = units_.find(id);
        return known == units_.end() ? unit_of_formula(id) : std::optional{known->second};
    }
    /// Why none has the id; empty where it may be one of which nobody told the book.
    std::string unknown(std::string_view id) const {
        std::vector<std::string> ids;
        for (const auto& [known, unit] : units_)
            ids.push_back(known);
        const std::string near = did_you_mean(id, ids);
        return near.empty() && !are_told_ ? std::string{} : "names no metric" + near;
    }

private:
    bool are_told_;
    std::map<std::string, Unit, std::less<>> units_;
};

/// What is known of a metric that targets name.
struct NamedMetric {
    std::optional<Unit> unit;
    std::string fault;  ///< why there is none
};

void note_column(RawTable& targets, std::size_t row, std::string_view metric, Unit unit) {
    const RawColumn* amount = targets.find(kpi::target::amount.name);
    const RawColumn* number = targets.find(kpi::target::number.name);
    const RawColumn* wrong = is_money_like(unit) ? number : amount;
    const RawColumn* right = is_money_like(unit) ? amount : number;
    if (!wrong || wrong->is_missing(row) || (right && !right->is_missing(row))) return;
    targets.note(
        row, wrong->name, targets.shown(*wrong, row),
        fmt::format(
            "is no target: '{}' is {}, and its targets stand in '{}'", metric,
            is_money_like(unit) ? "money" : "no money",
            is_money_like(unit) ? kpi::target::amount.name : kpi::target::number.name),
        FindingKind::contradicts);
}

}  // namespace

void note_target_metrics(BookDraft& draft) {
    RawTable* targets = draft.find(Schema<Target>::table);
    const RawColumn* metric = targets ? targets->find(kpi::target::metric.name) : nullptr;
    if (!metric || targets->rows() == 0) return;
    const Metrics metrics{*draft.data};
    std::map<std::int32_t, NamedMetric> seen;  // by the metric's code
    for (std::size_t row = 0; row < targets->rows(); ++row) {
        if (targets->is_rejected(row) || metric->is_missing(row)) continue;
        const std::int32_t code = metric->small_at(row);
        const std::string id{metric->dictionary->text(code)};
        const auto [known, is_new] = seen.try_emplace(code);
        if (is_new) known->second.unit = metrics.unit_of(id);
        if (is_new && !known->second.unit) known->second.fault = metrics.unknown(id);
        if (known->second.unit)
            note_column(*targets, row, id, *known->second.unit);
        else if (!known->second.fault.empty())
            targets->note(row, metric->name, id, known->second.fault, FindingKind::unresolved);
    }
}

}  // namespace saleskpi::inline v0_3::detail
