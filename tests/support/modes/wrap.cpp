// SPDX-License-Identifier: MIT
// With SALESKPI_TEST_MODE in the environment, the books and tables of a test program come another
// way than the tests asked for, and have to be the same:
//   grown    books grow batch by batch, small ones record by record
//   split    tables are merged from three parts of their book's records
//   threads  four threads build and compute
//   policies books are asked under another policy of recurring revenue, and back under their own
// The linker hands the calls of the library's functions to the functions here (--wrap), so that no
// test need know. What cannot go the other way goes the plain one; how many did, and why, is told
// when the program ends.
#include "book/book_data.hpp"
#include "support/modes/plain.hpp"
#include "support/modes/ways.hpp"
#include "support/same_tables.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#define SALESKPI_WRAPPED(before, after) asm("__wrap_" before SALESKPI_MANGLED after)
#define SALESKPI_REAL(before, after) asm("__real_" before SALESKPI_MANGLED after)

namespace modes {

namespace {

enum class Mode { plain, grown, split, threads, policies };

/// Books of more records are not copied.
constexpr std::size_t most_records = 20'000;
constexpr unsigned some_threads = 4;

const void* state_of(const BookBuilder& builder);

/// What a builder that is moved keeps. An explicit instantiation may name what is private.
template <auto Member>
struct ReachState {
    friend const void* state_of(const BookBuilder& builder) { return (builder.*Member).get(); }
};
template struct ReachState<&BookBuilder::state_>;

/// What a builder was given, and the book that it goes on from.
struct Given {
    Log log;
    std::optional<Book> from;
    std::string plain_because;
};

/// How a book was made, for as long as there is one.
struct Made {
    std::weak_ptr<const detail::BookData> book;
    Log log;
    std::string plain_because;
    std::vector<Book> parts;
};

class Ledger {
public:
    Ledger() {
        const char* name = std::getenv("SALESKPI_TEST_MODE");
        const std::string said = name ? name : "";
        if (said == "grown")
            mode = Mode::grown;
        else if (said == "split")
            mode = Mode::split;
        else if (said == "threads")
            mode = Mode::threads;
        else if (said == "policies")
            mode = Mode::policies;
        else if (!said.empty())
            throw std::invalid_argument{"SALESKPI_TEST_MODE is grown, split, threads or policies"};
    }
    ~Ledger() {
        if (mode == Mode::plain) return;
        const char* what = mode == Mode::grown      ? "books grown"
                           : mode == Mode::split    ? "tables merged from parts"
                           : mode == Mode::policies ? "books under another policy and back"
                                                    : "books and tables made by several threads";
        std::fprintf(stderr, "%s: %zu of %zu\n", what, others, all);
        for (const auto& [reason, n] : plain)
            std::fprintf(stderr, "  plain: %zu, %s\n", n, reason.c_str());
    }
    Ledger(const Ledger&) = delete;
    Ledger& operator=(const Ledger&) = delete;

    void count_other() {
        ++all;
        ++others;
    }
    void count_plain(const std::string& reason) {
        ++all;
        ++plain[reason];
    }

