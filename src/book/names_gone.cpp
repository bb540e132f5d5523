// SPDX-License-Identifier: MIT
#include "book/names_gone.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

bool names(const NamedColumn& column) {
    return column.type == FieldType::text && column.dictionary && !column.data.all_missing();
}

/// In how many living rows the names of a domain are.
class RowsOfDomain {
public:
    RowsOfDomain(const BookData& book, std::string_view domain) {
        for (const TablePart& part : book.tables)
            for (const ColumnSet* set : {&part->plain, &part->lines})
                for (const NamedColumn& column : set->columns)
                    if (column.domain == domain && names(column)) add(part, *set, column);
    }

    bool has(std::int32_t code) const {
        std::int64_t n = 0;
        for (const Counts& counts : all_) {
            const std::int64_t at = code - counts.least;
            if (at >= 0 && at < static_cast<std::int64_t>(counts.rows->size()))
                n += counts.sign * std::int64_t{(*counts.rows)[static_cast<std::size_t>(at)]};
        }
        return n > 0;
    }

private:
    struct Counts {
        const std::vector<std::uint32_t>* rows;  ///< by code less the least
        std::int64_t least;
        int sign;
    };

    void add(const TablePart& part, const ColumnSet& set, const NamedColumn& column) {
        all_.push_back({&part->counts->of(column), column.data.least(), 1});
        if (!part.dead) return;
        for (const auto& copy : part.dead->copies)
            if (const NamedColumn* its =
                    (&set == &part->plain ? copy->plain : copy->lines).find(column.name))
                all_.push_back({&copy->counts->of(*its), its->data.least(), -1});
    }

    std::vector<Counts> all_;
};

using NamesByDomain = std::map<std::string, std::vector<std::int32_t>>;

void add_codes(const ColumnSet& set, NamesByDomain& all) {
    for (const NamedColumn& column : set.columns) {
        if (column.domain.empty() || !names(column)) continue;
        std::vector<std::int32_t> codes(column.data.size());
        column.data.read(0, codes.size(), codes.data(), missing_code);
        std::vector<std::int32_t>& of_domain = all[column.domain];
        of_domain.insert(of_domain.end(), codes.begin(), codes.end());
    }
}

bool is_in_a_hierarchy(const BookData& book, std::string_view domain, std::int32_t code) {
    for (const Seating& seating : book.seatings)
        for (const auto& [member, parents] : seating.memberships()) {
            const auto is_it = [&](std::size_t level, std::int32_t its) {
                return its == code &&
                       domain == (level == seating.levels().size() ? seating.innermost()
                                                                   : seating.levels()[level].name);
            };
            if (is_it(member.level, member.code)) return true;
            for (const Belonging& parent : parents)
                if (is_it(parent.level, parent.code)) return true;
        }
    return false;
}

}  // namespace

void note_gone_names(BookData& book, std::span<const BookTable> gone) {
    NamesByDomain all;
    for (const BookTable& rows : gone)
        for (const ColumnSet* set : {&rows.plain, &rows.lines})
            add_codes(*set, all);
    for (auto& [domain, codes] : all) {
        std::sort(codes.begin(), codes.end());
        codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
        const RowsOfDomain rows{book, domain};
        for (const std::int32_t code : codes) {
            if (code == missing_code || rows.has(code) || is_in_a_hierarchy(book, domain, code))
                continue;
            book.unused_names[domain].insert(code);
            book.gone_names[domain].insert(code);
        }
    }
}

}  // namespace saleskpi::inline v0_3::detail
