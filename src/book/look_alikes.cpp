// SPDX-License-Identifier: MIT
#include "book/look_alikes.hpp"

#include "record/library_types.hpp"
#include "value/name_fold.hpp"
#include "value/utf8.hpp"

#include <saleskpi/record/customer.hpp>
#include <saleskpi/record/target.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Numbers of hashes, some of which stand for several names: a table without removal.
class FoldedHashes {
public:
    explicit FoldedHashes(std::size_t names) {
        std::size_t size = 16;
        while (size < 2 * names)
            size *= 2;
        slots_.resize(size);
    }
    /// The first code that came with the hash, if there was one.
    std::optional<std::int32_t> add(std::uint64_t hash, std::int32_t code) {
        for (std::size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
            Slot& slot = slots_[at];
            if (slot.code == missing_code) {
                slot = {static_cast<std::uint32_t>(hash >> 32U), code};
                return std::nullopt;
            }
            if (slot.hash == static_cast<std::uint32_t>(hash >> 32U)) return slot.code;
        }
    }

private:
    struct Slot {
        std::uint32_t hash = 0;
        std::int32_t code = missing_code;
    };
    std::vector<Slot> slots_;
};

/// Where a name of a domain stands: the first table and field by their names.
struct Place {
    std::string table;
    std::string field;
};
using Places = std::map<std::int32_t, Place>;

class PlaceFinder {
public:
    PlaceFinder(BookDraft& draft, const std::string& domain, Places& places)
        : domain_{&domain}, places_{&places} {
        for (RawTable& table : draft.tables)
            if (!table.is_variant()) find(draft.added(table));
        for (const TablePart& part : draft.data->tables)
            if (!part.is_variant) find(part);
    }

private:
    void found(std::int32_t code, std::string_view table, std::string_view field) {
        const auto known = places_->find(code);
        if (known == places_->end()) return;
        Place& place = known->second;
        if (place.table.empty() ||
            std::tie(table, field) <
                std::tuple<std::string_view, std::string_view>{place.table, place.field})
            place = {std::string{table}, std::string{field}};
    }
    void find(const AddedRecords& added) {
        for (const RawColumn& column : added.table->columns()) {
            if (!column.dictionary || column.domain != *domain_) continue;
            for (std::size_t row = 0; row < column.small.size(); ++row)
                if (column.small[row] != missing_code && added.counts(row))
                    found(column.small[row], added.table->name(), column.name);
        }
        const RawColumn* rep = added.table->find("rep");
        if (!rep || !rep->dictionary || rep->domain != *domain_) return;
        for (const auto& [row, credits] : added.table->credits())
            for (const Credit& credit : credits)
                if (added.counts(row))
                    found(rep->dictionary->find(credit.rep), added.table->name(), rep->name);
    }
    void find(const TablePart& part) {
        for (const ColumnSet* set : {&part->plain, &part->lines})
            for (const NamedColumn& column : set->columns) {
                if (!column.dictionary || column.domain != *domain_) continue;
                std::vector<std::int32_t> codes(set->rows);
                column.data.read(0, codes.size(), codes.data(), missing_code);
                const auto dead = part.dead_rows(*set);
                for (std::size_t row = 0; row < codes.size(); ++row)
                    if (codes[row] != missing_code && !is_among(dead, row))
                        found(codes[row], part->name, column.name);
            }
    }

    const std::string* domain_;
    Places* places_;
};

/// How another name differs from one that looks like it.
std::string difference(std::string_view name, std::string_view other) {
    const auto lower = [](std::string_view text) {
        std::string all{text};
        for (char& c : all)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        return all;
    };
    return lower(name) == lower(other) ? "but for upper and lower case" : "to the eye";
}

std::string domain_of_finding(
    BookDraft& draft, const std::string& table, const std::string& field) {
    if (const RawTable* added = draft.find(table))
        if (const RawColumn* column = added->find(field)) return column->domain;
    for (const TablePart& part : draft.data->parts(table))
        if (const NamedColumn* column = part->plain.find(field)) return column->domain;
    return {};
}

/// The reps whom only credits name, who are met as records are packed.
void know_credited(BookDraft& draft) {
    for (RawTable& table : draft.tables) {
        if (table.is_variant() || table.credits().empty()) continue;
        RawColumn* rep = table.find("rep");
        if (!rep || !rep->dictionary) continue;
        const AddedRecords added = draft.added(table);
        for (const auto& [row, credits] : table.credits())
            for (const Credit& credit : credits)
                if (added.counts(row)) rep->dictionary->intern(credit.rep);
    }
}

