// SPDX-License-Identifier: MIT
#pragma once

#include "context.hpp"
#include "report.hpp"

#include <string_view>

namespace bench {

/// Something that is measured. `run` compares all answers before it returns any time.
struct Measurement {
    std::string_view name;
    Lines (*run)(Context&);
};

Lines rep_by_month(Context&);
Lines prepared_rows(Context&);
Lines second_query(Context&);
Lines all_levels(Context&);
Lines five_levels(Context&);
Lines stocks(Context&);
Lines medians(Context&);
Lines distinct_customers(Context&);
Lines leads(Context&);
Lines mrr_movements(Context&);
Lines direct_call(Context&);
Lines load_structs(Context&);
Lines load_files(Context&);
Lines memory_of_a_book(Context&);
Lines append(Context&);
Lines linearity(Context&);
Lines day_table(Context&);
Lines compile_time(Context&);

}  // namespace bench
