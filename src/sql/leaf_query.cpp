// SPDX-License-Identifier: MIT
#include "sql/leaf_query.hpp"

#include "engine/states.hpp"
#include "plan/aggregates/deviation.hpp"
#include "plan/aggregates/extremes.hpp"
#include "plan/aggregates/table.hpp"
#include "value/digits.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::string_view ever = "-2147483648";
constexpr std::string_view never = "2147483647";

Sql quotient(const sql::Dialect& dialect, const Sql& number, std::int64_t divisor) {
    return dialect.quotient ? dialect.quotient(number, fmt::to_string(divisor))
                            : fmt::format("(({}) / {})", number, divisor);
}

/// A number in pieces of 16 bits, of which the last has the sign and all that is left.
Sql piece(const sql::Dialect& dialect, const Sql& number, int i) {
    if (i == 0) return fmt::format("(({}) % 65536)", number);
    Sql rest = quotient(dialect, number, std::int64_t{1} << (16 * i));
    return i == 3 ? rest : fmt::format("({} % 65536)", rest);
}

bool is_state_of(const Leaf& leaf, StateTag tag) { return reader_of(leaf).is(tag); }

}  // namespace

int128 wide_integer(const sql::Value& value) {
    if (value.kind == sql::Value::Kind::integer) return value.integer;
    const bool is_negative = value.text.starts_with('-');
    const std::optional<int128> number = parse_digits(value.text.substr(is_negative ? 1 : 0));
    if (!number)
        throw Error{
            ErrorCode::database_failed,
            fmt::format("the database gave '{}' where a whole number should be", value.text)};
    return is_negative ? -*number : *number;
}

DayRange range_of(const sql::Value& first, const sql::Value& last) {
    return {
        static_cast<std::int32_t>(wide_integer(first)),
        static_cast<std::int32_t>(wide_integer(last))};
}

LeafQuery::LeafQuery(
    const Database& database,
    const BookData& book,
    PartialData& data,
    std::span<const std::size_t> leaves,
    bool lists)
    : database_{&database},
      data_{&data},
      leaves_{leaves.begin(), leaves.end()},
      lists_{lists},
      rows_{database, *database.find(data.plan.leaves[leaves.front()].leaf.table)},
      bindings_{database.dialect()} {
    const Placement& placement = first().placement;
    const std::optional<Sql> from = placement.is_stock()
                                        ? std::optional{rows_.start_day(placement.from.name)}
                                        : rows_.field(placement.from.name);
    const std::optional<Sql> until =
        placement.is_stock() ? rows_.field(placement.until.name) : std::optional{Sql{}};
    // Of records that are all without it, each is one that may count: only a book tells them.
    const std::string_view begins = rows_.table().rules().begins;
    const bool is_never =
        !placement.is_stock() && placement.from.name == begins && !rows_.table().has(begins);
    if (!from || !until || is_never) {
        untold_ = leaves_.front();
        return;
    }
    from_ = *from;
    until_ = *until;
    if (lists_) {
        const FieldInfo* id = rows_.table().identity();
        id_ = id ? *rows_.field(id->name) : Sql{"NULL"};
    }
    keys_.emplace(book, data.query, data.axes, rows_);
    for (const std::size_t number : leaves_) {
        const LeafSpec& spec = data.plan.leaves[number];
        std::optional<Sql> condition = condition_of(spec.tests, book.currency, rows_, bindings_);
        std::optional<SqlValue> value = value_of(spec.leaf, rows_);
        if (!condition || !value) {
            untold_ = number;
            return;
        }
        if (condition->empty()) condition = "1 = 1";
        parts_.push_back({number, std::move(*condition), std::move(*value)});
        if (lists_) continue;
        if (keeps_values() && spec.leaf.value.a.type == FieldType::text)
            data.dictionaries[number] = texts_ = std::make_shared<Dictionary>();
        add_columns(parts_.back());
    }
}

bool LeafQuery::keeps_values() const { return is_state_of(first(), state_tag<Values>()); }

