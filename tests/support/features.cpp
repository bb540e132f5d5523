// SPDX-License-Identifier: MIT
#include "support/features.hpp"

#include <map>
#include <tuple>
#include <type_traits>

namespace laws {

namespace {

/// The numbers of the features.
enum : std::size_t {
    calendar_feature,
    as_of_feature,
    pipeline_feature,
    parts_feature,
    currencies_feature,
    credits_feature,
    moves_feature,
    properties_feature,
    faults_feature
};

const std::vector<std::string>& stages() {
    static const std::vector<std::string> all{"Demo", "Offer", "Contract sent"};
    return all;
}

using Pair = std::tuple<std::size_t, std::size_t, std::size_t, std::size_t>;

/// How many pairs of the features are still open, and none of them afterwards if they are taken.
std::size_t open_pairs(const Features& features, std::map<Pair, bool>& open, bool are_taken) {
    std::size_t n = 0;
    for (std::size_t a = 0; a < feature_count; ++a)
        for (std::size_t b = a + 1; b < feature_count; ++b) {
            bool& is_open = open[{a, features[a], b, features[b]}];
            n += is_open ? 1 : 0;
            if (are_taken) is_open = false;
        }
    return n;
}

/// So that changes of stage are of deals that are there: some of one day, some with another amount.
void link_changes(Records& records, Random& random) {
    static constexpr std::array outcomes{Stage::open, Stage::open, Stage::won, Stage::lost};
    records.stage_changes.clear();
    for (const Deal& deal : records.deals) {
        if (!random.chance(40)) continue;
        Date day = deal.created.value_or(make_date(2024, 3, 1).value());
        for (std::int64_t n = random.between(1, 4); n > 0; --n) {
            StageChange change;
            change.deal = deal.id;
            change.date = day;
            change.stage = outcomes[static_cast<std::size_t>(random.between(0, n == 1 ? 3 : 1))];
            if (random.chance(80)) change.pipeline_stage = random.one_of(stages());
            if (random.chance(50) && deal.amount)
                change.amount = Money{deal.amount->minor() / 2, random.chance(70) ? usd : eur};
            records.stage_changes.push_back(change);
            day += date::days{random.between(1, 60)};
        }
    }
}

/// The properties of a customer, which a record may have as well.
template <class R>
constexpr bool has_properties = requires(R& record) {
    record.customer;
    record.segment;
    record.industry;
};

/// What a record does not say of its customer, the customer does; or nobody does.
void leave_to_customers(Records& records, bool customers_say_it, Random& random) {
    records.each([&](auto& all) {
        for (auto& record : all) {
            using R = std::remove_cvref_t<decltype(record)>;
            if constexpr (std::is_same_v<R, Customer>) {
                if (customers_say_it) continue;
                record.segment.clear(), record.industry.clear();
                record.geography.clear(), record.employee_size.clear();
            } else if constexpr (has_properties<R>) {
                if (!customers_say_it || random.chance(30)) continue;
                record.segment.clear(), record.industry.clear();
            }
        }
    });
}

/// Everybody where they sit first, and each team in one region.
void stay(std::vector<Assignment>& assignments) {
    std::map<std::string, Assignment> first;
    for (Assignment& assignment : assignments) {
        if (assignment.team == "Nomads") assignment.region = "EMEA";
        assignment.from = assignment.until = std::nullopt;
        first.emplace(assignment.rep, assignment);
    }
    assignments.clear();
    for (const auto& [rep, assignment] : first)
        assignments.push_back(assignment);
}

/// Of a hundred records, 80 stand in the first part, 16 in the second and 4 in the third: each is so
/// much smaller that it stays a part of its own. Changes of stage are where their deal is.
std::vector<Records> in_parts(const Records& records) {
    std::vector<Records> parts(3);
    std::map<std::string, std::size_t> part_of_deal;
    for_each_table([&](auto member) {
        using R = typename std::remove_cvref_t<decltype(records.*member)>::value_type;
        const auto& all = records.*member;
        for (std::size_t i = 0; i < all.size(); ++i) {
            std::size_t part = i * 100 < all.size() * 85 ? 0 : i * 100 < all.size() * 98 ? 1 : 2;
            // What would change the book that grows is there from the start.
            if constexpr (
                std::is_same_v<R, Assignment> || std::is_same_v<R, ExchangeRate> ||
                std::is_same_v<R, Target>)
                part = 0;
            if constexpr (std::is_same_v<R, Deal>) part_of_deal.emplace(all[i].id, part);
            if constexpr (std::is_same_v<R, StageChange>) part = part_of_deal[all[i].deal];
            (parts[part].*member).push_back(all[i]);
        }
    });
    return parts;
}

}  // namespace

const std::array<Feature, feature_count>& all_features() {
    static const std::array<Feature, feature_count> all{
        {{"calendar",
          {"iso", "fiscal:april", "retail-445:last-saturday-of-january:start", "retail-454:nrf",
           "retail-544:friday-nearest-end-of-august:end"}},
         {"as of", {"all days", "a day"}},
         {"pipeline", {"none", "three stages", "several"}},
         {"parts", {"one", "three"}},
         {"currencies", {"one", "three with rates"}},
         {"credits", {"none", "split", "split and overlay"}},
         {"reps", {"stay", "move"}},
         {"properties of customers", {"the records' own", "the customers'"}},
         {"faults", {"none", "some"}}}};
    return all;
}

std::string text_of(const Features& features) {
    std::string text;
    for (std::size_t i = 0; i < feature_count; ++i) {
        const Feature& feature = all_features()[i];
        text += (i == 0 ? "" : ", ") + std::string{feature.name} + " " +
                std::string{feature.choices[features[i]]};
    }
    return text;
}

std::vector<Features> all_pairs() {
    std::map<Pair, bool> open;
    std::size_t left = 0;
    const auto& all = all_features();
    for (std::size_t a = 0; a < feature_count; ++a)
        for (std::size_t b = a + 1; b < feature_count; ++b)
            for (std::size_t x = 0; x < all[a].choices.size(); ++x)
                for (std::size_t y = 0; y < all[b].choices.size(); ++y)
                    open[{a, x, b, y}] = true, ++left;
    // The best of many that are made up, again and again: some pairs are open in each of them.
    Random random{1};
    std::vector<Features> chosen;
    while (left > 0) {
        Features best{};
        std::size_t most = 0;
        for (int attempt = 0; attempt < 300; ++attempt) {
            Features made;
            for (std::size_t i = 0; i < feature_count; ++i)
                made[i] = static_cast<std::size_t>(
                    random.between(0, static_cast<int>(all[i].choices.size()) - 1));
            const std::size_t n = open_pairs(made, open, false);
            if (n > most) most = n, best = made;
        }
        if (most == 0) continue;
        left -= open_pairs(best, open, true);
        chosen.push_back(best);
    }
    return chosen;
}

MadeUp::MadeUp(const Features& features, std::uint64_t seed) {
    RandomOptions options;
    options.deals = 100;
    options.credits = features[credits_feature] > 0;
    options.currencies = features[currencies_feature] == 1;
    options.faults = features[faults_feature] == 1;
    records_ = random_records(seed, options);
    // Touches belong together with their deal: a book that grows is told of them at once.
    records_.touches.clear();
    Random random{seed};
    if (features[credits_feature] == 1)
        for (Deal& deal : records_.deals)
            std::erase_if(deal.credits, [](const Credit& credit) { return credit.overlay; });
    if (features[moves_feature] == 0) stay(records_.assignments);
    leave_to_customers(records_, features[properties_feature] == 1, random);
    link_changes(records_, random);
    if (features[currencies_feature] == 0)
        for (StageChange& change : records_.stage_changes)
            if (change.amount) change.amount = Money{change.amount->minor(), usd};
    calendar_ =
        Calendar::parse_spec(all_features()[calendar_feature].choices[features[calendar_feature]]);
    if (features[as_of_feature] == 1) as_of_ = make_date(2025, 2, 11).value();
    if (features[pipeline_feature] == 1) pipelines_ = {{"", stages()}};
    if (features[pipeline_feature] == 2) {
        // The second in the opposite order; a third is described by nobody.
        pipelines_ = {{"A", stages()}, {"B", {stages().rbegin(), stages().rend() - 1}}};
        for (Deal& deal : records_.deals)
            deal.pipeline = random.one_of(std::vector<std::string>{"A", "B", "B", "C", ""});
    }
    in_parts_ = features[parts_feature] == 1;
}

BookBuilder MadeUp::builder() const {
    BookBuilder builder{usd};
    builder.calendar(calendar_);
    for (const auto& [name, stages] : pipelines_)
        name.empty() ? builder.pipeline(stages) : builder.pipeline(name, stages);
    if (as_of_) builder.as_of(*as_of_);
    return builder;
}

Book MadeUp::at_once(const Records& records, unsigned threads) const {
    BookBuilder builder = this->builder();
    builder.threads(threads);
    records.each([&](const auto& some) { builder.add(some); });
    return builder.build();
}

Book MadeUp::grown(const Records& records) const {
    Book book = builder().build();
    for (const Records& part : in_parts(records)) {
        BookBuilder next{book};
        part.each([&](const auto& some) { next.add(some); });
        book = next.build();
    }
    return book;
}

}  // namespace laws
