// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

struct PartialData;

/// Numbers for ids: see id_number.
using IdNumbers = std::vector<std::uint64_t>;

/// What the records of a part would take from records that they name.
struct LookUpPrint {
    IdNumbers unknown;   ///< those they name but the part does not have, ascending
    IdNumbers known;     ///< those the part has that others may name
    IdNumbers together;  ///< those whose records all have to be in one part, ascending
    /// What those that are in several parts say, by id, ascending.
    std::vector<std::pair<std::uint64_t, std::uint64_t>> said;
};

/// Who is named in a domain by which the question is cut: of records that only refer to others, whether they
/// make a member depends on all parts.
struct NamePrint {
    IdNumbers members;         ///< ascending, as all of these
    IdNumbers unresolved;      ///< named by such records alone
    bool has_records = false;  ///< else those are members as well

    /// Whether the two together make members of others than each by itself.
    static bool contradict(const NamePrint& a, const NamePrint& b);
    void add(const NamePrint& other);
};

/// A rate as its record has it.
struct Rate {
    Currency base;
    Currency quote;
    Date from;
    Rational rate;

    bool operator==(const Rate&) const = default;
};

/// What a part tells of its records beside its states: enough to see, when it meets another, whether
/// one book with the records of both would have said the same as both together.
struct PartPrint {
    /// A text that two books share only if they seat everyone alike; empty without records.
    std::string assignments;
    /// If stages are asked for.
    Pipelines pipelines;
    ConversionRule converted_by;
    std::optional<RevenuePolicy> revenue;  ///< if recurring revenue is asked for
    std::vector<Rate> rates;
    /// For which days money was to be converted.
    std::vector<std::pair<Currency, std::int32_t>> asked_rates;
    /// A number for all records of each book, which none with others shares.
    std::vector<std::uint64_t> books;
    /// By table that is asked for or that several parts may have, the numbers of its records; of
    /// larger ones those of some: see RecordSample.
    std::map<std::string, std::vector<std::uint64_t>, std::less<>> records;
    /// By table of the records that are named.
    std::map<std::string, LookUpPrint, std::less<>> look_ups;
    /// By domain: customers, deals, leads.
    std::map<std::string, NamePrint, std::less<>> names;
};

/// Of a book, as far as the answer to a query over it depends on it.
PartPrint print_of(const BookData& book, const PartialData& data);

/// How a table of another part is added to that of one.
enum class Joining : std::uint8_t {
    add,      ///< they have no record in common
    keep,     ///< all of the other's records are there
    replace,  ///< all of the one's are among the other's
    overlap,  ///< some are in both
};
Joining joining(const PartPrint& into, const PartPrint& from, std::string_view table);

/// Throws Error incompatible if the parts together are not what one book would be.
void require_one_whole(const PartialData& into, const PartialData& from);

/// What the whole tells.
PartPrint merged(const PartPrint& into, const PartPrint& from);

}  // namespace saleskpi::inline v0_3::detail
