// SPDX-License-Identifier: MIT
#pragma once

#include "plan/seen_by.hpp"

#include <saleskpi/record/schema.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Records that would count in a value, or may, and do not: because they were rejected, because the day
/// by which they count is missing, or because what decides whether they count could not be read.
namespace saleskpi::inline v0_3::detail {

/// The fields of a table, for such records of it.
struct DoubtField {
    std::string name;
    std::string domain;
    FieldType type;
    std::vector<std::string> choices;
    bool identity = false;
};

struct DoubtFields {
    std::string table;
    std::vector<DoubtField> fields;

    std::optional<std::uint16_t> find(std::string_view name) const {
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (fields[i].name == name) return static_cast<std::uint16_t>(i);
        return std::nullopt;
    }
    /// The field of a domain that is called like it, else the only one.
    std::optional<std::uint16_t> of_domain(std::string_view domain) const {
        if (const auto named = find(domain)) return named;
        std::optional<std::uint16_t> found;
        for (std::size_t i = 0; i < fields.size(); ++i)
            if (fields[i].domain == domain) {
                if (found) return std::nullopt;
                found = static_cast<std::uint16_t>(i);
            }
        return found;
    }
};

/// One such record: what could be read of it.
struct Doubt {
    std::shared_ptr<const DoubtFields> of;
    std::string name;  ///< as findings call it: see finding_name
    bool is_rejected = false;
    bool is_owner_unknown = false;
    SeenBy seen_by =
        SeenBy::all;  ///< of the leaves in which it would count: a correction is no deal
    /// By the number of a field: codes, days, minor units, billionths. Texts by codes of their domain.
    std::vector<std::pair<std::uint16_t, std::int64_t>> values;
    std::vector<std::uint16_t> unknown;  ///< fields that have a value, and nobody knows which
    std::vector<std::int32_t> owners;    ///< reps, where several share it

    std::int64_t value(std::uint16_t field) const {
        for (const auto& [number, its] : values)
            if (number == field) return its;
        return missing_number;
    }
    bool is_unknown(std::uint16_t field) const {
        for (const std::uint16_t number : unknown)
            if (number == field) return true;
        return false;
    }
};

/// Those of a book.
struct Doubts {
    std::vector<std::shared_ptr<const Doubt>> records;
    /// By table, how many were rejected before anything of them was read.
    std::map<std::string, std::size_t, std::less<>> unread;

    bool empty() const { return records.empty() && unread.empty(); }
};

}  // namespace saleskpi::inline v0_3::detail
