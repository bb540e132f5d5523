// SPDX-License-Identifier: MIT
#include "book/entries.hpp"

#include <saleskpi/value/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
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
    keep(known_, rows, provenance.known, unknown_instant);
    keep(versions_, rows, provenance.versions, no_version);
    keep(deletions_, rows, provenance.deletions, std::uint8_t{0});
    begin_run({rows, provenance.when, 0});
}

std::vector<Entries::Run>::const_iterator Entries::run_after(std::size_t row) const {
    return std::upper_bound(runs_.begin(), runs_.end(), row, [](std::size_t r, const Run& run) {
        return r < run.first_row;
    });
}

Entries::Run Entries::run_of(std::size_t row) const {
    const auto after = run_after(row);
    return after == runs_.begin() ? Run{} : *std::prev(after);
}

void Entries::begin_run(const Run& run) {
    while (!runs_.empty() && runs_.back().first_row >= run.first_row)
        runs_.pop_back();
    const Run last = runs_.empty() ? Run{} : runs_.back();
    if (last.known != run.known || last.sequence != run.sequence) runs_.push_back(run);
}

void Entries::append(std::size_t rows, const Entries& from, std::span<const std::uint32_t> copied) {
    const auto copy = [&](auto& to, const auto& values, auto nothing) {
        if (values.empty()) return;
        to.resize(rows, nothing);
        for (const std::uint32_t row : copied)
            to.push_back(row < values.size() ? values[row] : nothing);
    };
    copy(known_, from.known_, unknown_instant);
    copy(versions_, from.versions_, no_version);
    copy(deletions_, from.deletions_, std::uint8_t{0});
    if (runs_.empty() && from.runs_.empty()) return;
    std::size_t first = 1, end = 0;  // the rows of the run, none yet
    for (std::size_t i = 0; i < copied.size(); ++i) {
        if (copied[i] >= first && copied[i] < end) continue;
        const auto after = from.run_after(copied[i]);
        Run run = after == from.runs_.begin() ? Run{} : *std::prev(after);
        first = run.first_row;
        end = after == from.runs_.end() ? static_cast<std::size_t>(-1) : after->first_row;
        run.first_row = rows + i;
        begin_run(run);
    }
}

void Entries::number_batch(std::uint32_t sequence) {
    if (runs_.empty()) runs_.push_back({});
    for (Run& run : runs_)
        run.sequence = sequence;
}

}  // namespace saleskpi::inline v0_3::detail
