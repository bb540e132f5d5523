// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_table.hpp"
#include "book/code_set.hpp"
#include "book/conversion.hpp"
#include "book/copy_on_write.hpp"
#include "book/doubts.hpp"
#include "book/elsewhere.hpp"
#include "book/hierarchies.hpp"
#include "book/inside_index.hpp"
#include "book/lanes.hpp"
#include "book/leaf_index.hpp"
#include "book/pipelines.hpp"
#include "book/policies.hpp"
#include "book/table_part.hpp"
#include "book/unresolved.hpp"
#include "plan/known_metrics.hpp"

#include <saleskpi/book/book.hpp>
#include <saleskpi/book/owner_policy.hpp>
#include <saleskpi/book/revenue_policy.hpp>
#include <saleskpi/book/target_overlap.hpp>
#include <saleskpi/language/scope.hpp>
#include <saleskpi/record/membership.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

struct LedgerData;

/// In which domains names that look alike are one.
struct FoldedNames {
    bool all = false;  ///< of all but ids; those of customers are names
    std::set<std::string, std::less<>> domains;

    bool any() const { return all || !domains.empty(); }
    bool contains(std::string_view domain) const;
    bool operator==(const FoldedNames&) const = default;
};

/// How a book sees its records: what a builder was told besides them.
struct BookSettings {
    Currency currency;
    Calendar calendar;
    std::optional<Date> as_of;
    std::optional<Date> known_at;
    OwnerPolicy owner = OwnerPolicy::at_closing;
    TargetOverlap target_overlap = TargetOverlap::conflict;
    RevenuePolicy revenue;
    std::string undated_by;  ///< the date by which decided deals without a day of closing count
    std::optional<std::vector<KnownMetric>>
        own_metrics;  ///< of the application, if somebody said them
    Pipelines pipelines;
    ConversionRule converted_by;
    FoldedNames folded;
    Scope corrections;  ///< which deals are such; everything if nobody said it
    std::vector<Hierarchy> hierarchies{first_hierarchy()};
};

struct BookData : BookSettings {
    std::shared_ptr<const LedgerData> ledger;  ///< of which it is a view; or null
    std::shared_ptr<const BuildReport> report = std::make_shared<const BuildReport>();
    std::shared_ptr<const Doubts> doubts = std::make_shared<const Doubts>();
    std::shared_ptr<const UnresolvedNames> unresolved = std::make_shared<const UnresolvedNames>();
    std::shared_ptr<Dictionaries> dictionaries = std::make_shared<Dictionaries>();
    /// By domain, the codes of names that only records say which do not count: no members of anything.
    CodesByDomain unused_names;
    /// Those of them that records had which were taken away.
    CodesByDomain gone_names;
    /// Those of them whom only targets name: another part of a whole may name them, too.
    CodesByDomain targeted_names;
    Conversion conversion;
    Seatings seatings = seatings_of(hierarchies);  ///< that of reps first
    /// As they were said: the level of a member may be another one when more are.
    CopyOnWrite<std::vector<Membership>> memberships;
    std::shared_ptr<const Lanes> lanes;
    std::shared_ptr<LeafIndex> index = std::make_shared<LeafIndex>();
    std::shared_ptr<InsideIndex> inside = std::make_shared<InsideIndex>();
    std::shared_ptr<PolicyBooks> by_policy = std::make_shared<PolicyBooks>();
    /// A table is kept in parts: a book that grew from another shares the other's rows.
    std::vector<TablePart> tables;
    /// Records of some tables that a database keeps; or null.
    std::shared_ptr<const Elsewhere> elsewhere;
    /// By table, how many records were added, whatever became of them.
    std::map<std::string, std::size_t, std::less<>> added;

    const Seating& reps() const { return seatings.front(); }
    std::optional<LevelPlace> level(std::string_view dimension) const {
        return level_place(hierarchies, seatings, dimension);
    }
    /// The parts with the records of a table: not their variants.
    std::vector<TablePart> parts(std::string_view table) const {
        std::vector<TablePart> found;
        for (const TablePart& part : tables)
            if (part->name == table && !part.is_variant) found.push_back(part);
        return found;
    }
    /// Those whose rows some leaf of the reach sees, variants among them.
    std::vector<TablePart> parts_for(std::string_view table, SeenBy asked) const {
        std::vector<TablePart> found;
        for (const TablePart& part : tables)
            if (part->name == table && (part.seen_by & asked) != SeenBy::none)
                found.push_back(part);
        return found;
    }
    /// The first part.
    const BookTable* find(std::string_view table) const {
        for (const TablePart& part : tables)
            if (part->name == table && !part.is_variant) return part.rows.get();
        return nullptr;
    }
    std::size_t records(std::string_view table) const {
        std::size_t n = 0;
        for (const TablePart& part : tables)
            if (part->name == table) n += part.records();
        return n;
    }
    bool is_unused(std::string_view domain, std::int32_t code) const {
        const auto codes = unused_names.find(domain);
        return codes != unused_names.end() && codes->second.contains(code);
    }
    bool is_gone(std::string_view domain, std::int32_t code, bool is_of_a_part = false) const {
        const auto is_in = [&](const auto& names) {
            const auto codes = names.find(domain);
            return codes != names.end() && codes->second.contains(code);
        };
        return (is_in(gone_names) && is_unused(domain, code)) ||
               (!is_of_a_part && is_in(targeted_names));
    }
    /// The texts behind the codes of a column: of its parts, the dictionary that knows the most.
    const Dictionary* dictionary_of(std::string_view table, std::string_view column) const {
        const Dictionary* largest = nullptr;
        for (const TablePart& part : tables)
            if (part->name != table)
                continue;
            else if (const NamedColumn* found = part->plain.find(column);
                     found && found->dictionary &&
                     (!largest || found->dictionary->size() > largest->size()))
                largest = found->dictionary;
        return largest;
    }
    const Dictionary* dictionary(std::string_view domain) const {
        const auto known = dictionaries->find(domain);
        return known == dictionaries->end() ? nullptr : &known->second;
    }
};

/// What a book is made of, for those who compute on it.
struct BookAccess {
    static const std::shared_ptr<const BookData>& data(const Book& book) { return book.data_; }
    static Book book(std::shared_ptr<const BookData> data) { return Book{std::move(data)}; }
};

inline const BookData& data_of(const Book& book) { return *BookAccess::data(book); }

}  // namespace saleskpi::inline v0_3::detail
