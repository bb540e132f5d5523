// SPDX-License-Identifier: MIT
#include "book/stage_visits.hpp"

#include <saleskpi/record/deal.hpp>
#include <saleskpi/record/stage_change.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// The place of a stage in its pipeline; -1 for one that it does not know.
int number_in(const Pipelines::Place& pipeline, std::string_view stage) {
    const auto known = pipeline.numbers.find(stage);
    return known == pipeline.numbers.end() ? -1 : static_cast<int>(known->second);
}

/// The visits of one deal, change by change.
class Passage {
public:
    Passage(
        std::vector<StageVisit>& visits,
        std::string_view deal,
        std::string_view named,
        const Pipelines::Place& pipeline)
        : visits_{&visits},
          first_{visits.size()},
          deal_{deal},
          named_{named},
          pipeline_{&pipeline} {}

    void enter(std::string_view stage, Date day) {
        if (is_somewhere() && (*visits_)[current_].pipeline_stage == stage) return;
        leave(day, stage);
        const int number = number_in(*pipeline_, stage);
        const bool is_new = number < 0 ? !was_in(stage) : number > furthest_;
        pass_all_before(number, day);
        current_ = visits_->size();
        StageVisit& visit = add(stage);
        visit.entered = day;
        if (is_new) visit.reached = day;
        furthest_ = (std::max)(furthest_, number);
    }

    void leave(Date day, std::string_view next) {
        if (!is_somewhere()) return;
        (*visits_)[current_].left = day;
        (*visits_)[current_].next = next;
        current_ = nowhere;
    }

    void win(Date day) {
        const int n = static_cast<int>(stages().size());
        pass_all_before(n, day);
        furthest_ = n - 1;
    }

    void finish() {
        if (furthest_ < 0) return;
        const std::size_t step = pipeline_->first + static_cast<std::size_t>(furthest_);
        for (std::size_t i = first_; i < visits_->size(); ++i)
            (*visits_)[i].furthest = static_cast<PipelineStep>(step);
    }

private:
    static constexpr std::size_t nowhere = (std::numeric_limits<std::size_t>::max)();

    bool is_somewhere() const { return current_ != nowhere; }
    const std::vector<std::string>& stages() const { return pipeline_->pipeline->stages; }
    StageVisit& add(std::string_view stage) {
        StageVisit& visit = visits_->emplace_back();
        visit.deal = deal_;
        visit.pipeline = named_;
        visit.pipeline_stage = stage;
        return visit;
    }
    bool was_in(std::string_view stage) const {
        return std::any_of(
            visits_->begin() + static_cast<std::ptrdiff_t>(first_), visits_->end(),
            [&](const StageVisit& visit) { return visit.pipeline_stage == stage; });
    }
    /// Without a stay: what lies before the stage and has not been reached yet.
    void pass_all_before(int number, Date day) {
        for (int i = furthest_ + 1; i < number; ++i)
            add(stages()[static_cast<std::size_t>(i)]).reached = day;
    }

    std::vector<StageVisit>* visits_;
    std::size_t first_;
    std::string_view deal_;
    std::string_view named_;
    const Pipelines::Place* pipeline_;
    int furthest_ = -1;
    std::size_t current_ = nowhere;  // the visit that lasts
};

Date date_of(std::int64_t day) { return Date{date::days{day}}; }

struct DealEnd {
    Stage stage = Stage::open;
    Date day{};
};

/// What the deal's record says became of it; nothing if there is no record, or it does not say when.
std::optional<DealEnd> recorded(const RecordsById& deals, std::int32_t deal) {
    const RecordsById::Place place = deals.find(deal);
    if (!place) return std::nullopt;
    const std::int64_t stage = deals.value(place, kpi::deal::stage.name);
    const std::int64_t closed = deals.value(place, kpi::deal::closed.name);
    if (stage == missing_number) return std::nullopt;
    if (closed == missing_number)
        return static_cast<Stage>(stage) == Stage::open ? std::optional{DealEnd{}} : std::nullopt;
    return DealEnd{static_cast<Stage>(stage), date_of(closed)};
}

/// A change of a deal, with what decides where it stands among those of one day: the order that it says,
/// else the deal is open before it is decided, and goes through its pipeline onwards.
struct Change {
    std::int32_t day;
    std::int64_t order;
    bool is_decided;
    int number;  ///< of the stage in the pipeline
    std::string_view step;
    Stage stage;

    auto key() const { return std::tie(day, order, is_decided, number, step, stage); }
};

