// SPDX-License-Identifier: MIT
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/format/table.hpp>
#include <saleskpi/format/terminal.hpp>
#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/kpi/kpi.hpp>
#include <saleskpi/metric/operators.hpp>

#include <fmt/format.h>

#include <string>

using namespace saleskpi;
using namespace saleskpi::kpi;
using make::deal_of;

namespace {

std::string utf8(char32_t code) {
    if (code < 0x80) return {static_cast<char>(code)};
    const auto tail = [code](unsigned shift) {
        return static_cast<char>(0x80U | (code >> shift & 0x3FU));
    };
    if (code < 0x800) return {static_cast<char>(0xC0U | code >> 6U), tail(0)};
    return {static_cast<char>(0xE0U | code >> 12U), tail(6), tail(0)};
}

const std::string replaced = "\uFFFD";

/// One of each kind that a terminal obeys, and the two kinds of ends of lines.
const std::string evil = "\x1b[2J\x07\x7f\u009b\u202e\u2066\u200f\u061c\r\n\u2028";

bool is_clean(const std::string& text) {
    for (const char* obeyed :
         {"\x1b", "\x07", "\x7f", "\u009b", "\u202e", "\u2066", "\u200f", "\u061c", "\r", "\u2028"})
        if (text.find(obeyed) != std::string::npos) return false;
    return true;
}

}  // namespace

TEST_CASE("a name on a terminal has no character that is obeyed") {
    for (char32_t code = 0; code < 0x2100; ++code) {
        INFO(fmt::format("U+{:04X}", static_cast<unsigned>(code)));
        const bool is_space =
            (code >= 0x09 && code <= 0x0D) || code == 0x85 || code == 0x2028 || code == 0x2029;
        const bool is_control = code < 0x20 || (code >= 0x7F && code < 0xA0);
        const bool turns = code == 0x061C || code == 0x200E || code == 0x200F ||
                           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x206F);
        const std::string shown = is_space ? " " : is_control || turns ? replaced : utf8(code);
        CHECK(for_terminal("a" + utf8(code) + "b") == "a" + shown + "b");
    }
    CHECK(for_terminal("") == "");
    CHECK(for_terminal("Zoë 東京 👩\u200d💻") == "Zoë 東京 👩\u200d💻");
}

TEST_CASE("bytes that are no UTF-8 are replaced one by one") {
    CHECK(
        for_terminal("a\x9b"
                     "b") == "a" + replaced + "b");          // U+009B of Latin-1
    CHECK(for_terminal("\xc2") == replaced);                 // cut off
    CHECK(for_terminal("\xc0\x9b") == replaced + replaced);  // overlong ESC
    CHECK(for_terminal("\xe2\x80") == replaced + replaced);
    CHECK(for_terminal("\xed\xa0\x80") == replaced + replaced + replaced);  // a surrogate
}

TEST_CASE("a text of lines keeps them") {
    CHECK(lines_for_terminal("a\nb\r\n\tc\x1b\n") == "a\nb \n c" + replaced + "\n");
}

TEST_CASE("texts of tables and explanations have clean names") {
    const auto deal = [](const std::string& id, const std::string& product) {
        auto one = deal_of("A").won().with(&Deal::product, product);
        one.id = id;
        return one;
    };
    const Calendar seasons =
        Calendar{}.with(CustomPeriods{{{"w" + evil, make::days("2025-01-01", "2025-03-01")}}});
    const Book book = BookBuilder{usd}
                          .calendar(seasons)
                          .add(std::vector<Deal>{deal("1" + evil, "P" + evil), deal("2", "Q")})
                          .build();
    const Definition metric = Catalogue{}.define(
        "mine", "M" + evil, Better::neither,
        "count(deals where product = \"P" + for_terminal("x") + "\" by closed)");
    const Rollup query = rollup(book).by(deal::product).every(Grain::custom);
    const std::string text = to_text(Rollup{query}.metrics(metric, revenue).with_subtotals().run());
    CHECK(is_clean(text));
    CHECK(text.find("P" + replaced + "[2J") != std::string::npos);
    const std::string name = "P" + evil;
    const std::vector<std::string_view> group{name};
    const Period winter = seasons.periods(make::days("2025-01-01", "2025-03-01"), Grain::custom)[0];
    const std::string explained = to_text(query.explain(revenue, group, winter));
    CHECK(is_clean(explained));
    CHECK(explained.find("1 record: 1" + replaced + "[2J") != std::string::npos);
}
