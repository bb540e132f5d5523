// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/record/schema.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// A field that records have besides those of the library, told at run time, as by a mapping. A field of a
/// struct is told by its Schema instead.
struct OwnField {
    FieldType type = FieldType::text;    ///< any but credits
    std::vector<std::string> choices{};  ///< of a choice: all there are; of yes or no {"no", "yes"}
    std::optional<Unit> unit{};          ///< of a number that does not measure `count`
    std::optional<std::int64_t> least{};  ///< of a number: what is below it is refused, and missing
    std::optional<std::int64_t> most{};
    bool foreseen = false;  ///< a date that may lie ahead: Field::foreseen

    bool operator==(const OwnField&) const = default;
};

/// By their names, which are made of letters, digits and '_', with no digit first.
using OwnFields = std::map<std::string, OwnField, std::less<>>;

/// A record type with fields of one's own behind those that it has. Their texts and choices are dimensions like
/// any other, each of the domain of its name: customers' own `tier` is that of their deals. Records with these
/// fields come from files, since no struct has a place for them; a Catalogue and Scope::parse are told of them.
///
///     with_own_fields(record_type<Deal>(), {{"score", {.type = FieldType::decimal}}})
///
/// Throws Error invalid_argument for a name that is none or is taken, by a field of the records or by what every
/// book is cut by (company, region, team), and for choices, units and ends where there can be none.
std::shared_ptr<const RecordType> with_own_fields(const RecordType& of, const OwnFields& fields);

}  // namespace saleskpi::inline v0_3
