// SPDX-License-Identifier: MIT
#include "book/stage_visits.hpp"

#include <saleskpi/record/deal.hpp>
#include <saleskpi/record/stage_change.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>

namespace saleskpi::inline v0_3::detail {

namespace {

using Numbers = std::map<std::string_view, int>;

/// The visits of one deal, change by change.
class History {
public:
    History(
        std::vector<StageVisit>& visits,
        std::string_view deal,
        const std::vector<std::string>& pipeline,
        const Numbers& numbers)
        : visits_{&visits},
          first_{visits.size()},
          deal_{deal},
          pipeline_{&pipeline},
          numbers_{&numbers} {}

    bool knows(std::string_view stage) const { return numbers_->contains(stage); }

    void enter(std::string_view stage, Date day) {
        if (is_somewhere() && (*visits_)[current_].pipeline_stage == stage) return;
        leave(day, stage);
        const auto number = numbers_->find(stage);
        const bool is_new = number == numbers_->end() ? !was_in(stage) : number->second > furthest_;
        if (number != numbers_->end()) pass_all_before(number->second, day);
        current_ = visits_->size();
        StageVisit& visit = add(stage);
        visit.entered = day;
        if (is_new) visit.reached = day;
        if (number != numbers_->end()) furthest_ = (std::max)(furthest_, number->second);
    }

    void leave(Date day, std::string_view next) {
        if (!is_somewhere()) return;
        (*visits_)[current_].left = day;
        (*visits_)[current_].next = next;
        current_ = nowhere;
    }

    void win(Date day) {
        pass_all_before(static_cast<int>(pipeline_->size()), day);
        furthest_ = static_cast<int>(pipeline_->size()) - 1;
    }

    void finish() {
        if (furthest_ < 0) return;
        for (std::size_t i = first_; i < visits_->size(); ++i)
            (*visits_)[i].furthest = static_cast<PipelineStep>(furthest_);
    }

private:
    static constexpr std::size_t nowhere = (std::numeric_limits<std::size_t>::max)();

    bool is_somewhere() const { return current_ != nowhere; }
    StageVisit& add(std::string_view stage) {
        StageVisit& visit = visits_->emplace_back();
        visit.deal = deal_;
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
            add((*pipeline_)[static_cast<std::size_t>(i)]).reached = day;
    }

    std::vector<StageVisit>* visits_;
    std::size_t first_;
    std::string_view deal_;
    const std::vector<std::string>* pipeline_;
    const Numbers* numbers_;
    int furthest_ = -1;
    std::size_t current_ = nowhere;  // the visit that lasts
};

Date date_of(std::int64_t day) { return Date{date::days{day}}; }

struct Outcome {
    Stage stage = Stage::open;
    Date day{};
};

/// What the deal's record says became of it; nothing if there is no record.
std::optional<Outcome> recorded(const RecordsById& deals, std::int32_t deal) {
    const RecordsById::Place place = deals.find(deal);
    if (!place) return std::nullopt;
    const std::int64_t stage = deals.value(place, kpi::deal::stage.name);
    const std::int64_t closed = deals.value(place, kpi::deal::closed.name);
    if (stage == missing_number) return std::nullopt;
    if (closed == missing_number) return Outcome{};
    return Outcome{static_cast<Stage>(stage), date_of(closed)};
}

}  // namespace

std::vector<StageVisit> visits_of(
    const AddedRecords& changes,
    const RecordsById& deals,
    const std::vector<std::string>& pipeline) {
    Numbers numbers;
    for (const std::string& stage : pipeline)
        numbers.emplace(stage, static_cast<int>(numbers.size()));
    const RawColumn& deal_of = *changes.table->find(kpi::stage_change::deal.name);
    const RawColumn& date = *changes.table->find(kpi::stage_change::date.name);
    const RawColumn& status = *changes.table->find(kpi::stage_change::stage.name);
    const RawColumn* step = changes.table->find(kpi::stage_change::pipeline_stage.name);
    // By deal and day; those of one day in the order in which they came.
    std::vector<std::tuple<std::int32_t, std::int32_t, std::size_t>> order;
    for (std::size_t row = 0; row < changes.table->rows(); ++row)
        if (changes.counts(row)) order.emplace_back(deal_of.small_at(row), date.small_at(row), row);
    std::sort(order.begin(), order.end());

    std::vector<StageVisit> visits;
    for (std::size_t i = 0; i < order.size();) {
        const std::int32_t deal = std::get<0>(order[i]);
        History history{visits, deal_of.dictionary->text(deal), pipeline, numbers};
        Outcome last;
        bool is_decided_there = false;
        for (; i < order.size() && std::get<0>(order[i]) == deal; ++i) {
            const std::size_t row = std::get<2>(order[i]);
            const Date day = date_of(std::get<1>(order[i]));
            const std::string_view stage =
                step && !step->is_missing(row) ? step->dictionary->text(step->small_at(row)) : "";
            last = {static_cast<Stage>(status.small_at(row)), day};
            const bool enters =
                last.stage == Stage::open || (last.stage == Stage::won && history.knows(stage));
            is_decided_there = last.stage != Stage::open;
            if (!enters)
                history.leave(day, stage);
            else if (!stage.empty())
                history.enter(stage, day);
        }
        const Outcome outcome = recorded(deals, deal).value_or(last);
        if (outcome.stage == Stage::won) history.win(outcome.day);
        if (outcome.stage != Stage::open && !is_decided_there) history.leave(outcome.day, "");
        history.finish();
    }
    return visits;
}

void add_visits(
    RawTable& table,
    const std::vector<StageVisit>& visits,
    const std::vector<std::string>& pipeline) {
    const std::vector<std::string_view> names{pipeline.begin(), pipeline.end()};
    const RecordType& type = record_type<StageVisit>();
    std::vector<FieldInfo> fields{type.fields.begin(), type.fields.end()};
    for (FieldInfo& field : fields)
        if (field.name == kpi::stage_visit::furthest.name) field.choices = names;
    const RecordType named{type.table, fields};
    table.add(RowSource{named, visits.data(), sizeof(StageVisit), visits.size()}, {});
}

}  // namespace saleskpi::inline v0_3::detail
