// SPDX-License-Identifier: MIT
#include "load/load_checks.hpp"

#include "book/text_hash.hpp"
#include "load/byte_sources.hpp"
#include "load/mapped_type.hpp"
#include "load/table_files.hpp"
#include "load/text.hpp"
#include "value/written_time.hpp"

#include <saleskpi/value/date.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <utility>

namespace saleskpi::inline v0_3 {

LoadChecks::LoadChecks() : state_{std::make_shared<detail::LoadChecksState>()} {}

namespace detail {

void expect_files(
    LoadChecks* checks,
    const std::filesystem::path& directory,
    const Mapping& mapping,
    std::span<const FileFormat> formats) {
    if (!checks) return;
    std::map<std::string, std::size_t, std::less<>> files;
    for (const TableMapping& table : mapping.tables)
        files[table.table] += files_of(directory, table, formats).size();
    if (mapping.tables.empty())
        for (const std::string_view table : table_names())
            files[std::string{table}] += files_named(directory, table, formats).size();
    LoadChecksState& state = LoadChecksAccess::state(*checks);
    for (const auto& [table, count] : files)
        if (count == 1) state.of_one_file.insert(table);
}

std::string other_order(std::string_view pattern) {
    std::string other{pattern};
    std::size_t day = std::string::npos;
    std::size_t month = std::string::npos;
    for (std::size_t at = 0; at + 1 < other.size(); ++at) {
        if (other[at] != '%') continue;
        if (other[++at] == '-') ++at;
        if (at == other.size()) break;
        if (other[at] == 'd' || other[at] == 'e') day = at;
        if (other[at] == 'm') month = at;
    }
    if (day == std::string::npos || month == std::string::npos) return {};
    std::swap(other[day], other[month]);
    return other;
}

namespace {

/// A pattern whose other order stands in the list too.
std::optional<std::string> pattern_of_two(const std::vector<std::string>& formats) {
    for (const std::string& format : formats) {
        const std::string other = other_order(format);
        if (!other.empty() && std::find(formats.begin(), formats.end(), other) != formats.end())
            return format;
    }
    return std::nullopt;
}

/// Counts the days of a column by the order that reads them.
class OrderSink final : public RowSink {
public:
    OrderSink(std::string first, DayColumn& to)
        : first_{std::move(first)}, other_{other_order(first_)}, to_{&to} {}

    void header(std::span<const std::string> /*columns*/) override {}
    void keys(std::span<const std::string> /*columns*/) override {}
    void row(std::size_t /*line*/, std::span<const Cell> cells) override {
        for (const Cell& cell : cells) {
            const std::string_view text = trimmed(cell.text);
            const auto first = day_by(first_, text);
            const auto other = day_by(other_, text);
            if (first && other && *first != *other)
                ++to_->in_either;
            else if (first && !other)
                ++to_->in_first_order;
            else if (other && !first)
                ++to_->in_other_order;
        }
    }
    void reject(std::size_t, std::string_view, std::string_view) override {}

private:
    static std::optional<Date> day_by(const std::string& pattern, std::string_view text) {
        WrittenTime time;
        const bool is_day = read_time(text, pattern, time) == TimeForm::good;
        return is_day ? std::optional{time.day} : std::nullopt;
    }

    std::string first_;
    std::string other_;
    DayColumn* to_;
};

std::vector<DayColumn> day_columns(const TableMapping& mapping, const RecordType& type) {
    std::vector<DayColumn> days;
    for (const FieldInfo& field : type.fields) {
        if (field.type != FieldType::date || !field.write) continue;
        DayColumn day;
        day.field = field.name;
        day.columns = {day.field};
        day.formats = mapping.date_formats;
        if (const auto mapped = mapping.fields.find(field.name); mapped != mapping.fields.end()) {
            day.columns = mapped->second.columns;
            if (!mapped->second.date_formats.empty()) day.formats = mapped->second.date_formats;
        }
        days.push_back(std::move(day));
    }
    return days;
}

}  // namespace

class CheckedLoad::Target final : public RecordTarget {
public:
    Target(LoadChecksState& state, CheckedFile file, RecordTarget& to)
        : state_{&state},
          file_{std::move(file)},
          to_{&to},
          knows_ids_{!state.of_one_file.contains(file_.table)} {}

