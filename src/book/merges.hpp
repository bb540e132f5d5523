// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_draft.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Which ids live on as which others, table by table: see Merge.
class Merges {
public:
    /// Reads those of the book and the added ones, which are settled. One that goes in a circle, or
    /// into an id that nobody has, is rejected.
    explicit Merges(BookDraft& draft);

    /// Puts the ids that live on into all fields of the added records that name merged ones. Throws
    /// Error incompatible if records of the book do.
    void follow_references() const;
    /// Makes one record of those whose ids are merged, once each id has one: that of the id that lives
    /// on, with what it lacks taken from the others, where these agree. Throws Error incompatible if
    /// one of them is in the book.
    void merge_records(RawTable& table) const;

private:
    using Ids = std::map<std::string, std::string, std::less<>>;  // each with that which lives on

    void read_known();
    void read_added();
    bool is_known(std::string_view table, std::string_view id) const;
    std::string domain_of(std::string_view table) const;
    void follow_in(RawTable& table, std::string_view of, const Ids& ids) const;
    void refuse_if_in_book(std::string_view table, const Ids& ids) const;

    BookDraft* draft_;
    std::map<std::string, Ids, std::less<>> by_table_;
};

}  // namespace saleskpi::inline v0_3::detail
