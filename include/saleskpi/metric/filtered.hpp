// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/metric/metric.hpp>

#include <cstddef>
#include <cstdint>

namespace saleskpi::inline v0_3::kpi {

/// The metric over those of its records that also satisfy the condition.
/// Leaves over other tables stay as they are.
template <MetricConstant M, class R, std::size_t N>
constexpr auto filtered(ShortText id, const M& m, const Condition<R, N>& condition) {
    const auto& f = m.formula();
    return [&]<Unit U, std::size_t L, std::size_t T, std::size_t S>(const Formula<U, L, T, S>&) {
        Formula<U, L, T + L*(N + 1), S> g;
        g.steps = f.steps;
        std::size_t next = 0;
        for (std::size_t i = 0; i < L; ++i) {
            Leaf leaf = f.leaves[i];
            const std::size_t first = next;
            for (std::size_t t = 0; t < leaf.tests; ++t)
                g.tests[next++] = f.tests[leaf.first_test + t];
            if (leaf.table == table_of<R>()) {
                for (std::size_t t = 0; t < N; ++t)
                    g.tests[next++] = condition.tests[t];
                if (leaf.tests > 0) g.tests[next++].op = Test::Op::all;
            }
            leaf.first_test = static_cast<std::uint16_t>(first);
            leaf.tests = static_cast<std::uint16_t>(next - first);
            g.leaves[i] = leaf;
        }
        return metric(id, m.title(), m.better(), "", g);
    }(f);
}

}  // namespace saleskpi::inline v0_3::kpi
