// SPDX-License-Identifier: MIT
// What stands of random claims: in any order of rows, as a slow settling of its own says.
#include "catch.hpp"
#include "support/make.hpp"

#include <saleskpi/kpi/revenue.hpp>
#include <saleskpi/record/merge.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace saleskpi;
using namespace saleskpi::kpi;
using make::day;

namespace {

struct Claim {
    std::string id;
    std::string rep;
    std::string customer;
    std::optional<std::int64_t> cents;
    std::int64_t version;  // or no_version
    int known;             // days; 0: nobody says it
    bool is_deletion;

    bool says_the_same(const Claim& other) const {
        return rep == other.rep && customer == other.customer && cents == other.cents;
    }
};

struct Random {
    std::mt19937 engine;

    int below(int n) { return static_cast<int>(engine() % static_cast<unsigned>(n)); }
    std::string one_of(const char* letter, int n) { return letter + std::to_string(below(n)); }
};

std::vector<Claim> random_claims(Random& random) {
    std::vector<Claim> claims;
    for (int i = 0; i < 60; ++i) {
        Claim claim{
            random.one_of("D", 25),
            random.one_of("R", 3),
            random.one_of("C", 4),
            random.below(2) * 100 + 100,
            no_version,
            random.below(4),
            random.below(8) == 0};
        if (random.below(3) == 0) claim.version = random.below(3);
        if (random.below(5) == 0) claim.rep.clear();
        if (random.below(5) == 0) claim.cents.reset();
        claims.push_back(claim);
        if (random.below(4) == 0) claims.push_back(claim);
    }
    return claims;
}

std::map<std::string, std::string> random_merges(Random& random, const char* letter, int n) {
    std::map<std::string, std::string> merges;  // to smaller numbers, so that none goes in a circle
    for (int i = 1; i < n; ++i)
        if (random.below(4) == 0)
            merges[letter + std::to_string(i)] = letter + std::to_string(random.below(i));
    return merges;
}

std::string lasting(const std::map<std::string, std::string>& merges, std::string id) {
    for (auto next = merges.find(id); next != merges.end(); next = merges.find(id))
        id = next->second;
    return id;
}

/// The claims that no other one outdoes: first among those with versions, then by when.
std::vector<Claim> standing(const std::vector<Claim>& claims, int known_at) {
    std::vector<Claim> left;
    for (const Claim& claim : claims) {
        if (claim.known > known_at) continue;
        const bool is_outdone = std::any_of(claims.begin(), claims.end(), [&](const Claim& other) {
            return other.known <= known_at && claim.version != no_version &&
                   other.version != no_version &&
                   std::pair{other.version, other.known} > std::pair{claim.version, claim.known};
        });
        if (!is_outdone) left.push_back(claim);
    }
    int last = -1;
    for (const Claim& claim : left)
        last = std::max(last, claim.known);
    std::vector<Claim> all;
    std::copy_if(left.begin(), left.end(), std::back_inserter(all), [&](const Claim& claim) {
        return claim.known == last;
    });
    return all;
}

/// What stands of one identity.
std::optional<Claim> settled(const std::vector<Claim>& claims, int known_at) {
    const std::vector<Claim> all = standing(claims, known_at);
    const bool is_gone =
        std::any_of(all.begin(), all.end(), [](const Claim& c) { return c.is_deletion; });
    if (all.empty() || is_gone) return std::nullopt;
    Claim agreed = all.front();
    for (const Claim& claim : all) {
        if (claim.rep != all.front().rep) agreed.rep.clear();
        if (claim.customer != all.front().customer) agreed.customer.clear();
        if (claim.cents != all.front().cents) agreed.cents.reset();
    }
    return agreed;
}

void fill(std::string& kept, const std::set<std::string>& others) {
    if (kept.empty() && others.size() == 1) kept = *others.begin();
}

using Revenue = std::map<std::string, std::int64_t>;

/// "rep, customer", with the cents won.
Revenue slowly(
    const std::vector<Claim>& claims,
    const std::map<std::string, std::string>& deals,
    const std::map<std::string, std::string>& customers,
    int known_at) {
    std::map<std::string, std::vector<Claim>> said;
    for (Claim claim : claims) {
        claim.customer = lasting(customers, claim.customer);
        said[claim.id].push_back(claim);
    }
    std::map<std::string, std::vector<Claim>> merged;  // the own one first, then by id
    std::map<std::string, bool> has_own;
    for (const auto& [id, all] : said)
        if (const auto record = settled(all, known_at)) {
            auto& records = merged[lasting(deals, id)];
            const bool is_own = lasting(deals, id) == id;
            records.insert(is_own ? records.begin() : records.end(), *record);
        }
    Revenue revenue;
    for (auto& [id, records] : merged) {
        Claim kept = records.front();
        std::set<std::string> reps;
        std::set<std::string> buyers;
        std::set<std::string> amounts;
        for (std::size_t i = 1; i < records.size(); ++i) {
            if (!records[i].rep.empty()) reps.insert(records[i].rep);
            if (!records[i].customer.empty()) buyers.insert(records[i].customer);
            if (records[i].cents) amounts.insert(std::to_string(*records[i].cents));
        }
        fill(kept.rep, reps);
        fill(kept.customer, buyers);
        std::string cents = kept.cents ? std::to_string(*kept.cents) : "";
        fill(cents, amounts);
        if (!cents.empty()) revenue[kept.rep + ", " + kept.customer] += std::stoll(cents);
    }
    return revenue;
}

std::vector<Merge> records_of(const char* table, const std::map<std::string, std::string>& merges) {
    std::vector<Merge> all;
    for (const auto& [id, into] : merges)
        all.push_back({table, id, into});
    return all;
}

Book built(
    const std::vector<Claim>& claims,
    const std::vector<Merge>& merges,
    int known_at,
    bool by_halves) {
    std::vector<Deal> deals;
    std::vector<std::int64_t> versions;
    std::vector<Instant> known;
    std::vector<std::uint8_t> deletions;
    const Date first = day("2025-01-01");
    for (const Claim& claim : claims) {
        Deal deal{.id = claim.id, .customer = claim.customer, .rep = claim.rep};
        deal.stage = Stage::won;
        deal.closed = day("2025-01-20");
        if (claim.cents) deal.amount = Money{*claim.cents, usd};
        deals.push_back(deal);
        versions.push_back(claim.version);
        known.push_back(
            claim.known == 0 ? unknown_instant : Instant{first + date::days{claim.known}});
        deletions.push_back(claim.is_deletion ? 1 : 0);
    }
    BookBuilder builder{usd};
    if (known_at < 9) builder.known_at(first + date::days{known_at});
    const std::size_t cut = by_halves ? deals.size() / 2 : deals.size();
    const auto add = [&](std::size_t from, std::size_t n) {
        builder.add(
            std::span{deals}.subspan(from, n),
            {"",
             {},
             std::span<const Instant>{known}.subspan(from, n),
             std::span<const std::int64_t>{versions}.subspan(from, n),
             std::span<const std::uint8_t>{deletions}.subspan(from, n)});
    };
    add(0, cut);
    builder.add(merges);
    add(cut, deals.size() - cut);
    return builder.build();
}

Revenue revenue_of(const Book& book) {
    Revenue all;
    const Table table =
        rollup(book).metrics(revenue).by(std::vector<std::string>{"rep", "customer"}).run();
    for (std::size_t row = 0; row < table.size(); ++row) {
        const auto& group = table[row].key().group;
        const auto name = [](const std::string& member) {
            return member == "(unassigned)" ? std::string{} : member;
        };
        const std::string text = make::text(table[row][revenue]);
        const std::optional<Money> money =
            Money::try_parse(std::string_view{text}.substr(0, text.find(' ')), usd);
        if (money && money->minor() != 0)
            all[name(group.at(0)) + ", " + name(group.at(1))] += money->minor();
    }
    return all;
}

}  // namespace

