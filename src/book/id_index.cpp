// SPDX-License-Identifier: MIT
#include "book/id_index.hpp"

#include "book/book_data.hpp"
#include "book/text_hash.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>

namespace saleskpi::inline v0_3::detail {

namespace {

std::size_t ids_of(const BookTable& part) {
    return part.plain.ids.size() + part.shared_ids.size() + part.left_out_ids.size();
}

std::string_view id_of(const BookTable& part, std::size_t record) {
    for (const TextColumn* ids : {&part.plain.ids, &part.shared_ids, &part.left_out_ids}) {
        if (record < ids->size()) return (*ids)[record];
        record -= ids->size();
    }
    return {};
}

}  // namespace

void IdIndex::build(const BookTable& part) {
    const std::size_t n = ids_of(part);
    if (n == 0) return;
    slots_.resize(std::bit_ceil(n + n / 2 + 1));
    for (std::size_t record = 0; record < n; ++record) {
        std::size_t at = text_hash(id_of(part, record)) & (slots_.size() - 1);
        while (slots_[at] != 0)
            at = (at + 1) & (slots_.size() - 1);
        slots_[at] = static_cast<std::uint32_t>(record + 1);
    }
}

template <class F>
void IdIndex::each(const BookTable& part, std::string_view id, const F& f) {
    std::call_once(built_, [&] { build(part); });
    if (slots_.empty()) return;
    for (std::size_t at = text_hash(id) & (slots_.size() - 1); slots_[at] != 0;
         at = (at + 1) & (slots_.size() - 1))
        if (id_of(part, slots_[at] - 1) == id && !f(std::size_t{slots_[at]} - 1)) return;
}

std::optional<std::size_t> IdIndex::find(const BookTable& part, std::string_view id) {
    std::optional<std::size_t> found;
    each(part, id, [&](std::size_t record) {
        found = record;
        return false;
    });
    return found;
}

std::vector<std::size_t> IdIndex::find_all(const BookTable& part, std::string_view id) {
    std::vector<std::size_t> all;
    each(part, id, [&](std::size_t record) {
        all.push_back(record);
        return true;
    });
    std::sort(all.begin(), all.end());
    return all;
}

}  // namespace saleskpi::inline v0_3::detail
