// SPDX-License-Identifier: MIT
// Measures the library beside what the hardware, an expert, an ordinary program and databases do.
// Usage: docs/performance.md

#include "machine.hpp"
#include "measurements.hpp"

#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>

namespace {

using namespace bench;

constexpr Measurement measurements[] = {
    {"rep_by_month", rep_by_month},
    {"second_query", second_query},
    {"prepared_rows", prepared_rows},
    {"all_levels", all_levels},
    {"five_levels", five_levels},
    {"stocks", stocks},
    {"medians", medians},
    {"distinct", distinct_customers},
    {"leads", leads},
    {"mrr_movements", mrr_movements},
    {"day_table", day_table},
    {"direct_call", direct_call},
    {"load_structs", load_structs},
    {"load_files", load_files},
    {"memory", memory_of_a_book},
    {"append", append},
    {"linearity", linearity},
    {"compile_time", compile_time},
};

/// Throws std::runtime_error for a name that no measurement has.
void check_names(const Options& options) {
    std::string names;
    for (const Measurement& measurement : measurements)
        names.append(" ").append(measurement.name);
    for (const std::string& name : options.only)
        if ((names + " ").find(" " + name + " ") == std::string::npos)
            throw std::runtime_error{"there is no measurement " + name + ", but" + names};
}

void report(const Options& options, std::string_view name, const std::string& text) {
    std::printf("\n%.*s\n%s", static_cast<int>(name.size()), name.data(), text.c_str());
    std::fflush(stdout);
    if (!options.page.empty()) write_section(options.page, name, text);
}

}  // namespace

int main(int argc, char** argv) try {
    Context context{parse_options(argc, argv)};
    check_names(context.options());
    report(context.options(), "machine", describe_machine(context.options()));
    for (const Measurement& measurement : measurements)
        if (context.options().wants(measurement.name))
            report(context.options(), measurement.name, table(measurement.run(context)));
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "saleskpi_bench: %s\n", error.what());
    return 1;
}
