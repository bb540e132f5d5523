// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_data.hpp"
#include "book/dimensions.hpp"
#include "book/text_hash.hpp"
#include "engine/facts.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// One way to cut: the members of a dimension, numbered for one query. Member 0 is "unassigned".
struct Axis {
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept { return text_hash(text); }
    };

    std::string name;
    std::vector<std::string> members{std::string{}};
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers;

    /// The number of a member, a new one if need be.
    std::uint32_t number(std::string_view member);
    /// The number of a member, 0 if there is none.
    std::uint32_t find(std::string_view member) const {
        const auto known = numbers.find(member);
        return known == numbers.end() ? 0 : known->second;
    }
};

/// The dimensions of a query over one book. A group is one member of each, as a mixed-radix number.
class Cut {
public:
    static constexpr std::size_t most_dimensions = 64;

    /// Throws Error unknown_dimension, with the names there are; but of a part of the records not for
    /// what the others may have.
    Cut(const BookData* book, std::vector<std::string> dimensions, bool is_of_a_part = false);

    std::span<const Axis> axes() const { return axes_; }
    /// By what an axis cuts the records of a table; by nothing a table that the book has not.
    CutWay way(std::string_view table, std::size_t axis) const;
    /// Whether any table of the book is cut by an axis.
    bool knows(std::size_t axis) const { return fields_[axis].is_known; }
    /// Axes that are levels of one seating: by seat, what it contributes to a group's number.
    struct Seats {
        std::size_t seating;
        std::vector<std::uint64_t> parts;
    };
    std::span<const Seats> seats() const { return seats_; }
    const Seating& seating_of(const Seats& seats) const { return book_->seatings[seats.seating]; }
    /// Whether the seat alone that a rep has decides the group of a record.
    bool is_by_seat() const;
    /// The group of the records of a seat, if it does.
    std::uint64_t group_of_seat(std::size_t seat) const;
    /// The members of a group's number, one per axis.
    std::vector<std::uint32_t> members(std::uint64_t group) const;

    /// That of one axis.
    std::uint32_t member(std::uint64_t group, std::size_t axis) const {
        return static_cast<std::uint32_t>(group / weights_[axis] % axes_[axis].members.size());
    }

    static constexpr std::uint32_t any_member = (std::numeric_limits<std::uint32_t>::max)();
    /// The groups to which a record of which not all is known may belong, on a day or, without one, on
    /// any: a member of each axis, or any_member.
    std::vector<std::vector<std::uint32_t>> possible_groups(
        const Doubt& doubt, std::optional<std::int32_t> day) const;

    /// What a record's fields contribute to its group's number.
    struct Part {
        int column = -1;
        /// By the column's code, that of a missing value last; without a column the same for all.
        std::vector<std::uint64_t> by_code;
        /// Or by the record's id: see part_of_id.
        const TextColumn* ids = nullptr;
        std::span<const std::uint32_t> record_of_row = {};  ///< of lines of shared records
        std::size_t axis = 0;
        /// Where that contributes nothing, another column may.
        int other_column = -1;
        std::vector<std::uint64_t> by_other_code = {};
    };
    std::vector<Part> parts(const BookTable& table, const Facts& facts) const;
    /// How the records of a table say who they belong to: by a column, of which each code, or a
    /// missing one at last, stands for a member of the seating; or by their ids.
    struct Owner {
        int column = -1;
        std::vector<std::int32_t> member_of_code;  ///< empty where the codes are those of members
        int other_column = -1;                     ///< another that may say it where that does not
        std::vector<std::int32_t> member_of_other_code = {};
        const TextColumn* ids = nullptr;
        std::span<const std::uint32_t> record_of_row = {};  ///< of lines of shared records
    };
    std::int32_t member_of_id(const Seating& seating, std::string_view id) const {
        const Dictionary* members = book_->dictionary(seating.innermost());
        return members ? members->find(id) : missing_code;
    }
    Owner owner(const Seating& seating, const BookTable& table, const Facts& facts) const;
    std::uint64_t part_of_id(std::size_t axis, std::string_view id) const {
        return weights_[axis] * axes_[axis].find(id);
    }

private:
    struct AxisFields : DimensionFields {
        bool is_known = false;
        std::optional<LevelPlace> level{};
    };

    std::uint32_t member_of_doubt(const Doubt& doubt, std::size_t axis) const;
    /// Where it may belong; empty if nobody knows.
    std::vector<std::int32_t> seats_of_doubt(
        const Doubt& doubt, const Seating& seating, std::optional<std::int32_t> day) const;
    void add_members(Axis& axis, const NamedColumn& column) const;
    /// Lists the members of an axis.
    AxisFields read_members(Axis& axis) const;
    /// What each code of a column contributes to a group's number.
    std::vector<std::uint64_t> parts_of_codes(std::size_t axis, const NamedColumn& column) const;
    template <class T, class Translate>
    std::vector<T> by_record(
        std::string_view table,
        const DimensionFields& fields,
        const NamedColumn& named,
        T nothing,
        const Translate& translate) const;
    /// What somebody at a level is called.
    std::string_view name_of(const LevelPlace& place, std::int32_t code) const;
    std::string_view domain_of(const LevelPlace& place) const;
    void number_seats();

    /// What the records whom a column names contribute, worked out once for all who scan: they may be many.
    struct NamedParts {
        std::mutex mutex;
        std::
            map<std::tuple<std::size_t, std::string, const Dictionary*>, std::vector<std::uint64_t>>
                known;
    };
    std::vector<std::uint64_t> parts_of_named(
        std::size_t axis, std::string_view table, const NamedColumn& named) const;

    const BookData* book_;
    bool is_of_a_part_;
    std::shared_ptr<NamedParts> named_ = std::make_shared<NamedParts>();
    std::vector<Axis> axes_;
    std::vector<AxisFields> fields_;  // of each
    std::vector<std::uint64_t> weights_;
    std::vector<Seats> seats_;
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