bool LeafQuery::are_steps() const {
    const Placement::Kind kind = first().placement.kind;
    return !lists_ &&
           (kind == Placement::Kind::active_at_end || kind == Placement::Kind::active_at_start) &&
           takes_away(states_for(first()));
}

void LeafQuery::add_sum(const LeafParts& parts, Part part, const Sql& a, const Sql& b) {
    const sql::Dialect& dialect = database_->dialect();
    const Sql sign = are_steps() ? " * r.sign" : "";
    const auto wide = [&](const Sql& value) {
        return dialect.wide_type.empty() ? value
                                         : fmt::format("CAST({} AS {})", value, dialect.wide_type);
    };
    const auto sum = [&](const Sql& value, int shift) {
        const Sql all =
            fmt::format("SUM(CASE WHEN {} THEN {}{} END)", parts.condition, value, sign);
        columns_.push_back(
            {parts.leaf, part, shift,
             dialect.wide_type.empty() ? all
                                       : fmt::format("CAST({} AS {})", all, dialect.text_type)});
    };
    if (dialect.sums == sql::WideSums::exact) {
        sum(b.empty() ? a : fmt::format("{} * {}", wide(a), b), 0);
    } else if (b.empty() && dialect.sums == sql::WideSums::of_sums) {
        sum(wide(a), 0);
    } else if (b.empty()) {
        sum(fmt::format("(({}) % 2147483648)", a), 0);
        sum(quotient(dialect, a, 2147483648), 31);
    } else {
        for (int power = 0; power <= 6; ++power) {
            std::vector<Sql> products;
            for (int i = (std::max)(0, power - 3); i <= (std::min)(3, power); ++i)
                products.push_back(piece(dialect, a, i) + " * " + piece(dialect, b, power - i));
            sum(wide(fmt::format("({})", fmt::join(products, " + "))), 16 * power);
        }
    }
}

void LeafQuery::add_columns(const LeafParts& parts) {
    const Leaf& its = leaf(parts.leaf);
    const auto count = [&](Part part, const Sql& condition) {
        columns_.push_back(
            {parts.leaf, part, 0,
             are_steps() ? fmt::format("SUM(CASE WHEN {} THEN r.sign ELSE 0 END)", condition)
                         : fmt::format("COUNT(CASE WHEN {} THEN 1 END)", condition)});
    };
    if (keeps_values()) {
        columns_.push_back({parts.leaf, Part::value, 0, parts.value.first});
        columns_.push_back({parts.leaf, Part::known, 0, "COUNT(*)"});
        return;
    }
    if (parts.value.is_record()) return count(Part::known, parts.condition);
    count(Part::known, fmt::format("{} AND {}", parts.condition, parts.value.is_known()));
    count(Part::missing, fmt::format("{} AND NOT ({})", parts.condition, parts.value.is_known()));
    if (is_state_of(its, state_tag<Extremes>())) {
        for (const auto& [part, function] :
             {std::pair{Part::least, "MIN"}, {Part::greatest, "MAX"}})
            columns_.push_back(
                {parts.leaf, part, 0,
                 fmt::format(
                     "{}(CASE WHEN {} THEN {} END)", function, parts.condition,
                     parts.value.first)});
        return;
    }
    add_sum(parts, Part::total, parts.value.first, parts.value.second);
    if (is_state_of(its, state_tag<Moments>()))
        add_sum(parts, Part::squares, parts.value.first, parts.value.first);
}

/// The number of the first edge that does not lie before a day.
Sql LeafQuery::rank_of(const Sql& day) const {
    std::vector<std::int64_t> borders;
    std::vector<std::optional<std::int64_t>> results{0};
    for (const std::int32_t edge : data_->plan.time.edges()) {
        borders.push_back(std::int64_t{edge} + 1);
        results.emplace_back(static_cast<std::int64_t>(borders.size()));
    }
    return step_function(day, borders, results);
}

