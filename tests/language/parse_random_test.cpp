// SPDX-License-Identifier: MIT
// Texts that are nearly right: each is refused with an Error, or is a definition whose own text is
// read back as the same.
#include "catch.hpp"
#include "value/utf8.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/language/words.hpp>

#include <cstddef>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace saleskpi;

namespace {

/// Not the distributions of <random>: theirs differ between standard libraries.
class Mistakes {
public:
    explicit Mistakes(std::uint32_t seed) : random_{seed} {}

    std::size_t below(std::size_t n) { return random_() % n; }

    /// A piece left out, doubled, replaced by one of another text, or a letter changed.
    std::string make(std::string text, const std::string& other) {
        for (std::size_t n = 1 + below(3); n > 0; --n) {
            const std::size_t at = below(text.size() + 1);
            const std::size_t length = below(12);
            switch (below(5)) {
                case 0:
                    text.erase(at, length);
                    break;
                case 1:
                    text.insert(at, text.substr(at, length));
                    break;
                case 2:
                    text.replace(at, length, other.substr(below(other.size()), below(20)));
                    break;
                case 3:
                    text.insert(at, pieces[below(std::size(pieces))]);
                    break;
                default:
                    if (at < text.size()) text[at] = static_cast<char>(below(256));
            }
        }
        return text;
    }

private:
    static constexpr const char* pieces[] = {
        " and ",   " or ",     " not ", "(",       ")",           ", ",      " + ",
        " - ",     " * ",      " / ",   "1/2",     "0.5",         "\"",      "\\",
        " = ",     " >= ",     ".",     "12",      "1 months",    "-",       " is known",
        "revenue", "win_rate", "not (", "change(", ", previous)", "target(", "attainment("};
    std::mt19937 random_;
};

std::optional<Definition> read(const Catalogue& catalogue, const std::string& text) {
    try {
        return catalogue.define("x", "X", Better::neither, text);
    } catch (const Error& error) {
        CHECK(*error.what() != '\0');
        // What stands for a byte that is no text: nothing is cut in the middle of a character.
        CHECK(std::string_view{error.what()}.find("\uFFFD") == std::string_view::npos);
        return std::nullopt;
    }
}

}  // namespace

TEST_CASE("a text that is nearly right is refused or understood") {
    const Catalogue catalogue;
    std::vector<std::string> texts;
    for (const CatalogueEntry& entry : catalogue.entries())
        texts.push_back(formula_text(entry.definition));
    for (const std::string_view text :
         {"required_run_rate(revenue)", "gap_to_target(win_rate)", "rank(win_rate, dense)",
          "correlation(revenue, win_rate, spearman)", "benchmark_gap(sales_cycle)",
          "reps_at_target(revenue)", "share_of(revenue, region) * score_points(revenue, 40, 1)",
          "forecast_error(revenue, before(revenue, previous))", "wilson_low(win_rate)",
          "stage_conversion(Demo, \"Contract sent\")", "attainment(time_in_stage(Demo))",
          "lead_conversion_rate_within(7)", "average_over(to_date(revenue, month), week)",
          "rolling(revenue, 3) - cumulative(revenue)",
          "mean(age(deals.created) where units > 1 having cost and list active from created until "
          "closed)"}) {
        texts.emplace_back(text);
        texts.push_back(formula_text(catalogue.at(text)));
    }
    Mistakes mistakes{20250331};
    std::size_t understood = 0;
    for (int i = 0; i < 40'000; ++i) {
        const std::string& one = texts[mistakes.below(texts.size())];
        const std::string& other = texts[mistakes.below(texts.size())];
        const std::string text = mistakes.make(one, other);
        const auto metric = read(catalogue, text);
        if (!metric) continue;
        ++understood;
        const std::string written = formula_text(*metric);
        if (!detail::is_utf8(written)) CHECK(written == "UTF-8");
        const auto again = read(catalogue, written);
        if (!again || formula_text(*again) != written || again->unit() != metric->unit()) {
            INFO(text);
            INFO(written);
            FAIL("it is not read back");
        }
    }
    CHECK(understood > 500);
}
