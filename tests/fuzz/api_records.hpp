// SPDX-License-Identifier: MIT
#pragma once

#include "fuzz/choices.hpp"
#include "support/random_book.hpp"

#include <saleskpi/book/builder.hpp>
#include <saleskpi/rollup/rollup.hpp>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace fuzz {

using namespace saleskpi;

/// What is told to a builder beside the records.
struct BookOptions {
    Calendar calendar;
    std::optional<Date> as_of;
    std::vector<std::string> pipeline;

    BookBuilder builder(unsigned threads) const;
};

struct Question {
    std::vector<Definition> metrics;
    std::vector<std::string> dimensions;
    bool subtotals = false;
    Grain grain = Grain::window;
    Window window;
    std::optional<Date> seated_as_of;

    Rollup to(const Book& book, unsigned threads) const;
    std::string text() const;
};

BookOptions book_options(Choices& choices);
laws::Records records(Choices& choices);
Question question(Choices& choices);

/// The records dealt out to two parts: those of one deal or lead to one, and what all parts may have to
/// both.
std::array<laws::Records, 2> parted(const laws::Records& all);
/// The first so many in a hundred of each table, and the rest; rates and assignments come first.
std::array<laws::Records, 2> batches(const laws::Records& all, std::int64_t percent);

}  // namespace fuzz
