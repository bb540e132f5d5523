// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"
#include "engine/facts.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// One way to cut: the members of a dimension, numbered for one query. Member 0 is "unassigned".
struct Axis {
    std::string name;
    std::vector<std::string> members{std::string{}};
    std::unordered_map<std::string, std::uint32_t> numbers;

    std::uint32_t number(std::string_view member);
};

/// The dimensions of a query over one book. A group is one member of each, as a mixed-radix number.
class Cut {
public:
    /// Throws Error unknown_dimension, with the names there are.
    Cut(const BookData* book, std::vector<std::string> dimensions);

    std::span<const Axis> axes() const { return axes_; }
    /// What a seat contributes to the group's number.
    std::span<const std::uint64_t> seat_parts() const { return seat_parts_; }
    bool has_seats() const { return has_seats_; }
    /// Whether a record's seat alone decides its group.
    bool is_by_seat() const;
    /// The group of the records of a seat, if it does.
    std::uint64_t group_of_seat(std::size_t seat) const;
    /// The members of a group's number, one per axis.
    std::vector<std::uint32_t> members(std::uint64_t group) const;

    /// A column that contributes: code -> part of the group's number, the part of a missing value last.
    struct Part {
        int column;
        std::vector<std::uint64_t> by_code;
    };
    std::vector<Part> parts(const BookTable& table, const Facts& facts) const;

private:
    std::vector<std::uint32_t> translate(std::size_t axis, const NamedColumn& column) const;

    const BookData* book_;
    std::vector<Axis> axes_;
    std::vector<std::uint64_t> weights_;
    std::vector<std::uint64_t> seat_parts_;
    bool has_seats_ = false;
};

/// Numbers groups in the order of their appearance.
class GroupIndex {
public:
    std::uint32_t number(std::uint64_t key) {
        if (!keys_.empty() && key == last_key_) return last_;
        const auto [known, is_new] =
            numbers_.emplace(key, static_cast<std::uint32_t>(keys_.size()));
        if (is_new) keys_.push_back(key);
        last_key_ = key;
        return last_ = known->second;
    }
    std::span<const std::uint64_t> keys() const { return keys_; }
    std::size_t size() const { return keys_.size(); }

private:
    std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
    std::vector<std::uint64_t> keys_;
    std::uint64_t last_key_ = 0;
    std::uint32_t last_ = 0;
};

}  // namespace saleskpi::inline v0_3::detail
