// SPDX-License-Identifier: MIT
#include "words.hpp"

#include "value/number_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace saleskpi::inline v0_3 {

std::string Glossary::title(const Definition& metric) const {
    const std::string_view id = metric.id();
    if (const auto found = words.find(id); found != words.end()) return found->second;
    // "Revenue, attainment" of "attainment(revenue)".
    for (const std::string_view part : {"attainment", "target"}) {
        if (!id.starts_with(part) || id.size() < part.size() + 2 || id[part.size()] != '(')
            continue;
        const std::string_view of = id.substr(part.size() + 1, id.size() - part.size() - 2);
        if (const auto found = words.find(of); found != words.end())
            return fmt::format("{}, {}", found->second, say(part));
    }
    return std::string{metric.title()};
}

namespace detail {

std::string with_blanks(std::string_view name) {
    std::string text{name};
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

ChartWords words_in(const Glossary& glossary) {
    ChartWords words;
    for (std::string ChartWords::*word :
         {&ChartWords::value,
          &ChartWords::prior,
          &ChartWords::target,
          &ChartWords::share_of_target,
          &ChartWords::share_of_step,
          &ChartWords::rank,
          &ChartWords::prior_rank,
          &ChartWords::total,
          &ChartWords::remainder,
          &ChartWords::range,
          &ChartWords::groups,
          &ChartWords::more,
          &ChartWords::period,
          &ChartWords::metric,
          &ChartWords::where,
          &ChartWords::as_of,
          &ChartWords::incomplete,
          &ChartWords::no_value,
          &ChartWords::higher_is_better,
          &ChartWords::lower_is_better})
        words.*word = glossary.say(words.*word);
    return words;
}

std::string unit_in(const Glossary& glossary, Unit unit, Currency currency) {
    std::string text = is_money_like(unit) ? currency.code() : std::string{};
    if (const std::string_view rest = unit_text(unit); !rest.empty())
        text.append(text.empty() ? "" : " ").append(glossary.say(rest));
    return text;
}

std::string mark_text(const Glossary& glossary, Marks marks, std::string_view line) {
    const std::size_t colon = line.find(": ");
    const std::string_view mark = line.substr(0, colon);
    std::string text = std::string{glossary.say(with_blanks(mark))} + ": ";
    if (mark != name(Mark::incomplete)) return text.append(glossary.say(line.substr(colon + 2)));
    text += glossary.say("so many more records would count, or may");
    if (marks.undated() > 0)
        text += fmt::format(
            "; {} {} {}", glossary.say("up to"), marks.undated(),
            glossary.say("undated: they lack the day they count by"));
    if (marks.unread() > 0)
        text += fmt::format(
            "; {} {} {}", glossary.say("up to"), marks.unread(),
            glossary.say("unread: rejected, or what decides it could not be read"));
    return text;
}

}  // namespace detail

}  // namespace saleskpi::inline v0_3
