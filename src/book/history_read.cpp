// SPDX-License-Identifier: MIT
#include "book/history_read.hpp"

#include "book/history_value.hpp"
#include "book/ranges.hpp"
#include "book/references.hpp"

#include <saleskpi/record/field_change.hpp>
#include <saleskpi/record/stage_change.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

namespace saleskpi::inline v0_3::detail {

namespace {

using RowsById = std::unordered_map<std::string_view, std::uint32_t>;

std::string_view text_in(const RawColumn& column, std::size_t row) {
    return column.is_missing(row) ? std::string_view{}
                                  : column.dictionary->text(column.small_at(row));
}

/// A record of the book does not change any more.
void refuse_growing(const BookDraft& draft, std::string_view table, std::string_view id) {
    if (!draft.before) return;
    for (const TablePart& part : draft.data->parts(table))
        if (part.find(id))
            throw Error{
                ErrorCode::incompatible,
                fmt::format(
                    "record '{}' of table '{}' is in the book, and its history would change it: "
                    "build it anew from all records",
                    id, table)};
}

/// The records that changes are of, table by table.
class ChangedRecords {
public:
    explicit ChangedRecords(BookDraft& draft) : draft_{&draft} {}

    struct Found {
        FieldHistory* history = nullptr;
        std::uint32_t row = 0;
        bool counts = false;
        const char* fault = nullptr;  ///< in words that follow the value
        std::string_view field{};     ///< of the change, that is at fault
    };
    Found find(std::string_view table, std::string_view id) {
        refuse_growing(*draft_, table, id);
        RawTable* records = draft_->find(table);
        if (!records) return {.fault = "is no table of the book", .field = "table"};
        const RawColumn* ids = records->id_column();
        if (!ids) return {.fault = "is a table without ids", .field = "table"};
        const RowsById& rows = rows_of(*records, *ids);
        const auto row = rows.find(id);
        if (row == rows.end()) return {.fault = "is the id of no record there", .field = "id"};
        return {&draft_->history(*records), row->second, !records->is_rejected(row->second)};
    }

private:
    const RowsById& rows_of(const RawTable& table, const RawColumn& ids) {
        const auto [known, is_new] = rows_.try_emplace(table.name());
        if (is_new)
            for (std::size_t row = 0; row < table.rows(); ++row) {
                const auto r = static_cast<std::uint32_t>(row);
                const auto [same, is_first] = known->second.emplace(ids.text_at(row), r);
                if (!is_first && table.is_rejected(same->second)) same->second = r;
            }
        return known->second;
    }

    BookDraft* draft_;
    std::map<std::string, RowsById, std::less<>> rows_;
};

/// What the values of a field are read by; null where the field has no history.
const RawColumn* changed_column(RawTable& table, std::string_view field) {
    const RawColumn* column = table.find(field);
    if (!column || column->identity || column->type == FieldType::credits) return nullptr;
    return column;
}

/// The stages of the pipelines that deals are in.
class StagesOfDeals {
public:
    explicit StagesOfDeals(const BookDraft& draft) : pipelines_{&draft.data->pipelines} {}

