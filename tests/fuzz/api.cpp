// SPDX-License-Identifier: MIT
#include "fuzz/api_records.hpp"
#include "fuzz/reports.hpp"
#include "support/same_tables.hpp"

#include <saleskpi/rollup/explain.hpp>

namespace fuzz {

namespace {

/// What was answered: a table, or the code of an error.
struct Answer {
    std::optional<Table> table;
    std::optional<ErrorCode> error;
    std::string message;
};

template <class F>
Answer answer(F&& f) {
    Answer said;
    try {
        said.table = f();
    } catch (const Error& error) {
        said.error = error.code();
        said.message = error.what();
        require(!said.message.empty(), "an error without a message");
    }
    return said;
}

void add(BookBuilder& builder, const laws::Records& records) {
    records.each([&](const auto& some) { builder.add(some); });
}

Book book_of(const laws::Records& records, const BookOptions& options, unsigned threads = 1) {
    BookBuilder builder = options.builder(threads);
    add(builder, records);
    return builder.build();
}

void require_same(
    const Question& asked,
    const Answer& whole,
    const Answer& other,
    const char* how,
    bool is_merged = false) {
    const std::string what = std::string{how} + ": " + asked.text();
    require(whole.error == other.error, what + whole.message + "  against  " + other.message);
    if (!whole.table) return;
    // What all parts have, and none takes, a merged report counts in each of them.
    const std::string difference = is_merged
                                       ? laws::difference_of_values(*whole.table, *other.table)
                                       : laws::difference(*whole.table, *other.table);
    require(difference.empty(), what + difference);
}

/// The order in which records of these tables come does not matter.
laws::Records turned_round(laws::Records records) {
    const auto turn = [](auto& all) { std::reverse(all.begin(), all.end()); };
    turn(records.deals), turn(records.customers), turn(records.targets), turn(records.leads);
    turn(records.activities), turn(records.subscriptions), turn(records.spend);
    turn(records.surveys), turn(records.usage_events), turn(records.tickets);
    return records;
}

void require_explained(const Question& asked, const Book& book, const Table& table) {
    if (table.empty()) return;
    const RowView row = table[table.size() / 2];
    const RowKey key = row.key();
    const Definition metric = table.metrics()[0];
    const Explanation why = asked.to(book, 1).explain(metric, key.group, key.period);
    require(
        laws::is_same(why.value, row.cell(metric.id())),
        "explained: " + asked.text() + laws::text_of(why.value) + "  against  " +
            laws::text_of(row.cell(metric.id())));
}

void require_merged(
    const Question& asked,
    const Answer& whole,
    const laws::Records& all,
    const BookOptions& options) {
    const auto parts = parted(all);
    for (const std::size_t first : {0U, 1U}) {
        const Answer merged = answer([&] {
            Partial part = asked.to(book_of(parts[first], options), 1).partial();
            part.merge(asked.to(book_of(parts[1 - first], options), 1).partial());
            return part.table();
        });
        if (whole.error || merged.error == ErrorCode::incompatible) return;
        require_same(asked, whole, merged, "merged", true);
    }
}

void require_grown(
    const Question& asked,
    const Answer& whole,
    const std::array<laws::Records, 2>& batches,
    const BookOptions& options) {
    const Answer grown = answer([&] {
        const Book first = book_of(batches[0], options);
        // So that it has something to take over.
        (void)answer([&] { return asked.to(first, 1).run(); });
        BookBuilder builder{first};
        add(builder, batches[1]);
        return asked.to(builder.build(), 1).run();
    });
    if (whole.error || grown.error == ErrorCode::incompatible) return;
    require_same(asked, whole, grown, "grown");
}

}  // namespace

void api(Bytes bytes) {
    Choices choices{bytes};
    const Question asked = question(choices);
    const BookOptions options = book_options(choices);
    const std::int64_t way = choices.between(0, 4);
    const std::int64_t percent = choices.between(0, 100);
    const laws::Records all = records(choices);

    std::optional<Book> book;
    const Answer whole = answer([&] {
        book = book_of(all, options);
        return asked.to(*book, 1).run();
    });
    const auto same = [&](const char* how, auto&& other) {
        require_same(asked, whole, answer(other), how);
    };
    // One of the ways each time, so that many are tried in a second.
    switch (way) {
        case 0:
            same("by three threads", [&] { return asked.to(book_of(all, options, 3), 3).run(); });
            break;
        case 1:
            same("in another order", [&] {
                return asked.to(book_of(turned_round(all), options), 1).run();
            });
            break;
        case 2:
            if (!whole.table) break;
            same("asked again", [&] { return asked.to(*book, 1).run(); });
            same("as a part", [&] { return asked.to(*book, 1).partial().table(); });
            require_explained(asked, *book, *whole.table);
            (void)in_all_formats(*whole.table);
            break;
        case 3:
            require_merged(asked, whole, all, options);
            break;
        default:
            require_grown(asked, whole, batches(all, percent), options);
    }
}

}  // namespace fuzz