    Mode mode = Mode::plain;
    std::mutex mutex;
    std::map<const void*, Given> given;
    std::map<const void*, Made> made;

private:
    std::size_t all = 0;
    std::size_t others = 0;
    std::map<std::string, std::size_t> plain;
};

Ledger& ledger() {
    static Ledger one;
    return one;
}

/// True within the helper's own calls of the library.
thread_local bool is_inside = false;

struct Inside {
    Inside() { is_inside = true; }
    ~Inside() { is_inside = false; }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
};

constexpr const char* asked_for_plain = "the test looks at how a book is stored";

bool follows() {
    const Mode mode = ledger().mode;
    return !is_inside && (mode == Mode::grown || mode == Mode::split);
}

/// The records that a report counts as read, those that a loader rejected not included.
std::size_t read_records(const Book& book, const Log& log) {
    std::size_t n = 0;
    for (const TableCount& table : book.report().tables)
        n += table.read;
    for (const Finding& finding : log.findings)
        n -= finding.rejected ? 1 : 0;
    return n;
}

void begin(const BookBuilder& builder, Given given) {
    const std::lock_guard lock{ledger().mutex};
    ledger().given[state_of(builder)] = std::move(given);
}

/// A book whose subscriptions and movements are worked out anew of what they have become.
Book there_and_back(const Book& book) {
    const std::lock_guard lock{ledger().mutex};
    if (plain_tests > 0 || book.records("subscriptions") == 0) {
        ledger().count_plain(plain_tests > 0 ? asked_for_plain : "no subscriptions");
        return book;
    }
    const RevenuePolicy own = book.revenue_policy();
    const RevenuePolicy other = own == RevenuePolicy{} ? revenue_policy("stripe") : RevenuePolicy{};
    try {
        const Book back = book.under(other).under(own);
        ledger().count_other();
        return back;
    } catch (const Error& error) {
        ledger().count_plain(error.what());
        return book;
    }
}

/// How the book was made, if that is known.
Made* made_of(const Book& book) {
    const auto known = ledger().made.find(detail::BookAccess::data(book).get());
    const bool is_it = known != ledger().made.end() && !known->second.book.expired();
    return is_it ? &known->second : nullptr;
}

/// Goes on from a book as its own builder went.
Given given_by(const Book& book) {
    const std::lock_guard lock{ledger().mutex};
    Given given;
    if (ledger().mode == Mode::grown) {
        given.from = book;
        return given;
    }
    const Made* made = made_of(book);
    given.plain_because = made ? made->plain_because : "the book that grew was not followed";
    if (made) given.log = made->log;
    return given;
}

bool has_ids(const RecordType& type) {
    return std::any_of(type.fields.begin(), type.fields.end(), [](const FieldInfo& field) {
        return field.identity;
    });
}

void note(const BookBuilder& builder, const RowSource& records, const Provenance& provenance) {
    const std::lock_guard lock{ledger().mutex};
    const auto known = ledger().given.find(state_of(builder));
    if (known == ledger().given.end()) return;
    Given& given = known->second;
    if (given.log.records() + records.size() > most_records) given.plain_because = "a large book";
    if (records.type().fields.size() > CopiedRecords::most_fields)
        given.plain_because = "records of very many fields";
    // Together in one build these are rejected, in builds of their own they are not.
    for (const auto& range : given.log.added)
        if (range->table() == records.type().table &&
            has_ids(range->type()) != has_ids(records.type()))
            given.plain_because = "records of one table with ids and such without";
    if (!given.plain_because.empty()) return;
    given.log.added.push_back(std::make_shared<const CopiedRecords>(records, provenance));
}

Given take(const void* state) {
    const std::lock_guard lock{ledger().mutex};
    const auto known = ledger().given.find(state);
    if (known == ledger().given.end()) {
        Given given;
        given.plain_because = "the builder was not followed";
        return given;
    }
    Given given = std::move(known->second);
    ledger().given.erase(known);
    return given;
}

Book grown_or_plain(const Given& given, const Book& plain) {
    std::string reason = plain_tests > 0 ? asked_for_plain : given.plain_because;
    const std::size_t before = given.from ? read_records(*given.from, {}) : 0;
    if (reason.empty() && before + given.log.records() != read_records(plain, given.log))
        reason = "records were added that were not followed";
    if (reason.empty()) {
        try {
            Book book = grown(given.log, given.from, plain);
            ledger().count_other();
            return book;
        } catch (const Error& error) {
            reason = error.what();
        }
    }
    ledger().count_plain(reason);
    return plain;
}

void remember(Given given, const Book& book) {
    auto& made = ledger().made;
    for (auto it = made.begin(); it != made.end();)
        it = it->second.book.expired() ? made.erase(it) : std::next(it);
    if (given.plain_because.empty() && given.log.records() != read_records(book, given.log))
        given.plain_because = "records were added that were not followed";
    const auto& data = detail::BookAccess::data(book);
    made[data.get()] = {data, std::move(given.log), std::move(given.plain_because), {}};
}

/// What is asked without a window cannot be asked of parts. Its days are then asked for, of the parts
/// and of the whole, and the test gets what it asked for.
Table merged_like(const Rollup& query, const std::vector<Book>& parts, const Table& plain) {
    if (window_of(query)) return merged(query, parts);
    const Rollup within = Rollup{query}.during(query.window());
    const std::string difference = laws::difference(merged(within, parts), within.run());
    if (!difference.empty()) throw std::logic_error{"merged from parts: " + difference};
    return plain;
}

Table merged_or_plain(const Rollup& query, const Table& plain) {
    const std::lock_guard lock{ledger().mutex};
    Made* made = made_of(book_of(query));
    std::string reason = made ? made->plain_because : "the book was not followed";
    if (plain_tests > 0) reason = asked_for_plain;
    if (reason.empty()) {
        try {
            if (made->parts.empty()) made->parts = split(made->log, book_of(query));
            if (made->parts.size() > 1) {
                Table table = merged_like(query, made->parts, plain);
                ledger().count_other();
                return table;
            }
            reason = "all records belong together";
        } catch (const Error& error) {
            reason = error.what();
        }
    }
    ledger().count_plain(reason);
    return plain;
}

}  // namespace

// The library's functions, as their callers know them, and what they are called in their place.
void real_new(BookBuilder*, Currency) SALESKPI_REAL("_ZN", "11BookBuilderC1ENS0_8CurrencyE");
void real_from(BookBuilder*, const Book&) SALESKPI_REAL("_ZN", "11BookBuilderC1ERKNS0_4BookE");
BookBuilder& real_add(BookBuilder&, const RowSource&, const Provenance&)
    SALESKPI_REAL("_ZNR", "11BookBuilder3addERKNS0_9RowSourceERKNS0_10ProvenanceE");
BookBuilder& real_findings(BookBuilder&, std::span<const Finding>)
    SALESKPI_REAL("_ZNR", "11BookBuilder3addESt4spanIKNS0_7FindingELm18446744073709551615EE");
BookBuilder& real_left_out(BookBuilder&, std::span<const LeftOut>)
    SALESKPI_REAL("_ZNR", "11BookBuilder3addESt4spanIKNS0_7LeftOutELm18446744073709551615EE");
Book real_build(BookBuilder&) SALESKPI_REAL("_ZN", "11BookBuilder5buildEv");
Table real_run(const Rollup&) SALESKPI_REAL("_ZNK", "6Rollup3runEv");

void wrapped_new(BookBuilder*, Currency) SALESKPI_WRAPPED("_ZN", "11BookBuilderC1ENS0_8CurrencyE");
void wrapped_from(BookBuilder*, const Book&)
    SALESKPI_WRAPPED("_ZN", "11BookBuilderC1ERKNS0_4BookE");
BookBuilder& wrapped_add(BookBuilder&, const RowSource&, const Provenance&)
    SALESKPI_WRAPPED("_ZNR", "11BookBuilder3addERKNS0_9RowSourceERKNS0_10ProvenanceE");
BookBuilder& wrapped_findings(BookBuilder&, std::span<const Finding>)
    SALESKPI_WRAPPED("_ZNR", "11BookBuilder3addESt4spanIKNS0_7FindingELm18446744073709551615EE");
BookBuilder& wrapped_left_out(BookBuilder&, std::span<const LeftOut>)
    SALESKPI_WRAPPED("_ZNR", "11BookBuilder3addESt4spanIKNS0_7LeftOutELm18446744073709551615EE");
Book wrapped_build(BookBuilder&) SALESKPI_WRAPPED("_ZN", "11BookBuilder5buildEv");
Table wrapped_run(const Rollup&) SALESKPI_WRAPPED("_ZNK", "6Rollup3runEv");

void wrapped_new(BookBuilder* builder, Currency currency) {
    real_new(builder, currency);
    if (follows()) begin(*builder, {});
}

void wrapped_from(BookBuilder* builder, const Book& book) {
    real_from(builder, book);
    if (follows()) begin(*builder, given_by(book));
}

BookBuilder& wrapped_add(
    BookBuilder& builder, const RowSource& records, const Provenance& provenance) {
    real_add(builder, records, provenance);
    if (follows()) note(builder, records, provenance);
    return builder;
}

BookBuilder& wrapped_findings(BookBuilder& builder, std::span<const Finding> findings) {
    real_findings(builder, findings);
    if (!follows()) return builder;
    const std::lock_guard lock{ledger().mutex};
    if (const auto known = ledger().given.find(state_of(builder)); known != ledger().given.end()) {
        auto& noted = known->second.log.findings;
        noted.insert(noted.end(), findings.begin(), findings.end());
    }
    return builder;
}

BookBuilder& wrapped_left_out(BookBuilder& builder, std::span<const LeftOut> left_out) {
    real_left_out(builder, left_out);
    if (!follows()) return builder;
    const std::lock_guard lock{ledger().mutex};
    if (const auto known = ledger().given.find(state_of(builder)); known != ledger().given.end()) {
        auto& noted = known->second.log.left_out;
        noted.insert(noted.end(), left_out.begin(), left_out.end());
    }
    return builder;
}

Book wrapped_build(BookBuilder& builder) {
    if (ledger().mode == Mode::threads) {
        const std::lock_guard lock{ledger().mutex};
        ledger().count_other();
        builder.threads(some_threads);
    }
    if (ledger().mode == Mode::policies && !is_inside) return there_and_back(real_build(builder));
    if (!follows()) return real_build(builder);
    Given given = take(state_of(builder));
    Book plain = real_build(builder);
    begin(builder, {});  // it starts anew
    const std::lock_guard lock{ledger().mutex};
    const Inside inside;
    if (ledger().mode == Mode::grown) return grown_or_plain(given, plain);
    remember(std::move(given), plain);
    return plain;
}

Table wrapped_run(const Rollup& query) {
    if (ledger().mode == Mode::threads) {
        const std::lock_guard lock{ledger().mutex};
        ledger().count_other();
        return real_run(Rollup{query}.threads(some_threads));
    }
    Table plain = real_run(query);
    if (is_inside || ledger().mode != Mode::split) return plain;
    const Inside inside;
    return merged_or_plain(query, plain);
}

}  // namespace modes
