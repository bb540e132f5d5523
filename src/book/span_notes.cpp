// SPDX-License-Identifier: MIT
#include "book/span_notes.hpp"

#include "book/table_rules.hpp"
#include "book/target_levels.hpp"

#include <saleskpi/record/subscription.hpp>
#include <saleskpi/record/target.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// The fields of a table that make a span, and those that say whose it is.
struct SpanFields {
    std::string from;
    std::string until;
    std::vector<std::string> key;
    bool may_end_any_day;  ///< also that of a month's end
};

std::optional<SpanFields> span_fields(std::string_view table, const BookData& book) {
    if (table == Schema<Subscription>::table)
        return SpanFields{
            std::string{kpi::subscription::started.name},
            std::string{kpi::subscription::ended.name},
            {std::string{kpi::subscription::customer.name},
             std::string{kpi::subscription::account.name}},
            true};
    const TableRules& rules = rules_of(table);
    if (!rules.is_plan) return std::nullopt;
    SpanFields fields{"from", "until", {rules.key.begin(), rules.key.end()}, false};
    if (table == Schema<Target>::table)
        for (const std::string& level : level_fields(book))
            if (std::find(fields.key.begin(), fields.key.end(), level) == fields.key.end())
                fields.key.push_back(level);
    std::erase_if(fields.key, [&](const std::string& name) {
        return name == fields.from || name == fields.until;
    });
    return fields;
}

/// The spans of a table, one entry each.
class TableSpans {
public:
    TableSpans(BookDraft& draft, std::string_view table, const SpanFields& fields)
        : fields_{&fields}, keys_(fields.key.size()), dictionaries_(fields.key.size()) {
        for (const TablePart& part : draft.data->parts(table))
            add(part);
        if (const AddedRecords added = draft.added(table); added.table) add(added);
    }

    std::size_t size() const { return until_.size(); }
    std::int32_t from(std::size_t span) const { return from_[span]; }
    std::int32_t until(std::size_t span) const { return until_[span]; }
    /// Whose it is.
    std::string whose(std::size_t span) const {
        std::string text;
        for (std::size_t i = 0; i < keys_.size(); ++i)
            if (keys_[i][span] >= 0 && dictionaries_[i])
                text += (text.empty() ? "" : ", ") +
                        std::string{dictionaries_[i]->text(keys_[i][span])};
        return text;
    }
    /// Of whose it is, and a day.
    std::uint64_t hash(std::size_t span, std::int32_t day) const {
        std::uint64_t h = static_cast<std::uint32_t>(day);
        for (const auto& codes : keys_) {
            h = (h ^ static_cast<std::uint32_t>(codes[span])) * 0x9E3779B97F4A7C15U;
            h ^= h >> 29U;
        }
        return h * 0xBF58476D1CE4E5B9U;
    }

private:
    /// Appends what a column is in all rows of a part.
    static const Dictionary* read(
        const TablePart& part,
        const std::string& name,
        std::int32_t none,
        std::vector<std::int32_t>& to) {
        const std::size_t before = to.size();
        const std::size_t rows = part->plain.rows;
        to.resize(before + rows, none);
        const NamedColumn* column = part->plain.find(name);
        if (column) column->data.read(0, rows, to.data() + before, none);
        return column ? column->dictionary : nullptr;
    }
    void add(const TablePart& part) {
        for (std::size_t i = 0; i < keys_.size(); ++i)
            if (const Dictionary* known = read(part, fields_->key[i], missing_code, keys_[i]))
                dictionaries_[i] = known;
        read(part, fields_->from, missing_day, from_);
        const std::size_t before = until_.size();
        read(part, fields_->until, missing_day, until_);
        // The dead are no spans at all.
        for (const std::uint32_t dead : part.dead_rows(part->plain))
            from_[before + dead] = until_[before + dead] = missing_day;
    }
    void add(const AddedRecords& added) {
        const std::size_t before = until_.size();
        const std::size_t rows = added.table->rows();
        const auto append = [&](const std::string& name, std::int32_t none, auto& to) {
            const RawColumn* column = added.table->find(name);
            if (column) to.insert(to.end(), column->small.begin(), column->small.end());
            to.resize(before + rows, none);
            return column ? column->dictionary : nullptr;
        };
        for (std::size_t i = 0; i < keys_.size(); ++i)
            if (const Dictionary* known = append(fields_->key[i], missing_code, keys_[i]))
                dictionaries_[i] = known;
        append(fields_->from, missing_day, from_);
        append(fields_->until, missing_day, until_);
        for (std::size_t row = 0; row < rows; ++row)
            if (!added.counts(row)) from_[before + row] = until_[before + row] = missing_day;
    }

