// SPDX-License-Identifier: MIT
#pragma once

#include "generate.hpp"

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

namespace bench {

/// A rep's number in 2 bytes, or in 4 where there are more than 65,536.
using RepColumn = std::variant<std::vector<std::uint16_t>, std::vector<std::uint32_t>>;

/// Deals as an expert would lay them out: plain columns, each as narrow as its values.
struct Columns {
    RepColumn rep;
    std::vector<std::uint16_t> created, opened, closed;
    std::vector<std::uint8_t> stage, product;
    std::vector<std::int32_t> amount, list, cost;
    std::vector<std::uint32_t> customer;

    std::size_t size() const { return closed.size(); }
    std::size_t rep_bytes() const { return rep.index() == 0 ? 2 : 4; }
    /// Of the columns that seven KPIs per rep and month read.
    std::size_t bytes_of_seven_kpis() const { return rep_bytes() + 2 + 2 + 1 + 3 * 4; }
    /// Of all columns.
    std::size_t bytes_per_row() const { return rep_bytes() + 3 * 2 + 2 + 3 * 4 + 4; }
};

/// In the order of the generator.
Columns make_columns(const Generator& generator);

/// The same rows ordered by rep and day of closing, as a book has them.
Columns clustered(const Columns& columns);

/// Reads every byte of the columns that seven KPIs read, and does nothing else.
std::uint64_t read_seven(const Columns& columns);

}  // namespace bench
