// SPDX-License-Identifier: MIT
#pragma once

#include "grid.hpp"

#include <string>
#include <vector>

namespace bench {

/// A deal as an ordinary program has it.
struct OrdinaryDeal {
    std::string id, rep, customer, product;
    saleskpi::Stage stage;
    std::optional<saleskpi::Date> created, opened, closed;
    std::int64_t amount, list, cost;
};

std::vector<OrdinaryDeal> ordinary_deals(const Generator& generator);

/// Seven KPIs per rep and month as an ordinary program finds them: a hash map from the rep's id and
/// the month to the sums.
Grid<Sums> ordinary_seven_sums(const std::vector<OrdinaryDeal>& deals, const Generator& generator);

/// The time of the hash map alone, without its contents being put into a grid.
std::size_t ordinary_cells(const std::vector<OrdinaryDeal>& deals, const Generator& generator);

}  // namespace bench