    const SpanFields* fields_;
    std::vector<std::vector<std::int32_t>> keys_;  // by field: codes
    std::vector<const Dictionary*> dictionaries_;
    std::vector<std::int32_t> from_;
    std::vector<std::int32_t> until_;
};

/// Some of many hashes, for certain all that were put in.
class HashFilter {
public:
    explicit HashFilter(std::size_t expected) {
        while (bits_.size() * 64 < 16 * expected)
            bits_.resize(bits_.size() * 2);
    }
    void add(std::uint64_t hash) { bits_[word(hash)] |= bit(hash); }
    bool may_have(std::uint64_t hash) const { return (bits_[word(hash)] & bit(hash)) != 0; }

private:
    std::size_t word(std::uint64_t hash) const { return (hash >> 32U) & (bits_.size() - 1); }
    static std::uint64_t bit(std::uint64_t hash) {
        return std::uint64_t{1} << ((hash >> 8U) & 63U);
    }

    std::vector<std::uint64_t> bits_ = std::vector<std::uint64_t>(1);
};

/// Some spans, of which the first by its end and by whose it is stands for all.
struct SpanExample {
    std::size_t count = 0;
    std::size_t span = 0;

    void add(const TableSpans& spans, std::size_t other) {
        if (++count == 1 || spans.until(other) < spans.until(span) ||
            (spans.until(other) == spans.until(span) && spans.whose(other) < spans.whose(span)))
            span = other;
    }
};

bool is_last_of_month(std::int32_t day) {
    return day != missing_day &&
           date::year_month_day{Date{date::days{day + 1}}}.day() == date::day{1};
}

/// TableSpans after which the next of the same begins one day too late.
SpanExample gaps_in(const TableSpans& spans) {
    std::int32_t least = (std::numeric_limits<std::int32_t>::max)();
    std::int32_t greatest = missing_day;
    for (std::size_t i = 0; i < spans.size(); ++i)
        if (spans.from(i) != missing_day) {
            least = (std::min)(least, spans.from(i));
            greatest = (std::max)(greatest, spans.from(i));
        }
    if (greatest == missing_day) return {};
    std::vector<bool> begins(static_cast<std::size_t>(greatest - least) + 1);
    for (std::size_t i = 0; i < spans.size(); ++i)
        if (spans.from(i) != missing_day)
            begins[static_cast<std::size_t>(spans.from(i) - least)] = true;
    const auto may_be_followed = [&](std::size_t i) {
        const std::int32_t until = spans.until(i);
        return until != missing_day && until + 1 >= least && until < greatest &&
               begins[static_cast<std::size_t>(until + 1 - least)];
    };
    std::size_t candidates = 0;
    for (std::size_t i = 0; i < spans.size(); ++i)
        candidates += may_be_followed(i) ? 1 : 0;
    SpanExample gaps;
    if (candidates == 0) return gaps;
    HashFilter filter{2 * candidates};
    for (std::size_t i = 0; i < spans.size(); ++i)
        if (may_be_followed(i))
            for (const std::int32_t later : {0, 1})
                filter.add(spans.hash(i, spans.until(i) + later));
    std::unordered_set<std::uint64_t> found;
    for (std::size_t i = 0; i < spans.size(); ++i)
        if (const std::uint64_t hash = spans.hash(i, spans.from(i));
            spans.from(i) != missing_day && filter.may_have(hash))
            found.insert(hash);
    for (std::size_t i = 0; i < spans.size(); ++i)
        if (may_be_followed(i) && found.contains(spans.hash(i, spans.until(i) + 1)) &&
            !found.contains(spans.hash(i, spans.until(i))))
            gaps.add(spans, i);
    return gaps;
}

