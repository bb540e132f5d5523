// SPDX-License-Identifier: MIT
#include "fuzz/api_records.hpp"

#include <saleskpi/kpi/catalogue.hpp>
#include <saleskpi/language/words.hpp>

#include <type_traits>

namespace fuzz {

namespace {

using Texts = std::vector<std::string>;

Date day(Choices& choices) {
    const std::uint8_t kind = choices.byte();
    if (kind == 255) return latest_date - date::days{choices.byte()};
    if (kind == 254) return earliest_date + date::days{choices.byte()};
    return make_date(2024, 1, 1).value() + date::days{choices.between(0, 700)};
}

std::int64_t number(Choices& choices) {
    const std::uint8_t kind = choices.byte();
    if (kind > 252) return INT64_MAX - choices.byte();
    if (kind > 250) return -INT64_MAX + choices.byte();
    return choices.between(-1000, 64'000);
}

const Texts& texts(std::string_view domain) {
    static const Texts reps{"Asha", "Ben", "Chloé", "Dmitri"};
    static const Texts teams{"North", "South"};
    static const Texts regions{"EMEA", "APAC"};
    static const Texts metrics{"revenue", "win_rate", "calls", "mrr"};
    static const Texts stages{"Demo", "Offer", "Signed"};
    static const Texts currencies{"EUR", "USD", "JPY"};
    static const Texts plain{"a", "b", "β, \"quoted\""};
    static const Texts levels{"organisation", "region", "team", "rep", "North"};
    if (domain.empty()) return levels;
    if (domain == "rep") return reps;
    if (domain == "team") return teams;
    if (domain == "region") return regions;
    if (domain == "metric") return metrics;
    if (domain == "pipeline_stage") return stages;
    if (domain == "base" || domain == "quote") return currencies;
    return plain;
}

bool is_of_records(std::string_view domain) {
    return domain == "customer" || domain == "deal" || domain == "lead";
}

void set(void* record, const FieldInfo& field, Choices& choices, std::size_t number_of_record) {
    FieldValue v;
    v.missing = false;
    std::string text;
    switch (field.type) {
        case FieldType::text:
            text = field.identity ? std::string{field.domain} + std::to_string(number_of_record)
                   : is_of_records(field.domain)
                       ? std::string{field.domain} + std::to_string(choices.between(0, 5))
                       : choices.one_of(texts(field.domain));
            v.text = text;
            break;
        case FieldType::choice:
            v.number = choices.between(0, static_cast<int>(field.choices.size()) - 1);
            break;
        case FieldType::date:
            v.number = day(choices).time_since_epoch().count();
            break;
        case FieldType::money: {
            const std::uint8_t kind = choices.byte();
            v.currency = kind < 200 ? usd : kind < 225 ? eur : kind < 250 ? jpy : pln;
            v.number = number(choices);
            break;
        }
        case FieldType::decimal:
            v.number = choices.flag() ? number(choices)
                                      : choices.between(-1000, 64'000) * (Decimal::per_unit / 1000);
            break;
        case FieldType::integer:
            v.number = number(choices);
            break;
        case FieldType::credits:
            return;
    }
    field.write(record, v);
}

template <class R>
void share(R& record, Choices& choices) {
    if constexpr (requires { record.credits; })
        for (std::int64_t n = choices.between(0, 3); n > 0; --n)
            record.credits.push_back(
                {choices.one_of(texts("rep")), Decimal::ratio(choices.between(0, 100), 100),
                 choices.byte() > 200});
}

template <class R>
void fill(std::vector<R>& records, Choices& choices, int most) {
    const std::span<const FieldInfo> fields = record_type<R>().fields;
    for (std::int64_t n = choices.between(0, most); n > 0 && !choices.is_over(); --n) {
        R& record = records.emplace_back();
        for (const FieldInfo& field : fields)
            if (field.write && (field.required || field.identity))
                set(&record, field, choices, records.size() - 1);
        for (std::int64_t more = choices.between(0, 9); more > 0; --more) {
            const auto at =
                static_cast<std::size_t>(choices.between(0, static_cast<int>(fields.size()) - 1));
            if (fields[at].write && !fields[at].identity)
                set(&record, fields[at], choices, records.size() - 1);
        }
        if (choices.byte() > 180) share(record, choices);
    }
}

/// The part of what belongs to a deal, a lead or to none of them.
template <class R>
std::size_t part_of(const R& record, std::size_t number) {
    const auto last_digit = [](const std::string& id) {
        return id.empty() ? std::size_t{0} : static_cast<std::size_t>(id.back()) % 2;
    };
    if constexpr (std::is_same_v<R, Lead>)
        return last_digit(record.id);
    else if constexpr (std::is_same_v<R, Deal>)
        return last_digit(record.lead.empty() ? record.id : record.lead);
    else if constexpr (requires { record.deal; })
        return last_digit(record.deal);
    return number % 2;
}

}  // namespace

BookBuilder BookOptions::builder(unsigned threads) const {
    BookBuilder builder{usd};
    builder.calendar(calendar).threads(threads);
    if (as_of) builder.as_of(*as_of);
    if (!pipeline.empty()) builder.pipeline(pipeline);
    return builder;
}

Rollup Question::to(const Book& book, unsigned threads) const {
    Limits limits;
    limits.cells = 20'000;
    limits.steps = 2'000;
    Rollup query = rollup(book);
    query.metrics(metrics).by(dimensions).with_subtotals(subtotals).every(grain);
    query.during(window).threads(threads).within(limits);
    if (seated_as_of) query.seated_as_of(*seated_as_of);
    return query;
}

std::string Question::text() const {
    std::string all = std::string{name(grain)} + " from " + to_text(window.first) + " to " +
                      to_text(window.until);
    for (const std::string& dimension : dimensions)
        all += ", " + dimension;
    for (const Definition& metric : metrics)
        all += "\n" + formula_text(metric);
    return all + "\n";
}

BookOptions book_options(Choices& choices) {
    static const std::vector<Calendar> calendars{
        Calendar{}, Calendar::fiscal_from(date::April),
        Calendar::parse_spec("retail-445:last-saturday-of-january:start"),
        Calendar::parse_spec("retail-454:nrf"), Calendar{}.weeks_from(date::Sunday)};
    BookOptions options;
    options.calendar = choices.one_of(calendars);
    if (choices.byte() > 170) options.as_of = day(choices);
    if (choices.flag()) options.pipeline = texts("pipeline_stage");
    return options;
}

laws::Records records(Choices& choices) {
    laws::Records all;
    fill(all.deals, choices, 8);
    fill(all.assignments, choices, 4);
    fill(all.customers, choices, 5);
    fill(all.targets, choices, 4);
    fill(all.stage_changes, choices, 6);
    // A change without a rate is rejected, and a book that grows by its deal cannot know of it.
    for (StageChange& change : all.stage_changes)
        if (change.amount) change.amount = Money{change.amount->minor(), usd};
    fill(all.leads, choices, 4);
    fill(all.activities, choices, 4);
    fill(all.subscriptions, choices, 4);
    fill(all.quotes, choices, 3);
    fill(all.exchange_rates, choices, 3);
    fill(all.spend, choices, 3);
    fill(all.surveys, choices, 2);
    fill(all.usage_events, choices, 2);
    fill(all.tickets, choices, 2);
    fill(all.references, choices, 2);
    return all;
}

Question question(Choices& choices) {
    static const Catalogue catalogue;
    static const Texts calls{
        "change({}, previous)",
        "change({}, year_over_year)",
        "rolling({}, 3)",
        "to_date({}, quarter)",
        "cumulative({})",
        "attainment({})",
        "target({})",
        "share_of({}, parent)",
        "rank({})",
        "average_over({}, month)",
        "before({}, 2)",
        "fallback({}, 1)",
        "difference({}, previous)",
        "trend({}, 4)",
        "required_run_rate({})"};
    static const Texts dimensions{"region",    "team",    "rep",      "product",
                                  "channel",   "segment", "company",  "industry",
                                  "deal_kind", "stage",   "customer", "pipeline_stage"};
    static const std::vector<Grain> grains{all_grains.begin(), all_grains.end()};
    Question question;
    for (std::int64_t n = choices.between(1, 4); n > 0; --n) {
        const auto at = static_cast<std::size_t>(
            choices.between(0, static_cast<int>(catalogue.entries().size()) - 1));
        Definition metric = catalogue.entries()[at].definition;
        if (choices.byte() > 120) {
            std::string call = choices.one_of(calls);
            call.replace(call.find("{}"), 2, metric.id());
            if (const auto found = catalogue.find(call)) metric = *found;
        }
        question.metrics.push_back(metric);
    }
    for (std::int64_t n = choices.between(0, 3); n > 0; --n)
        question.dimensions.push_back(choices.one_of(dimensions));
    question.subtotals = choices.flag();
    question.grain = choices.one_of(grains);
    question.window.first = day(choices);
    question.window.until = question.window.first + date::days{choices.between(0, 500)};
    if (choices.byte() > 200) question.seated_as_of = day(choices);
    return question;
}

std::array<laws::Records, 2> parted(const laws::Records& all) {
    std::array<laws::Records, 2> parts;
    const auto deal_out = [&](auto member) {
        using R = typename std::remove_cvref_t<decltype(all.*member)>::value_type;
        constexpr bool is_shared = std::is_same_v<R, Assignment> ||
                                   std::is_same_v<R, ExchangeRate> || std::is_same_v<R, Customer> ||
                                   std::is_same_v<R, Target> || std::is_same_v<R, Reference>;
        std::size_t number = 0;
        for (const R& record : all.*member) {
            const std::size_t part = part_of(record, number++);
            for (std::size_t i = 0; i < parts.size(); ++i)
                if (is_shared || i == part) (parts[i].*member).push_back(record);
        }
    };
    laws::for_each_table(deal_out);
    return parts;
}

std::array<laws::Records, 2> batches(const laws::Records& all, std::int64_t percent) {
    std::array<laws::Records, 2> result;
    const auto deal_out = [&](auto member) {
        using R = typename std::remove_cvref_t<decltype(all.*member)>::value_type;
        const auto& from = all.*member;
        const bool is_first = std::is_same_v<R, Assignment> || std::is_same_v<R, ExchangeRate>;
        const std::int64_t size = static_cast<std::int64_t>(from.size());
        const auto middle = from.begin() + (is_first ? size : size * percent / 100);
        (result[0].*member).assign(from.begin(), middle);
        (result[1].*member).assign(middle, from.end());
    };
    laws::for_each_table(deal_out);
    return result;
}

}  // namespace fuzz