    /// Of the pipeline of a deal; none if nobody described it.
    const std::vector<std::string>& of(RawTable& deals, std::size_t row) const {
        static const std::vector<std::string> none;
        const RawColumn* pipeline = deals.find(kpi::deal::pipeline.name);
        const std::size_t place = pipelines_->of_deal(pipeline ? text_in(*pipeline, row) : "");
        return place < pipelines_->all().size() ? pipelines_->all()[place].stages : none;
    }

private:
    const Pipelines* pipelines_;
};

}  // namespace

void check_stages(
    const BookData& before, RawTable* deals, RawTable* changes, std::optional<Date> as_of) {
    const auto refuse = [&](std::string_view deal) {
        throw Error{
            ErrorCode::incompatible, fmt::format(
                                         "deal '{}' and its stage changes were not added to one "
                                         "book at once: it cannot grow "
                                         "by one without the other",
                                         deal)};
    };
    const RawColumn* deal_of = changes ? changes->find(kpi::stage_change::deal.name) : nullptr;
    const RawColumn* date_of = changes ? changes->find(kpi::stage_change::date.name) : nullptr;
    if (deal_of && date_of) {
        const std::int32_t today = day_number(as_of.value_or(latest_date));
        const RawColumn* step = changes->find(kpi::stage_change::pipeline_stage.name);
        const RawColumn* amount = changes->find(kpi::stage_change::amount.name);
        const auto says_fields = [&](std::size_t row) {
            return (step && !step->is_missing(row)) || (amount && !amount->is_missing(row));
        };
        for (std::size_t row = 0; row < changes->rows(); ++row) {
            if (changes->is_rejected(row)) continue;
            // Later ones tell nothing of the day but that a field was another one before.
            if (date_of->small_at(row) > today && !says_fields(row)) continue;
            const std::string_view deal = deal_of->dictionary->text(deal_of->small_at(row));
            for (const TablePart& part : before.parts("deals"))
                if (part.find(deal)) refuse(deal);
        }
    }
    if (!deals) return;
    const RawColumn* id = deals->id_column();
    if (!id) return;
    References moved{before.parts("stage_changes"), kpi::stage_change::deal.name};
    for (std::size_t row = 0; row < deals->rows(); ++row)
        if (!deals->is_rejected(row) && moved.contains(id->text_at(row))) refuse(id->text_at(row));
}

int rank_in_day(
    Stage stage, std::string_view pipeline_stage, const std::vector<std::string>& pipeline) {
    const auto at = std::find(pipeline.begin(), pipeline.end(), pipeline_stage);
    const int place = at == pipeline.end() ? 0 : static_cast<int>(at - pipeline.begin()) + 1;
    const int decided = stage == Stage::open ? 0 : 1;
    return decided * (static_cast<int>(pipeline.size()) + 1) + place;
}

void read_field_changes(BookDraft& draft) {
    RawTable* changes = draft.find("field_changes");
    if (!changes || changes->rows() == 0) return;
    const RawColumn& table_of = *changes->find(kpi::field_change::table.name);
    const RawColumn& id_of = *changes->find(kpi::field_change::id.name);
    const RawColumn& field_of = *changes->find(kpi::field_change::changed.name);
    const RawColumn& date_of = *changes->find(kpi::field_change::date.name);
    const RawColumn& order_of = *changes->find(kpi::field_change::order.name);
    const RawColumn& value_of = *changes->find(kpi::field_change::value.name);
    const RawColumn& before_of = *changes->find(kpi::field_change::before.name);
    ChangedRecords records{draft};
    const StagesOfDeals stages{draft};
    for (std::size_t row = 0; row < changes->rows(); ++row) {
        if (changes->is_rejected(row)) continue;
        const std::string_view table = text_in(table_of, row);
        const std::string_view field = text_in(field_of, row);
        const auto found = records.find(table, text_in(id_of, row));
        if (found.fault) {
            changes->reject(
                row, found.field, std::string{found.field == "id" ? text_in(id_of, row) : table},
                found.fault);
            continue;
        }
        FieldHistory& history = *found.history;
        const RawColumn* column = changed_column(history.table(), field);
        if (!column) {
            changes->reject(
                row, "field", std::string{field},
                fmt::format("is no field of table '{}' that has a history", table));
            continue;
        }
        if (history.closed_column() &&
            column == &history.table().columns()[*history.closed_column()]) {
            changes->reject(
                row, "field", std::string{field}, "follows from the changes of 'stage'");
            continue;
        }
        const HistoryValues values{history.table(), *column, found.row};
        const auto read = [&](const RawColumn& texts, bool is_needed) {
            const auto value = values.read(texts, row);
            const std::string outside =
                value && !value->is_missing()
                    ? out_of_range(history.table(), *column, found.row, value->number)
                    : std::string{};
            if (value && !(value->is_missing() && is_needed) && outside.empty()) return value;
            const std::string shown{text_in(texts, row)};
            const std::string reason = !outside.empty() ? outside
                                       : shown.empty()  ? "is missing"
                                                        : values.expected();
            if (&texts == &value_of)
                changes->reject(row, texts.name, shown, reason);
            else
                changes->note(row, texts.name, shown, reason);
            return std::optional<HeldValue>{};
        };
        const auto value = read(value_of, column->required);
        if (!value) continue;
        const auto before = read(before_of, false);
        if (!found.counts) continue;
        HistoryEntry entry{found.row, *history.column(field), date_of.small_at(row)};
        entry.order = order_of.number_at(row);
        entry.value = *value;
        entry.before = before.value_or(HeldValue{});
        if (column->name == kpi::deal::stage.name && history.stage_column())
            entry.rank = rank_in_day(
                static_cast<Stage>(value->number), "", stages.of(history.table(), found.row));
        else if (column->name == kpi::deal::pipeline_stage.name && !value->is_missing())
            entry.rank =
                rank_in_day(Stage::open, value->text(), stages.of(history.table(), found.row));
        history.add(entry);
    }
}

void read_stage_changes(BookDraft& draft) {
    RawTable* changes = draft.find("stage_changes");
    if (!changes || changes->rows() == 0) return;
    const RawColumn* deal_of = changes->find(kpi::stage_change::deal.name);
    const RawColumn* date_of = changes->find(kpi::stage_change::date.name);
    const RawColumn* stage_of = changes->find(kpi::stage_change::stage.name);
    const RawColumn* order_of = changes->find(kpi::stage_change::order.name);
    if (!deal_of || !date_of || !stage_of) return;
    RawTable* deals = draft.find("deals");
    const RawColumn* ids = deals ? deals->id_column() : nullptr;
    std::vector<std::uint32_t> rows(deal_of->dictionary->size());  // by deal, the row + 1
    for (std::size_t row = 0; ids && row < deals->rows(); ++row)
        if (const std::int32_t deal = deal_of->dictionary->find(ids->text_at(row));
            deal != missing_code && !deals->is_rejected(row))
            rows[static_cast<std::size_t>(deal)] = static_cast<std::uint32_t>(row + 1);

    const StagesOfDeals stages{draft};
    FieldHistory* history = deals ? &draft.history(*deals) : nullptr;
    if (history && !history->stage_column()) return;
    const RawColumn* step_of = changes->find(kpi::stage_change::pipeline_stage.name);
    const RawColumn* amount_of = changes->find(kpi::stage_change::amount.name);
    const auto step = history ? history->column(kpi::deal::pipeline_stage.name) : std::nullopt;
    const auto amount = history ? history->column(kpi::deal::amount.name) : std::nullopt;
    for (std::size_t row = 0; row < changes->rows(); ++row) {
        if (changes->is_rejected(row)) continue;
        const std::uint32_t deal = rows[static_cast<std::size_t>(deal_of->small_at(row))];
        if (deal == 0) continue;
        HistoryEntry entry{deal - 1, *history->stage_column(), date_of->small_at(row)};
        if (order_of) entry.order = order_of->number_at(row);
        entry.rank = rank_in_day(
            static_cast<Stage>(stage_of->small_at(row)), step_of ? text_in(*step_of, row) : "",
            stages.of(*deals, deal - 1));
        entry.value = held(*stage_of, row);
        history->add(entry);
        const auto also = [&](const auto& column, const RawColumn* from) {
            if (!column || !from || from->is_missing(row)) return;
            entry.column = *column;
            entry.value = held(*from, row);
            history->add(entry);
        };
        also(step, step_of);
        also(amount, amount_of);
    }
}

}  // namespace saleskpi::inline v0_3::detail
