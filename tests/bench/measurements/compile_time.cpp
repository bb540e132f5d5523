// SPDX-License-Identifier: MIT
// What it costs to compile a file that includes the whole library and computes five KPIs.
#include "measurements.hpp"
#include "temporary.hpp"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace bench {

namespace {

constexpr const char* five_kpis = R"(#include <saleskpi/saleskpi.hpp>

using namespace saleskpi;

Table five_kpis(const Book& book) {
    return rollup(book)
        .metrics(kpi::revenue, kpi::win_rate, kpi::average_deal_size, kpi::discount_rate,
                 kpi::sales_cycle)
        .by(by::team, by::rep)
        .every(Grain::month)
        .run();
}
)";

/// The command that this program was itself compiled by; directories are separated by '|'.
std::string command(const std::string& file) {
    std::string text = SALESKPI_BENCH_COMPILER " -std=c++20 -O1 -c -o /dev/null";
    std::string directories = SALESKPI_BENCH_INCLUDES;
    for (std::size_t start = 0; start < directories.size();) {
        const std::size_t end = (std::min)(directories.find('|', start), directories.size());
        if (end > start) text += " -I'" + directories.substr(start, end - start) + "'";
        start = end + 1;
    }
    return text + " '" + file + "'";
}

}  // namespace

Lines compile_time(Context&) {
    const TemporaryFolder folder;
    const std::string file = (folder.path() / "five_kpis.cpp").string();
    std::ofstream{file} << five_kpis;
    const std::string compile = command(file);
    Race race;
    const double& seconds = race.add([&] {
        if (std::system(compile.c_str()) != 0) throw std::runtime_error{"cannot run " + compile};
    });
    race.go(3);
    return {
        timed("<saleskpi/saleskpi.hpp> and five KPIs, -O1", seconds).is(seconds, "1 s").at_most(2)};
}

}  // namespace bench