    void add(const RowSource& records, const Provenance& provenance) override {
        look_at(records, provenance);
        to_->add(records, provenance);
    }
    void add(std::span<const Finding> findings) override { to_->add(findings); }
    void add(std::span<const LeftOut> left_out) override { to_->add(left_out); }
    void expect(std::string_view table, std::size_t records) override {
        to_->expect(table, records);
    }

    CheckedFile& file() { return file_; }

private:
    void look_at(const RowSource& records, const Provenance& provenance) {
        const std::size_t n = records.size();
        if (n == 0) return;
        file_.has_versions |= !provenance.known.empty() || !provenance.versions.empty();
        addresses_.resize(n);
        records.addresses(0, n, addresses_.data());
        const auto is_deletion = [&](std::size_t i) {
            return i < provenance.deletions.size() && provenance.deletions[i] != 0;
        };
        for (const FieldInfo& field : records.type().fields) {
            if (field.identity && knows_ids_) {
                texts_.resize(n);
                field.read(addresses_.data(), n, texts_.data());
                for (const std::string_view id : texts_)
                    if (!id.empty()) file_.ids.push_back(text_hash(id));
            } else if (field.type == FieldType::money && field.write) {
                money_.resize(n);
                field.read(addresses_.data(), n, money_.data());
                for (std::size_t i = 0; i < n; ++i)
                    if (money_[i].minor() != missing_number && !is_deletion(i))
                        add_to(field.name, money_[i]);
            }
        }
    }

    void add_to(std::string_view field, Money money) {
        // Most records are in the currency of the one before.
        if (!sum_ || sum_field_ != field || sum_currency_ != money.currency()) {
            sum_field_ = field;
            sum_currency_ = money.currency();
            sum_ = &state_->sums[{file_.table, std::string{field}, money.currency()}];
        }
        ++sum_->records;
        sum_->minor += money.minor();
    }

    LoadChecksState* state_;
    CheckedFile file_;
    RecordTarget* to_;
    bool knows_ids_;
    std::vector<const void*> addresses_;
    std::vector<std::string_view> texts_;
    std::vector<Money> money_;
    LoadChecksState::Sum* sum_ = nullptr;
    std::string_view sum_field_;
    Currency sum_currency_;
};

CheckedLoad::CheckedLoad(
    LoadChecks* checks, std::string_view table, std::string_view file, RecordTarget& to)
    : state_{checks ? &LoadChecksAccess::state(*checks) : nullptr}, to_{&to} {
    if (!state_) return;
    CheckedFile checked;
    checked.table = table;
    checked.file = file;
    watched_ = std::make_unique<Target>(*state_, std::move(checked), to);
}

CheckedLoad::~CheckedLoad() = default;

RecordTarget& CheckedLoad::target() {
    if (watched_) return *watched_;
    return *to_;
}

void CheckedLoad::finish(
    const LoadReport& report,
    const TableMapping& mapping,
    const std::function<void(const ReadRequest&, RowSink&)>& read) {
    if (!watched_) return;
    CheckedFile& file = watched_->file();
    file.ignored_columns = report.ignored_columns;
    // Of a file that is read for several tables, nobody reads what none of them does.
    for (CheckedFile& other : state_->files) {
        if (other.file != file.file) continue;
        std::erase_if(other.ignored_columns, [&](const std::string& column) {
            const auto& ignored = report.ignored_columns;
            return std::find(ignored.begin(), ignored.end(), column) == ignored.end();
        });
        file.ignored_columns.clear();
    }
    const MappedType mapped{file.table, mapping};
    file.days = day_columns(mapping, mapped.type());
    for (DayColumn& day : file.days) {
        const auto first = pattern_of_two(day.formats);
        if (!first || day.columns.empty()) continue;
        // Only a file that may be written in both orders is read a second time.
        ReadRequest request;
        request.file = file.file;
        request.table = file.table;
        request.columns = day.columns;
        request.delimiter = mapping.delimiter;
        request.layout = mapping.layout;
        request.max_record_bytes = default_max_record_bytes;
        OrderSink sink{*first, day};
        read(request, sink);
    }
    std::sort(file.ids.begin(), file.ids.end());
    file.ids.erase(std::unique(file.ids.begin(), file.ids.end()), file.ids.end());
    state_->files.push_back(std::move(file));
}

}  // namespace detail
}  // namespace saleskpi::inline v0_3