/// The columns of a stock that is not made of steps: on which days it must be there.
Sql LeafQuery::days_table() const {
    const TimePlan& time = data_->plan.time;
    std::vector<Sql> rows;
    const auto add = [&](std::size_t column, std::int32_t opening, std::int32_t closing) {
        rows.push_back(fmt::format("({}, {}, {})", column, opening, closing));
    };
    if (first().placement.kind == Placement::Kind::active_throughout)
        for (std::size_t r = 0; r < time.ranges(); ++r)
            add(r, to_day(time.range(r).first) - 1, to_day(time.range(r).until) - 1);
    else
        for (std::size_t e = 0; e < time.edges().size(); ++e)
            add(e, time.edges()[e], time.edges()[e]);
    return inline_rows(database_->dialect(), "days", {"slot", "opening", "closing"}, rows);
}

Sql LeafQuery::placed_rows() const {
    const bool has_seats = keys_->needs_seats();
    const Sql lane = has_seats ? ", s.lane AS lane" : "";
    const Sql join = has_seats ? keys_->join_seats() : Sql{};
    const auto on_seat = [&](const Sql& condition) {
        return has_seats ? " AND " + condition : Sql{};
    };
    const Sql rows =
        fmt::format("({}) r", rows_.text(database_->stays(rows_.table().name())->left_out));
    const sql::Dialect& dialect = database_->dialect();
    if (!first().placement.is_stock()) {
        const std::span<const Window> slots = data_->plan.time.slots();
        std::vector<std::int64_t> borders;
        std::vector<std::optional<std::int64_t>> results{std::nullopt};
        for (std::size_t slot = 0; slot < slots.size(); ++slot) {
            if (borders.empty() || borders.back() != to_day(slots[slot].first)) {
                borders.push_back(to_day(slots[slot].first));
                results.emplace_back();
            }
            results.back() = static_cast<std::int64_t>(slot);
            borders.push_back(to_day(slots[slot].until));
            results.emplace_back();
        }
        return fmt::format(
            "(SELECT r.*{}, {} AS slot\n  FROM {}{}\n  WHERE {} >= {} AND {} < {}{}) r", lane,
            step_function(from_, borders, results), rows, join, from_, to_day(slots.front().first),
            from_, to_day(slots.back().until), on_seat(GroupKeys::sat_on(from_)));
    }
    const Sql from = fmt::format("COALESCE({}, {})", from_, ever);
    const Sql until = fmt::format("COALESCE({}, {})", until_, never);
    if (are_steps()) {
        const auto bounded = [&](std::string_view function, const Sql& day, const Sql& other) {
            return has_seats ? fmt::format("{}({}, COALESCE({}, {}))", function, day, other, day)
                             : day;
        };
        return fmt::format(
            "(SELECT r.*, e.sign, CASE WHEN e.sign = 1 THEN r.enters ELSE r.leaves END AS slot\n  "
            "FROM "
            "(SELECT r.*{}, {} AS enters, {} AS leaves\n  FROM {}{}\n  WHERE {} < {}{}) r\n  CROSS "
            "JOIN "
            "(SELECT 1 AS sign UNION ALL SELECT -1) e\n  WHERE r.enters < r.leaves AND (e.sign = 1 "
            "OR "
            "r.leaves < {})) r",
            lane, rank_of(bounded(dialect.greatest, from, "s.first_day")),
            rank_of(bounded(dialect.least, until, "s.until_day")), rows, join, from, until,
            on_seat(GroupKeys::sat_between(from, until)), data_->plan.time.edges().size());
    }
    const Sql on_days = fmt::format(
        "(SELECT r.*, d.slot AS slot, d.opening AS opening\n  FROM {}\n  CROSS JOIN {} d\n  WHERE "
        "{} <= "
        "d.opening AND {} > d.closing) r",
        rows, days_table(), from, until);
    return has_seats ? fmt::format(
                           "(SELECT r.*{}\n  FROM {}{}\n  WHERE {}) r", lane, on_days, join,
                           GroupKeys::sat_on("r.opening"))
                     : on_days;
}

