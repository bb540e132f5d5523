// SPDX-License-Identifier: MIT
#include "book/book_data.hpp"
#include "rollup/partial_data.hpp"

#include <saleskpi/value/hash.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

std::string assignments_of(const BookData& book) {
    const bool has_records = std::any_of(
        book.tables.begin(), book.tables.end(),
        [](const auto& part) { return part.records() > 0; });
    if (!has_records) return {};
    std::uint64_t all = 0;  // a sum of hashes: the numbers of members differ from book to book
    std::size_t n = 0;
    const auto note = [&](const std::string& text) {
        all += name_hash(text);
        ++n;
    };
    const auto text = [&](std::string_view domain, std::int32_t code) {
        const Dictionary* dictionary = book.dictionary(domain);
        return dictionary && code >= 0 ? dictionary->text(code) : std::string_view{};
    };
    for (const Seating& seating : book.seatings) {
        const Dictionary* members = book.dictionary(seating.innermost());
        for (std::size_t code = 0; members && code < members->size(); ++code)
            for (const Seating::Stay& stay : seating.stays(static_cast<std::int32_t>(code))) {
                std::string told = fmt::format(
                    "{}\n{}\n{}", members->text(static_cast<std::int32_t>(code)), stay.from,
                    stay.until);
                for (std::size_t level = 0; level < stay.codes.size(); ++level)
                    told += seating.levels()[level].choices.empty()
                                ? fmt::format(
                                      "\n{}", text(seating.levels()[level].name, stay.codes[level]))
                                : fmt::format("\n{}", stay.codes[level]);
                note(told);
            }
        for (const auto& [member, all_its] : seating.memberships())
            for (const Belonging& one : all_its) {
                const bool is_innermost = member.level == seating.levels().size();
                const std::string& level =
                    is_innermost ? seating.innermost() : seating.levels()[member.level].name;
                note(fmt::format(
                    "{}\n{}\n{}\n{}\n{}\n{}\n{}", member.hierarchy, level, text(level, member.code),
                    seating.levels()[one.level].name,
                    text(seating.levels()[one.level].name, one.code), one.from, one.until));
            }
    }
    // Two books of unlike hierarchies may still seat everyone alike, as long as nobody moves.
    for (std::size_t h = 1; h < book.hierarchies.size(); ++h)
        note(fmt::format(
            "{}\n{}", book.hierarchies[h].name, fmt::join(book.hierarchies[h].levels, "\n")));
    return fmt::format("{} ({:016x})", n, all);
}

}  // namespace saleskpi::inline v0_3::detail