TEST_CASE("what stands of random claims does not depend on the order of rows", "[law]") {
    for (unsigned seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        Random random{std::mt19937{seed}};
        std::vector<Claim> claims = random_claims(random);
        std::set<std::string> ids;
        for (const Claim& claim : claims)
            if (!claim.is_deletion) ids.insert(claim.id);
        auto deals = random_merges(random, "D", 25);
        // What nobody has is not merged into: another test says so.
        const auto all_deals = deals;
        std::erase_if(deals, [&](const auto& merge) {
            return !ids.contains(lasting(all_deals, merge.first));
        });
        const auto customers = random_merges(random, "C", 4);
        std::vector<Merge> merges = records_of("deals", deals);
        for (const Merge& merge : records_of("customers", customers))
            merges.push_back(merge);
        for (const int known_at : {1, 2, 9}) {
            CAPTURE(known_at);
            const Revenue expected = slowly(claims, deals, customers, known_at);
            std::optional<TableCount> counts;
            for (int shuffle = 0; shuffle < 3; ++shuffle) {
                const Book book = built(claims, merges, known_at, shuffle == 2);
                CHECK(revenue_of(book) == expected);
                const auto& tables = book.report().tables;
                const auto count = std::find_if(
                    tables.begin(), tables.end(), [](const auto& t) { return t.table == "deals"; });
                REQUIRE(count != tables.end());
                CHECK(count->read == count->kept + count->rejected + count->replaced);
                if (!counts) counts = *count;
                CHECK(*count == *counts);
                std::shuffle(claims.begin(), claims.end(), random.engine);
                std::shuffle(merges.begin(), merges.end(), random.engine);
            }
        }
    }
}
