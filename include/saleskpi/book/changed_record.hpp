// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// A value that is known otherwise, as it would be written; empty for one that is missing.
struct ChangedField {
    std::string field;
    std::string before;
    std::string after;

    bool operator==(const ChangedField&) const = default;
};

/// A record that is known otherwise at one moment than at an earlier one.
struct ChangedRecord {
    enum class Kind : std::uint8_t {
        added,
        changed,
        removed,
        same  ///< something was said of it, and it is as it was
    };

    std::string table;
    std::string id;  ///< or the fields that make its identity; empty where there is none
    Kind kind = Kind::same;
    std::vector<ChangedField> fields;  ///< in the order of the record's; of a new one all it has

    bool operator==(const ChangedRecord&) const = default;
};

}  // namespace saleskpi::inline v0_3
