// SPDX-License-Identifier: MIT
// docs/errors.md explains every error code and every reason, with messages as they really are.
#include "catch.hpp"
#include "support/throws.hpp"

#include <saleskpi/csv/read.hpp>
#include <saleskpi/load/load.hpp>
#include <saleskpi/saleskpi.hpp>

#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using namespace saleskpi::literals;
using namespace date::literals;

namespace {

std::string page() {
    std::ifstream file{SALESKPI_SOURCE_DIR "/docs/errors.md"};
    return {std::istreambuf_iterator<char>{file}, {}};
}

void require_heading(std::string_view name) {
    INFO(name);
    CHECK(page().find("\n### `" + std::string{name} + "`\n\n") != std::string::npos);
}

/// What the call throws stands on the page, under the heading of its code.
template <class F>
void require_sample(ErrorCode code, F call) {
    const std::string text = page();
    const std::size_t heading = text.find("### `" + std::string{name(code)} + "`");
    REQUIRE(heading != std::string::npos);
    const std::string section = text.substr(heading, text.find("\n##", heading) - heading);
    CHECK(code_of(call) == code);
    CHECK_THAT(section, Catch::Contains("\n    " + message_of(call) + "\n"));
}

const std::vector<Deal> one_deal{
    {.id = "1", .stage = Stage::won, .closed = 2025_y / 1 / 2, .amount = 5_usd}};

/// A record of which no KPI can read anything.
struct Note {
    std::string text;
};

Partial part_in(Currency currency) {
    const Book book = BookBuilder{currency}.build();
    return rollup(book).metrics(win_rate).during(2025_y / 1 / 1, 2025_y / 7 / 1).partial();
}

}  // namespace

TEST_CASE("the page on errors has every kind of finding") {
    const std::string text = page();
    for (int number = 0; !name(static_cast<FindingKind>(number)).empty(); ++number) {
        const std::string kind{name(static_cast<FindingKind>(number))};
        INFO(kind);
        CHECK(text.find("\n| `" + kind + "` | ") != std::string::npos);
    }
}

template <>
struct saleskpi::Schema<Note> {
    static constexpr std::string_view table = "deals";
    static constexpr auto fields = std::tuple{field("text", &Note::text)};
};

TEST_CASE("each error code has its section") {
    for (const ErrorCode code : all_error_codes)
        require_heading(name(code));
}

TEST_CASE("each reason has its section") {
    for (const Reason reason : all_reasons)
        require_heading(name(reason));
}

TEST_CASE("messages on the page are those of the library") {
    const Catalogue catalogue;
    const Book book = BookBuilder{usd}.add(one_deal).build();

    const Book targets = BookBuilder{usd}.add(std::vector<Target>(1)).build();
    const Book notes = BookBuilder{usd}.add(std::vector<Note>(1)).build();

    require_sample(ErrorCode::overflow, [] { return Money{INT64_MAX, usd} + 1_usd; });
    require_sample(ErrorCode::currency_mismatch, [] { return 1_eur + 1_usd; });
    require_sample(ErrorCode::unknown_currency, [] { return Currency{"EUX"}; });
    require_sample(ErrorCode::no_value, [] { return win_rate(std::vector<Deal>{}).value(); });
    require_sample(ErrorCode::invalid_argument, [&] {
        return rollup(book).metrics(revenue).during(2025_y / 7 / 1, 2025_y / 1 / 1).run();
    });
    require_sample(ErrorCode::invalid_date, [] { return Quarter{2025, 5}; });
    require_sample(ErrorCode::unit_mismatch, [] {
        return AnyQuantity{Ratio{Rational{1, 2}}}.as<Unit::money>();
    });
    require_sample(ErrorCode::unknown_metric, [&] { return catalogue.at("win_rat"); });
    require_sample(ErrorCode::unknown_metric, [&] { return catalogue.at("revenue / deals_wno"); });
    require_sample(ErrorCode::unit_mismatch, [&] { return catalogue.at("revenue + win_rate"); });
    require_sample(ErrorCode::invalid_definition, [&] {
        return catalogue.at("sum(deals.amount bye closed)");
    });
    require_sample(ErrorCode::duplicate_metric, [] {
        Catalogue own;
        own.add("mine", revenue);
    });
    require_sample(ErrorCode::incompatible, [] {
        Partial dollars = part_in(usd);
        dollars.merge(part_in(eur));
    });
    require_sample(ErrorCode::incompatible, [&] {
        Partial part =
            rollup(book).metrics(win_rate).during(2025_y / 1 / 1, 2025_y / 7 / 1).partial();
        const Partial copy = part;
        part.merge(copy);
    });
    require_sample(ErrorCode::no_such_cell, [&] {
        const Table table = rollup(book).metrics(revenue).run();
        static_cast<void>(table.at({})[win_rate]);
    });
    require_sample(
        ErrorCode::invalid_definition, [] { return metric("vague", sum(deal::amount)); });
    require_sample(ErrorCode::unknown_dimension, [&] {
        return rollup(targets).metrics(revenue).by("teem").run();
    });
    require_sample(ErrorCode::unknown_dimension, [&] {
        return rollup(targets).metrics(revenue).by("name").run();
    });
    require_sample(ErrorCode::unknown_field, [&] { return rollup(notes).metrics(revenue).run(); });
    require_sample(ErrorCode::unknown_table, [] {
        BookBuilder builder{usd};
        return load_table("deels", "deels.csv", {}, {}, builder);
    });
    require_sample(ErrorCode::invalid_argument, [&] {
        return rollup(book).metrics(to_date(revenue, Grain::custom)).run();
    });
    require_sample(ErrorCode::outside_folder, [] {
        ReadOptions options;
        options.mapping.fields["amount"].lookup =
            Lookup{"../prices.csv", {"product"}, {"product"}, "price"};
        return parse_csv<Deal>("id,product,stage\n1,Pro,open\n", options);
    });
    const auto limited = [&](const Limits& limits) {
        return rollup(book).metrics(revenue, win_rate).within(limits);
    };
    require_sample(ErrorCode::too_many_cells, [&] {
        return limited({.cells = 10})
            .every(Grain::month)
            .during(2025_y / 1 / 1, 2026_y / 1 / 1)
            .run();
    });
    require_sample(ErrorCode::too_many_steps, [&] { return limited({.steps = 3}).run(); });
    require_sample(ErrorCode::formula_too_large, [&] { return limited({.formula = 2}).run(); });
    require_sample(ErrorCode::out_of_time, [&] {
        return limited({.time = std::chrono::milliseconds{0}}).run();
    });
    struct Impatient final : Watch {
        bool goes_on(double) override { return false; }
    } impatient;
    require_sample(ErrorCode::cancelled, [&] {
        return rollup(book).metrics(revenue).watched_by(impatient).run();
    });
    require_sample(ErrorCode::unreadable_file, [] {
        BookBuilder builder{usd};
        return load_directory("data", {}, {}, builder);
    });
}
