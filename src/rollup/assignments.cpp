// SPDX-License-Identifier: MIT
#include "book/book_data.hpp"
#include "rollup/partial_data.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

/// FNV-1a.
std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = 0xcbf2'9ce4'8422'2325U;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x0000'0100'0000'01b3U;
    return hash;
}

}  // namespace

std::string assignments_of(const BookData& book) {
    const bool has_records = std::any_of(
        book.tables.begin(), book.tables.end(),
        [](const auto& part) { return part->records() > 0; });
    if (!has_records) return {};
    const auto text = [&](const char* domain, std::int32_t code) {
        const Dictionary* dictionary = book.dictionary(domain);
        return dictionary ? dictionary->text(code) : std::string_view{};
    };
    const Dictionary* reps = book.dictionary("rep");
    std::uint64_t all = 0;  // a sum of hashes: the numbers of reps differ from book to book
    std::size_t n = 0;
    for (std::size_t code = 0; reps && code < reps->size(); ++code)
        for (const Sitting& s : book.seating.sittings(static_cast<std::int32_t>(code))) {
            const Seat& seat = book.seating.seats()[static_cast<std::size_t>(s.seat)];
            all += hash_of(fmt::format(
                "{}\n{}\n{}\n{}\n{}\n{}", text("rep", seat.rep), text("team", seat.team),
                text("region", seat.region), seat.kind, s.from, s.until));
            ++n;
        }
    return fmt::format("{} ({:016x})", n, all);
}

}  // namespace saleskpi::inline v0_3::detail
