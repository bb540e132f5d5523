// SPDX-License-Identifier: MIT
#include "load/not_listed.hpp"

#include "value/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::size_t most_values = 1000;

}  // namespace

/// The first ones by their text are kept, so that the order of rows makes no difference.
void NotListed::put(Field& field, std::string_view value, const Rows& rows) {
    const auto known = field.values.find(value);
    if (known != field.values.end()) {
        known->second.count += rows.count;
        known->second.first_line = (std::min)(known->second.first_line, rows.first_line);
        return;
    }
    if (field.values.size() == most_values) {
        field.has_more = true;
        const auto last = std::prev(field.values.end());
        if (last->first < value) return;
        field.values.erase(last);
    }
    field.values.emplace(value, rows);
}

void NotListed::add(std::string_view field, std::string_view value, std::size_t line) {
    auto at = fields_.find(field);
    if (at == fields_.end()) at = fields_.try_emplace(std::string{field}).first;
    put(at->second, value, {1, line});
}

void NotListed::take(NotListed& part, std::size_t lines_before) {
    for (const auto& [name, field] : part.fields_) {
        Field& own = fields_[name];
        own.has_more |= field.has_more;
        for (const auto& [value, rows] : field.values)
            put(own, value, {rows.count, rows.first_line + lines_before});
    }
    part.fields_.clear();
}

void NotListed::each(
    const std::function<std::string(std::string_view field)>& taken_as,
    const std::function<void(Finding)>& f) const {
    for (const auto& [name, field] : fields_) {
        const auto tell = [&, &of = name](std::size_t line, std::string value, std::string reason) {
            Finding finding;
            finding.line = line;
            finding.field = of;
            finding.value = std::move(value);
            finding.reason = std::move(reason);
            finding.rejected = false;
            finding.kind = FindingKind::not_listed;
            f(std::move(finding));
        };
        for (const auto& [value, rows] : field.values)
            tell(
                rows.first_line, shown(value),
                fmt::format(
                    "is not in the list of the mapping: taken as '{}', in {} row{}", taken_as(name),
                    rows.count, rows.count == 1 ? "" : "s"));
        if (field.has_more)
            tell(
                0, "",
                fmt::format(
                    "has more values than {} that are not in the list of the mapping: all are "
                    "taken "
                    "as '{}'",
                    most_values, taken_as(name)));
    }
}

}  // namespace saleskpi::inline v0_3::detail
