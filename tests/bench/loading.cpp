// SPDX-License-Identifier: MIT
#include "loading.hpp"

#include "by_hand.hpp"
#include "compare.hpp"

#include <saleskpi/csv/read.hpp>
#include <saleskpi/json/load.hpp>
#include <saleskpi/load/load.hpp>

#include <fstream>
#include <stdexcept>

namespace bench {

using namespace saleskpi;

namespace {

/// A date, or nothing.
std::string text(const std::optional<Date>& day) { return day ? to_text(*day) : std::string{}; }

/// "1234.56"
std::string text(const Money& money) {
    const std::int64_t cents = money.minor() % 100;
    return std::to_string(money.minor() / 100) + (cents < 10 ? ".0" : ".") + std::to_string(cents);
}

/// A name and a value for each column of the files.
std::vector<std::pair<const char*, std::string>> fields(const Deal& deal) {
    return {
        {"id", deal.id},
        {"rep", deal.rep},
        {"customer", deal.customer},
        {"product", deal.product},
        {"stage", std::string{stage_names[static_cast<std::size_t>(deal.stage)]}},
        {"created", text(deal.created)},
        {"opened", text(deal.opened)},
        {"closed", text(deal.closed)},
        {"amount", text(*deal.amount)},
        {"list", text(*deal.list)},
        {"cost", text(*deal.cost)}};
}

bool is_money(std::string_view field) {
    return field == "amount" || field == "list" || field == "cost";
}

template <class Options>
void use_threads_of(Options& options, unsigned threads) {
    if constexpr (requires { options.threads = threads; }) options.threads = threads;
}

}  // namespace

const char* const duckdb_columns =
    "columns = {id: 'VARCHAR', rep: 'VARCHAR', customer: 'VARCHAR', product: 'VARCHAR',"
    " stage: 'VARCHAR', created: 'DATE', opened: 'DATE', closed: 'DATE',"
    " amount: 'DECIMAL(12,2)', list: 'DECIMAL(12,2)', cost: 'DECIMAL(12,2)'}";

void write_csv(const Generator& generator, std::size_t n, const std::filesystem::path& path) {
    std::ofstream file{path};
    file << "id,rep,customer,product,stage,created,opened,closed,amount,list,cost\n";
    for (std::size_t i = 0; i < n; ++i) {
        const char* separator = "";
        for (const auto& [name, value] : fields(generator.deal(i))) {
            file << separator << value;
            separator = ",";
        }
        file << '\n';
    }
}

void write_ndjson(const Generator& generator, std::size_t n, const std::filesystem::path& path) {
    std::ofstream file{path};
    for (std::size_t i = 0; i < n; ++i) {
        const char* separator = "{\"";
        for (const auto& [name, value] : fields(generator.deal(i))) {
            if (value.empty()) continue;
            const char* quote = is_money(name) ? "" : "\"";
            file << separator << name << "\":" << quote << value << quote;
            separator = ",\"";
        }
        file << "}\n";
    }
}

Book load_file(const std::filesystem::path& path, const Generator& generator, unsigned threads) {
    BookBuilder builder{usd};
    use_threads(builder, threads);
    LoadOptions options;
    options.formats = {path.extension() == ".csv" ? csv_format() : json_format()};
    options.currency = usd;
    use_threads_of(options, threads);
    builder.add(generator.assignments());
    load_table("deals", path, {}, options, builder);
    return builder.build();
}

void compare_loaded(const Book& book, const Generator& generator, std::size_t n) {
    if (book.records("deals") != n) throw std::runtime_error{"the load lost deals"};
    Shape shape = generator.shape();
    shape.deals = n;
    const Window window = generator.window();
    const DayToPeriod month_of{window, Grain::month, window.first};
    const Grid<Sums> sums =
        seven_sums(make_columns(Generator{shape}), generator.shape().reps, month_of);
    compare(seven_kpis(book, window, Grain::month, 0).by("rep").run(), sums, "a loaded book");
}

}  // namespace bench
