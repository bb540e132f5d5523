// SPDX-License-Identifier: MIT
#pragma once

#include "book/book_draft.hpp"

#include <span>
#include <string_view>
#include <vector>

/// The stages of building a book. Each is one value in one file of this folder, which defines
/// FILE_stage(); in which order they run follows from what they read and make.
namespace saleskpi::inline v0_3::detail {

/// What a stage reads and makes: names of states that a draft gets into. A stage may have names of
/// its own besides. What several make is there when all of them have run.
namespace made {
inline constexpr std::string_view records =
    "records";  ///< as they were added: there from the start
inline constexpr std::string_view settled =
    "settled";  ///< what stands of all that is said of a record
inline constexpr std::string_view checks = "checks";    ///< what is doubtful in a record is noted
inline constexpr std::string_view history = "history";  ///< the entries of fields: see FieldHistory
inline constexpr std::string_view as_of = "as of";  ///< what was not known at the day is cut off
/// Tables that are derived from records as of the day, before their money is converted.
inline constexpr std::string_view early_tables = "early tables";
/// When subscriptions end, by the policy of their book.
inline constexpr std::string_view ends = "ends";
inline constexpr std::string_view money = "money";  ///< in the currency of the book
/// What subscriptions on trial, with a discount or paused are, in which days.
inline constexpr std::string_view terms = "terms";
/// What subscriptions bring in a year, of converted money.
inline constexpr std::string_view yearly = "yearly amounts";
/// All of them: those that are derived from converted money too.
inline constexpr std::string_view all_tables = "all tables";
inline constexpr std::string_view look_ups =
    "look-ups";  ///< what records take from others they name
inline constexpr std::string_view references = "references";  ///< which names of records name none
inline constexpr std::string_view shares = "shares";  ///< fields worked out of those looked up
inline constexpr std::string_view names = "names";    ///< which only rejected or later records have
inline constexpr std::string_view targets = "targets";  ///< whom they are for, level by level
inline constexpr std::string_view seats = "seats";      ///< who sat where; the last that rejects
inline constexpr std::string_view corrections =
    "corrections";  ///< which deals correct others, and those net of them
inline constexpr std::string_view doubts = "doubts";  ///< what would count, or may, and does not
inline constexpr std::string_view report = "report";
inline constexpr std::string_view parts =
    "parts";  ///< the packed tables; the raw ones are then empty
inline constexpr std::string_view lanes = "lanes";
}  // namespace made

struct BuildStage {
    std::string_view name;
    std::span<const std::string_view> reads;
    std::span<const std::string_view> makes;
    void (*run)(BookDraft& draft);
    /// What it costs, or forbids, that a book grows.
    std::string_view growing;
};

/// The stages in an order in which each comes after all that make what it reads; of several that
/// could be next, the first by name. Throws Error invalid_definition for one that reads what no
/// stage makes, or what is made of what it makes itself.
std::vector<BuildStage> in_order(std::vector<BuildStage> stages);

/// Those of the library, in order.
std::span<const BuildStage> build_stages();

}  // namespace saleskpi::inline v0_3::detail
