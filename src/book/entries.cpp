// SPDX-License-Identifier: MIT
#include "book/entries.hpp"

#include <saleskpi/value/error.hpp>

#include <fmt/format.h>

#include <span>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

namespace {

template <class T>
void keep(std::vector<T>& kept, std::size_t rows, std::span<const T> said, T nothing) {
    if (kept.size() > rows) kept.resize(rows);  // what a call that threw may have left
    if (said.empty()) return;
    kept.resize(rows, nothing);
    kept.insert(kept.end(), said.begin(), said.end());
}

}  // namespace

void Entries::add(std::size_t rows, std::size_t added, const Provenance& provenance) {
    const auto check = [&](std::size_t said, std::string_view what) {
        if (said != 0 && said != added)
            throw Error{
                ErrorCode::invalid_argument,
                fmt::format("there are {} records and the {} of {}", added, what, said)};
    };
    check(provenance.known.size(), "moments");
    check(provenance.versions.size(), "versions");
    check(provenance.deletions.size(), "deletions");
    keep(known_, rows, provenance.known, missing_number);
    keep(versions_, rows, provenance.versions, missing_number);
    keep(deletions_, rows, provenance.deletions, std::uint8_t{0});
}

}  // namespace saleskpi::inline v0_3::detail