/// From then on an end means that there is none.
constexpr std::int32_t some_day = Date{date::year{2099} / 1 / 1}.time_since_epoch().count();

/// Ends of months that are no longer in their spans. Where spans may end on any day, it takes more of them
/// than of the first days of months, and more than one in fifteen, to say something.
SpanExample ends_of_months(const TableSpans& spans, bool may_end_any_day, std::size_t& ends) {
    // Days are few, and spans are many.
    std::vector<std::size_t> by_day;
    std::int32_t least = some_day;
    for (std::size_t i = 0; i < spans.size(); ++i)
        if (spans.until(i) != missing_day) least = (std::min)(least, spans.until(i));
    for (std::size_t i = 0; i < spans.size(); ++i) {
        if (spans.until(i) == missing_day || spans.until(i) >= some_day) continue;
        const auto day = static_cast<std::size_t>(spans.until(i) - least);
        if (day >= by_day.size()) by_day.resize(day + 1);
        ++by_day[day];
        ++ends;
    }
    std::size_t last_days = 0;
    std::size_t first_days = 0;
    std::vector<bool> is_last(by_day.size());
    for (std::size_t i = 0; i < by_day.size(); ++i) {
        if (by_day[i] == 0) continue;
        const std::int32_t day = least + static_cast<std::int32_t>(i);
        is_last[i] = is_last_of_month(day);
        last_days += is_last[i] ? by_day[i] : 0;
        first_days += is_last_of_month(day - 1) ? by_day[i] : 0;
    }
    constexpr std::size_t few = 10;
    constexpr std::size_t days = 15;
    const bool is_chance =
        last_days <= 2 * first_days || days * (last_days - 2 * first_days) <= ends;
    SpanExample last;
    if (last_days == 0 || (may_end_any_day && ends > few && is_chance)) return last;
    for (std::size_t i = 0; i < spans.size(); ++i)
        if (spans.until(i) != missing_day && spans.until(i) < some_day &&
            is_last[static_cast<std::size_t>(spans.until(i) - least)])
            last.add(spans, i);
    return last;
}

std::string day_text(std::int32_t day) { return to_text(Date{date::days{day}}); }

void tell_spans(
    std::string_view table,
    const SpanFields& fields,
    const TableSpans& spans,
    std::vector<Finding>& findings) {
    constexpr std::string_view advice =
        "if ends are last days, the mapping should say \"ends\": \"last_day\"";
    const auto note = [&](std::size_t span, std::string reason) {
        Finding& finding = findings.emplace_back();
        finding.table = table;
        finding.id = spans.whose(span);
        finding.field = fields.until;
        finding.value = day_text(spans.until(span));
        finding.reason = std::move(reason);
        finding.rejected = false;
        finding.kind = FindingKind::gap;
    };
    if (const SpanExample gaps = gaps_in(spans); gaps.count > 0)
        note(
            gaps.span, fmt::format(
                           "is in no span, as the next begins on {}{}: {}",
                           day_text(spans.until(gaps.span) + 1),
                           gaps.count == 1 ? std::string{}
                                           : fmt::format(", and so on in {} places", gaps.count),
                           advice));
    std::size_t ends = 0;
    if (const SpanExample last = ends_of_months(spans, fields.may_end_any_day, ends);
        last.count > 0)
        note(
            last.span, fmt::format(
                           "is the last day of a month and no longer in its span, as {} of {} ends "
                           "are: {}",
                           last.count, ends, advice));
}

}  // namespace

void note_spans(BookDraft& draft, std::vector<Finding>& findings) {
    for (RawTable& table : draft.tables) {
        if (table.is_variant() || table.rows() == 0) continue;
        const auto fields = span_fields(table.name(), *draft.data);
        if (!fields) continue;
        const std::size_t told = std::erase_if(findings, [&](const Finding& finding) {
            return finding.kind == FindingKind::gap && finding.table == table.name();
        });
        // All spans are compared: an append, which takes time of its batch, does so only for what is told.
        if (draft.is_view && draft.before && told == 0 && !rules_of(table.name()).is_plan) continue;
        tell_spans(table.name(), *fields, TableSpans{draft, table.name(), *fields}, findings);
    }
}

}  // namespace saleskpi::inline v0_3::detail