sql::Statement LeafQuery::statement() const {
    const Sql rows = placed_rows();
    std::vector<Sql> keys = keys_->columns();
    keys.emplace_back("r.slot");
    std::vector<Sql> selected = keys;
    for (const Column& column : columns_)
        selected.push_back(column.value);
    if (keeps_values()) keys.push_back(parts_.front().value.first);
    Sql where = parts_.front().condition;
    for (std::size_t i = 1; i < parts_.size(); ++i)
        where += " OR " + parts_[i].condition;
    return {
        fmt::format(
            "SELECT {}\n  FROM {}\n  WHERE r.slot IS NOT NULL AND ({})\n  GROUP BY {}",
            fmt::join(selected, ",\n       "), rows, where, fmt::join(keys, ", ")),
        bindings_.values()};
}

sql::Statement LeafQuery::list() const {
    const Sql rows = placed_rows();
    std::vector<Sql> selected = keys_->columns();
    selected.emplace_back("r.slot");
    selected.push_back(id_);
    const LeafParts& its = parts_.front();
    selected.push_back(
        its.value.is_record()
            ? Sql{"1"}
            : fmt::format("CASE WHEN {} THEN 1 ELSE 0 END", its.value.is_known()));
    return {
        fmt::format(
            "SELECT {}\n  FROM {}\n  WHERE r.slot IS NOT NULL AND {}",
            fmt::join(selected, ",\n       "), rows, its.condition),
        bindings_.values()};
}

void LeafQuery::take(sql::Row row, Groups& groups) {
    const std::size_t keys = keys_->columns().size();
    if (row.size() != keys + 1 + columns_.size())
        throw Error{
            ErrorCode::database_failed,
            fmt::format(
                "the database gave rows of {} columns where {} were asked for", row.size(),
                keys + 1 + columns_.size())};
    const auto slot = static_cast<std::size_t>(wide_integer(row[keys]));
    const std::uint32_t group = groups.number(keys_->members(row));
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const Column& column = columns_[i];
        const Leaf& its = leaf(column.leaf);
        const std::size_t cell = group * data_->plan.time.columns(its) + slot;
        const sql::Value& value = row[keys + 1 + i];
        std::visit(
            [&](auto& states) {
                if (states.size() <= cell) states.resize(cell + 1);
                if (column.part == Part::value)
                    add_values(states[cell], value, wide_integer(row[keys + 2 + i]));
                else if (!value.is_missing())
                    add_part(states[cell], column, wide_integer(value));
            },
            data_->leaves[column.leaf].states);
        if (column.part == Part::value) return;  // the next has told how often it occurs
    }
}

template <class State>
void LeafQuery::add_values(State& state, const sql::Value& value, int128 times) {
    if constexpr (std::is_same_v<State, Values>) {
        if (value.is_missing()) {
            state.missing += static_cast<std::int64_t>(times);
            return;
        }
        const int128 number = texts_ ? int128{texts_->intern(value.text)} : wide_integer(value);
        state.values.insert(state.values.end(), static_cast<std::size_t>(times), number);
    }
}

template <class State>
void LeafQuery::add_part(State& state, const Column& column, int128 number) {
    const auto add_shifted = [&](int128& to) {
        to = checked_add(to, checked_mul(number, int128{1} << column.shift));
    };
    if constexpr (requires { state.known; }) {
        if (column.part == Part::known) state.known += static_cast<std::int64_t>(number);
        if (column.part == Part::missing) state.missing += static_cast<std::int64_t>(number);
    }
    if constexpr (std::is_same_v<State, Sum> || std::is_same_v<State, Moments>)
        if (column.part == Part::total) add_shifted(state.total);
    if constexpr (std::is_same_v<State, Moments>)
        if (column.part == Part::squares) add_shifted(state.squares);
    if constexpr (std::is_same_v<State, Extremes>) {
        if (column.part == Part::least) state.least = (std::min)(state.least, number);
        if (column.part == Part::greatest) state.greatest = (std::max)(state.greatest, number);
    }
}

}  // namespace saleskpi::inline v0_3::detail
