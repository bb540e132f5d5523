// SPDX-License-Identifier: MIT
#pragma once

#include "rollup/answers_elsewhere.hpp"
#include "sql/database.hpp"
#include "sql/group_keys.hpp"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace saleskpi::inline v0_3::detail {

/// The records that a database keeps, as a source of leaves.
class DatabaseTables final : public AnswersElsewhere {
public:
    explicit DatabaseTables(Database database);

    PartialData answer(const PartialData& here, const BookData& book) const override;
    std::optional<DayRange> days_inside(
        const BookData& book, const Scope& scope, std::optional<Date> as_is) const override;

    RecordNames records_behind(
        const PartialData& data, const BookData& book, const RecordsAsked& asked) const override;

private:
    struct Inside;

    void add_leaves(PartialData& data, const BookData& book) const;
    void add_members(PartialData& data, const BookData& book, Groups& groups) const;
    void add_unseated_reps(PartialData& data, const BookData& book, Groups& groups) const;
    void add_all_of(
        const DimensionFields& fields,
        PartialData& data,
        const BookData& book,
        Groups& groups) const;
    /// The names in a column of a table's rows.
    std::set<std::string> different(
        const std::string& table, const Sql& column, const RowQuery& rows) const;
    void note_inside(PartialData& data, const BookData& book, Groups& groups) const;

    Database database_;
    mutable std::optional<std::set<std::string>> reps_;  // all, when they were first asked for
};

}  // namespace saleskpi::inline v0_3::detail