/// Reads the changes of deals.
class Changes {
public:
    explicit Changes(const AddedRecords& changes)
        : deal_{changes.table->find(kpi::stage_change::deal.name)},
          date_{changes.table->find(kpi::stage_change::date.name)},
          stage_{changes.table->find(kpi::stage_change::stage.name)},
          step_{changes.table->find(kpi::stage_change::pipeline_stage.name)},
          order_{changes.table->find(kpi::stage_change::order.name)} {
        for (std::size_t row = 0; row < changes.table->rows(); ++row)
            if (changes.counts(row)) rows_.emplace_back(deal_->small_at(row), row);
        std::sort(rows_.begin(), rows_.end());
    }

    /// Calls f(deal, rows) for each deal, by its code, with its changes by row.
    template <class F>
    void each_deal(F&& f) const {
        for (std::size_t first = 0, last = 0; first < rows_.size(); first = last) {
            while (last < rows_.size() && rows_[last].first == rows_[first].first)
                ++last;
            f(rows_[first].first, std::span{rows_}.subspan(first, last - first));
        }
    }
    std::string_view name(std::int32_t deal) const { return deal_->dictionary->text(deal); }
    std::vector<Change> in_order(
        std::span<const std::pair<std::int32_t, std::size_t>> rows,
        const Pipelines::Place& pipeline) const {
        std::vector<Change> changes;
        for (const auto& [deal, row] : rows) {
            const auto stage = static_cast<Stage>(stage_->small_at(row));
            const std::string_view step = step_ && !step_->is_missing(row)
                                              ? step_->dictionary->text(step_->small_at(row))
                                              : std::string_view{};
            const std::int64_t order = order_ ? order_->number_at(row) : missing_number;
            changes.push_back(
                {date_->small_at(row), order, stage != Stage::open, number_in(pipeline, step), step,
                 stage});
        }
        std::sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) {
            return a.key() < b.key();
        });
        return changes;
    }

private:
    const RawColumn* deal_;
    const RawColumn* date_;
    const RawColumn* stage_;
    const RawColumn* step_;
    const RawColumn* order_;
    std::vector<std::pair<std::int32_t, std::size_t>> rows_;
};

void follow(Passage& history, const std::vector<Change>& changes, std::optional<DealEnd> outcome) {
    for (const Change& change : changes) {
        const bool enters =
            change.stage == Stage::open || (change.stage == Stage::won && change.number >= 0);
        if (!enters)
            history.leave(date_of(change.day), change.step);
        else if (!change.step.empty())
            history.enter(change.step, date_of(change.day));
    }
    const Change& last = changes.back();
    if (!outcome) outcome = DealEnd{last.stage, date_of(last.day)};
    if (outcome->stage == Stage::won) history.win(outcome->day);
    if (outcome->stage != Stage::open && !last.is_decided) history.leave(outcome->day, "");
    history.finish();
}

}  // namespace

std::vector<StageVisit> visits_of(
    const AddedRecords& changes,
    const RecordsById& deals,
    const Pipelines& pipelines,
    const Dictionary* pipeline_names,
    bool are_known) {
    const std::vector<Pipelines::Place> places = pipelines.places();
    const Changes all{changes};
    std::vector<StageVisit> visits;
    all.each_deal([&](std::int32_t deal, const auto& rows) {
        const RecordsById::Place record = deals.find(deal);
        if (are_known && !record) return;
        const std::int64_t code =
            record ? deals.value(record, kpi::deal::pipeline.name) : missing_number;
        const std::string_view named = code == missing_number || !pipeline_names
                                           ? std::string_view{}
                                           : pipeline_names->text(static_cast<std::int32_t>(code));
        const std::size_t place = pipelines.of_deal(named);
        if (place == places.size()) {
            std::string why = "has no record that names its pipeline, and there are several";
            if (record && named.empty()) why = "names no pipeline, and there are several";
            if (!named.empty())
                why = fmt::format("is in the pipeline '{}', which nobody described", named);
            changes.table->note(
                rows.front().second, kpi::stage_change::deal.name, std::string{all.name(deal)},
                std::move(why));
            return;
        }
        Passage history{visits, all.name(deal), named, places[place]};
        follow(history, all.in_order(rows, places[place]), recorded(deals, deal));
    });
    return visits;
}

void add_visits(
    RawTable& table, const std::vector<StageVisit>& visits, const Pipelines& pipelines) {
    const std::vector<std::string> steps = pipelines.step_names();
    const std::vector<std::string_view> names{steps.begin(), steps.end()};
    const RecordType& type = record_type<StageVisit>();
    std::vector<FieldInfo> fields{type.fields.begin(), type.fields.end()};
    for (FieldInfo& field : fields)
        if (field.name == kpi::stage_visit::furthest.name) field.choices = names;
    const RecordType named{type.table, fields};
    table.add(RowSource{named, visits.data(), sizeof(StageVisit), visits.size()}, {});
}

}  // namespace saleskpi::inline v0_3::detail