void tell_domain(
    BookDraft& draft,
    const std::string& domain,
    const std::vector<LookAlikes>& groups,
    std::vector<Finding>& findings) {
    const Dictionary& names = draft.data->dictionaries->at(domain);
    Places places;
    for (const LookAlikes& group : groups)
        for (const std::int32_t code : group)
            places.try_emplace(code);
    PlaceFinder{draft, domain, places};
    for (const LookAlikes& group : groups)
        for (const std::int32_t code : group) {
            if (code == group.front()) continue;
            const Place& place = places.at(code);
            if (place.table.empty() || places.at(group.front()).table.empty()) continue;
            Finding& finding = findings.emplace_back();
            finding.table = place.table;
            finding.field = place.field;
            finding.value = shown(names.text(code));
            finding.reason = fmt::format(
                "is '{}' {}: {}", shown(names.text(group.front())),
                difference(names.text(code), names.text(group.front())),
                is_folded_with_all(domain)
                    ? "probably one; \"fold\": true in the mapping makes them one"
                    : "probably one, of which one spelling is right");
            finding.rejected = false;
            finding.kind = FindingKind::look_alike;
        }
}

}  // namespace

bool is_case_sensitive_id(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    return (text.size() == 15 || text.size() == 18) &&
           std::all_of(
               text.begin(), text.end(), [&](char c) { return is_digit(c) || is_letter(c); }) &&
           std::count_if(text.begin(), text.end(), is_digit) >= 3;
}

bool has_look_alikes(std::string_view domain) {
    if (domain.empty()) return false;
    if (domain == kpi::customer::id.domain) return true;
    for (const RecordType* type : library_types())
        for (const FieldInfo& field : type->fields)
            if (field.identity && field.domain == domain) return false;
    return true;
}

bool is_folded_with_all(std::string_view domain) {
    return has_look_alikes(domain) && domain != kpi::target::metric.domain;
}

bool FoldedNames::contains(std::string_view domain) const {
    return (all && is_folded_with_all(domain)) || domains.contains(domain);
}

bool is_better_spelled(std::string_view name, std::string_view other) {
    // Neither all in capitals nor without any, then without what is of no use, then by the text.
    const auto rank = [](std::string_view text) {
        const auto has = [&](char first, char last) {
            return std::any_of(
                text.begin(), text.end(), [&](char c) { return c >= first && c <= last; });
        };
        return std::tuple{!has('A', 'Z') || !has('a', 'z'), text.size(), text};
    };
    return rank(name) < rank(other);
}

std::vector<LookAlikes> look_alikes_in(
    const Dictionary& names, const std::function<bool(std::int32_t)>& counts) {
    const auto n = static_cast<std::int32_t>(names.size());
    FoldedHashes known{names.size()};
    std::map<std::string, LookAlikes> groups;  // few: only of those that share a hash
    for (std::int32_t code = 0; code < n; ++code) {
        const std::string_view text = names.text(code);
        const auto first = known.add(folded_hash(text), code);
        if (!first) continue;
        for (const std::int32_t one : {*first, code}) {
            LookAlikes& group = groups[folded_name(names.text(one))];
            if (std::find(group.begin(), group.end(), one) == group.end() && counts(one) &&
                !is_case_sensitive_id(names.text(one)))
                group.push_back(one);
        }
    }
    std::vector<LookAlikes> found;
    for (auto& [folded, group] : groups) {
        if (group.size() < 2) continue;
        std::sort(group.begin(), group.end(), [&](std::int32_t a, std::int32_t b) {
            return is_better_spelled(names.text(a), names.text(b));
        });
        found.push_back(std::move(group));
    }
    return found;
}

void note_look_alikes(BookDraft& draft, std::vector<Finding>& findings) {
    know_credited(draft);
    const BookData& book = *draft.data;
    for (const auto& [domain, names] : *book.dictionaries) {
        if (!has_look_alikes(domain)) continue;
        const auto is_of_domain = [&, &of = domain](const Finding& finding) {
            return finding.kind == FindingKind::look_alike &&
                   domain_of_finding(draft, finding.table, finding.field) == of;
        };
        const auto unused_in = [&of = domain](const BookData& data) {
            const auto codes = data.unused_names.find(of);
            return codes == data.unused_names.end() ? CodeSet{} : codes->second;
        };
        const bool has_notes = std::any_of(findings.begin(), findings.end(), is_of_domain);
        // All names are compared: an append, which takes time of its batch, does so only for what is told.
        if (draft.is_view && draft.before && !has_notes) continue;
        if (draft.before && !(draft.is_view && has_notes)) {
            const Dictionary* known = draft.before->dictionary(domain);
            if (known && known->size() == names.size() &&
                unused_in(book) == unused_in(*draft.before))
                continue;
        }
        const auto groups = look_alikes_in(
            names, [&, &of = domain](std::int32_t code) { return !book.is_unused(of, code); });
        if (has_notes) std::erase_if(findings, is_of_domain);
        if (!groups.empty()) tell_domain(draft, domain, groups, findings);
    }
}

}  // namespace saleskpi::inline v0_3::detail
