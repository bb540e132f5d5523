// SPDX-License-Identifier: MIT
#include "book/book_data.hpp"
#include "engine/scan.hpp"
#include "rollup/overflow.hpp"
#include "rollup/partial_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <set>
#include <system_error>
#include <thread>

namespace saleskpi::detail {

namespace {

/// Below this a thread costs more than it saves.
constexpr std::size_t rows_worth_a_thread = 1 << 16;

/// Adds the cells of a scan to the answer; keys are group numbers of the cut.
class Collector {
public:
    Collector(PartialData& data, const Cut& cut) : data_{&data}, cut_{&cut} {}

    std::uint32_t group(std::uint64_t key) {
        const std::uint32_t number = index_.number(key);
        if (number == data_->groups.size()) data_->groups.push_back(cut_->members(key));
        return number;
    }

    /// By value, so that the part is gone before the next leaf is merged.
    void add(std::size_t leaf_number, LeafCells from, const GroupIndex& groups) {
        LeafCells& into = data_->leaves[leaf_number];
        const std::size_t columns = data_->plan.time.columns(data_->plan.leaves[leaf_number].leaf);
        std::vector<std::uint32_t> numbers;
        for (const std::uint64_t key : groups.keys())
            numbers.push_back(group(key));
        resize(into.states, data_->groups.size() * columns);
        naming_overflow(data_->query, data_->plan, leaf_number, [&] {
            std::visit(
                [&](auto& target) {
                    using All = std::remove_reference_t<decltype(target)>;
                    const All& source = std::get<All>(from.states);
                    for (std::size_t cell = 0; cell < source.size(); ++cell)
                        target[numbers[cell / columns] * columns + cell % columns].merge(
                            source[cell]);
                },
                into.states);
        });
        for (SharedEntry entry : from.shared) {
            entry.cell = static_cast<std::uint32_t>(
                numbers[entry.cell / columns] * columns + entry.cell % columns);
            into.shared.push_back(entry);
        }
        into.scale = from.scale;
        into.undated += from.undated;
        into.first_day = (std::min)(into.first_day, from.first_day);
    }

private:
    PartialData* data_;
    const Cut* cut_;
    GroupIndex index_;
};

std::vector<Cells> scan(
    const Source& source,
    const TimePlan& time,
    std::span<const LeafSpec* const> leaves,
    unsigned threads) {
    const std::size_t rows = source.facts->rows();
    const std::size_t useful = (std::max)(std::size_t{1}, rows / rows_worth_a_thread);
    const std::size_t n = (std::min)(std::size_t{threads}, useful);
    std::vector<Cells> parts(n);
    std::vector<std::exception_ptr> errors(n);
    const auto work = [&](std::size_t part) {
        try {
            Scan{source, time, leaves}.run(rows * part / n, rows * (part + 1) / n, parts[part]);
        } catch (...) {
            errors[part] = std::current_exception();
        }
    };
    std::vector<std::thread> others;
    for (std::size_t part = 1; part < n; ++part)
        try {
            others.emplace_back(work, part);
        } catch (const std::system_error&) {
            work(part);  // no thread to be had: this one does it
        }
    work(0);
    for (std::thread& thread : others)
        thread.join();
    for (const std::exception_ptr& error : errors)
        if (error) std::rethrow_exception(error);
    return parts;
}

void scan_table(
    const BookTable& table,
    const Cut& cut,
    const BookData& book,
    unsigned threads,
    std::span<const std::size_t> numbers,
    PartialData& data,
    Collector& collector) {
    std::vector<const LeafSpec*> specs;
    for (const std::size_t number : numbers)
        specs.push_back(&data.plan.leaves[number]);
    const auto as_is = data.query.as_is ? std::optional{to_day(*data.query.as_is)} : std::nullopt;

    const auto collect = [&](const Source& source, unsigned most_threads) {
        try {
            for (Cells& part : scan(source, data.plan.time, specs, most_threads))
                for (std::size_t i = 0; i < numbers.size(); ++i)
                    collector.add(numbers[i], std::move(part.leaves[i]), part.groups);
        } catch (const LeafOverflow& overflow) {
            fail_overflow(data.query, data.plan, numbers[overflow.leaf()], overflow.what());
        }
    };
    const BookFacts plain{table.plain};
    Source source{&plain, &table, &cut, &book.seating, book.currency, as_is, {}};
    collect(source, threads);

    const BookFacts lines{table.lines};
    if (table.lines.rows > 0) {
        source.facts = &lines;
        source.record_of_line = table.record_of_line;
        collect(source, 1);
    }
}

/// Members appear whether they have records or not: all values of a single text, and all seats
/// that are taken at some time within the window.
void add_members(const Query& query, const Cut& cut, const BookData& book, Collector& collector) {
    const auto is_seat = [](std::string_view name) {
        return name == "rep" || name == "team" || name == "region";
    };
    const std::vector<std::string>& asked = query.dimensions;
    if (asked.empty()) {
        collector.group(0);
    } else if (std::all_of(asked.begin(), asked.end(), is_seat)) {
        const std::int32_t first = to_day(query.window.first);
        const std::int32_t last = to_day(query.window.last);
        const Dictionary* reps = book.dictionary("rep");
        for (std::size_t code = 0; reps && code < reps->size(); ++code) {
            const auto rep = static_cast<std::int32_t>(code);
            if (book.seating.sittings(rep).empty())
                collector.group(
                    cut.seat_parts()[static_cast<std::size_t>(book.seating.seat(rep, first))]);
            for (const Sitting& s : book.seating.sittings(rep))
                if (query.as_is ? s.from <= to_day(*query.as_is) && to_day(*query.as_is) < s.until
                                : s.from < last && first < s.until)
                    collector.group(cut.seat_parts()[static_cast<std::size_t>(s.seat)]);
        }
    } else if (asked.size() == 1) {
        std::uint64_t weight = 1;
        for (std::size_t i = 1; i < cut.axes().size(); ++i)
            weight *= cut.axes()[i].members.size();
        for (std::size_t member = 1; member < cut.axes()[0].members.size(); ++member)
            collector.group(weight * member);
    }
}

}  // namespace

std::unique_ptr<PartialData> compute(const Query& query, const Book& book, unsigned threads) {
    const BookData& records = book.data();
    auto data = std::make_unique<PartialData>(query, records.report);
    if (threads == 0) threads = (std::max)(1U, std::thread::hardware_concurrency());
    const Cut cut{&records, data->plan.kept_dimensions};
    data->axes.assign(cut.axes().begin(), cut.axes().end());
    Collector collector{*data, cut};

    std::set<std::string_view> tables;
    for (const LeafSpec& spec : data->plan.leaves) {
        tables.insert(spec.leaf.table);
        data->leaves.push_back({states_for(spec.leaf), {}});
        const BookTable* table = records.find(spec.leaf.table);
        data->leaves.back().records = static_cast<std::int64_t>(records.records(spec.leaf.table));
        const NamedColumn* counted = table ? table->plain.find(spec.leaf.value.a.name) : nullptr;
        const bool is_distinct = spec.leaf.aggregation == Aggregation::distinct && counted;
        data->dictionaries.push_back(
            is_distinct ? std::shared_ptr<const Dictionary>{book.shared(), counted->dictionary}
                        : nullptr);
    }
    for (const std::string_view name : tables) {
        std::vector<std::size_t> numbers;
        for (std::size_t i = 0; i < data->plan.leaves.size(); ++i)
            if (data->plan.leaves[i].leaf.table == name) numbers.push_back(i);
        for (const BookTable* table : records.parts(name))
            scan_table(*table, cut, records, threads, numbers, *data, collector);
    }
    add_members(query, cut, records, collector);
    for (std::size_t i = 0; i < data->leaves.size(); ++i) {
        const LeafSpec& spec = data->plan.leaves[i];
        resize(data->leaves[i].states, data->groups.size() * data->plan.time.columns(spec.leaf));
        naming_overflow(
            query, data->plan, i, [&] { finish_stocks(spec, data->plan.time, data->leaves[i]); });
    }
    return data;
}

}  // namespace saleskpi::detail
