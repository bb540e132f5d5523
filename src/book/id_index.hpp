// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

struct BookTable;

/// Tells whether a part of a table knows an id. Made when it is first asked, so that books which
/// never grow do without: it takes 6 to 12 bytes per record.
class IdIndex {
public:
    /// Whether a record of the part has the id, or one that was left out of the book had it.
    bool contains(const BookTable& part, std::string_view id) { return find(part, id).has_value(); }
    /// The number of the record with the id: first come the plain ones, then those that are shared,
    /// then those that were left out.
    std::optional<std::size_t> find(const BookTable& part, std::string_view id);
    /// All of them, ascending: rows that stand beside records have ids of theirs several times.
    std::vector<std::size_t> find_all(const BookTable& part, std::string_view id);

private:
    void build(const BookTable& part);
    /// Calls f(record) for those with the id until it is false.
    template <class F>
    void each(const BookTable& part, std::string_view id, const F& f);

    std::once_flag built_;
    std::vector<std::uint32_t> slots_;  // a record's number + 1, or 0 for none
};

}  // namespace saleskpi::inline v0_3::detail
