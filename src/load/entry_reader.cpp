// SPDX-License-Identifier: MIT
#include "load/entry_reader.hpp"

#include "load/parse_day.hpp"
#include "load/text.hpp"
#include "value/utf8.hpp"

#include <saleskpi/calendar/instant.hpp>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Fields as those of records, but of none: each is written into the marks of an entry.
struct Entry {
    std::optional<Date> day{};
    std::optional<std::int64_t> version{};
    std::optional<bool> deleted{};
};

constexpr std::array fields{
    make_info<Entry, &Entry::day>(field(EntryReader::names[0].data(), &Entry::day)),
    make_info<Entry, &Entry::version>(field(EntryReader::names[1].data(), &Entry::version)),
    make_info<Entry, &Entry::deleted>(field(EntryReader::names[2].data(), &Entry::deleted))};

/// Of a time without an offset it is that of a clock of UTC.
std::optional<Instant> known_instant(std::string_view text, const ValueFormat& format) {
    if (const auto instant = try_parse_instant(text)) return instant;
    const auto time = written_time(text, format.date_formats);
    return time ? std::optional{time->instant()} : std::nullopt;
}

}  // namespace

EntryReader::EntryReader(
    const TableMapping& mapping, WantedColumns& wanted, LookupTables& lookups) {
    for (std::size_t i = 0; i < fields.size(); ++i)
        sources_[i].emplace(&fields[i], names[i], mapping, wanted, lookups);
}

void EntryReader::forget_idle(const std::function<bool(std::size_t)>& is_absent) {
    for (auto& source : sources_)
        if (source && source->is_idle(is_absent)) source.reset();
    is_idle_ = std::none_of(
        sources_.begin(), sources_.end(), [](const auto& source) { return source.has_value(); });
}

std::optional<BadCell> EntryReader::read(
    const WantedColumns& wanted, std::span<const Cell> cells, EntryMarks& marks) const {
    marks = {};
    if (is_idle_) return std::nullopt;
    Entry entry;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (!sources_[i]) continue;
        Missed missed;
        const Cell cell = sources_[i]->pick(wanted, cells, missed);
        if (cell.text.empty()) continue;
        if (i == 0)
            if (const auto instant = known_instant(trimmed(cell.text), sources_[i]->format())) {
                marks.known = *instant;
                continue;
            }
        FieldValue value;
        std::string reason = parse_value(fields[i], cell, sources_[i]->format(), {}, value);
        if (!reason.empty()) {
            if (i == 0) reason += " nor an instant (YYYY-MM-DDThh:mm:ssZ)";
            return BadCell{names[i], shown(cell.text), std::move(reason)};
        }
        fields[i].write(&entry, value);
    }
    if (entry.day) marks.known = Instant{*entry.day};
    marks.version = entry.version;
    marks.is_deletion = entry.deleted.value_or(false);
    return std::nullopt;
}

}  // namespace saleskpi::inline v0_3::detail
