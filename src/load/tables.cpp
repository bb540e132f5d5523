// SPDX-License-Identifier: MIT
#include "load/tables.hpp"

#include "load/value_batch.hpp"

#include <saleskpi/record/records.hpp>

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Records on their way: few enough that their values are still in the cache as the builder takes them.
constexpr std::size_t chunk = 1024;

class BatchBuffer final : public BuilderBuffer {
public:
    /// A part without a target keeps all its records for the one that takes them.
    BatchBuffer(
        const RecordType& type,
        const std::string& file,
        const ReadSoFar* so_far,
        RecordTarget* target)
        : file_{file}, so_far_{so_far}, target_{target}, batch_{type} {}

    const RecordType& type() const override { return batch_.type(); }
    void* begin() override { return batch_.add(); }
    void keep(std::size_t line, const EntryMarks& marks) override {
        EntryColumns{known_, versions_, deletions_}.add(lines_.size(), marks);
        lines_.push_back(line);
        if (!target_ || lines_.size() < chunk) return;
        expect_more(chunk);
        hand_over_records(*target_);
    }
    void drop() override { batch_.drop(); }
    void report(Finding finding) override {
        findings_.push_back(std::move(finding));
        if (target_ && findings_.size() == chunk) hand_over_findings(*target_);
    }
    void finish() override {
        hand_over_findings(*target_);
        hand_over_records(*target_);
    }
    std::unique_ptr<RecordBuffer> part() const override {
        return std::make_unique<BatchBuffer>(batch_.type(), file_, so_far_, nullptr);
    }
    void take(RecordBuffer& other, std::size_t lines_before) override {
        finish();
        auto& part = static_cast<BatchBuffer&>(other);
        for (std::size_t& line : part.lines_)
            line += lines_before;
        for (Finding& finding : part.findings_)
            finding.line += lines_before;
        expect_more(part.lines_.size());
        part.hand_over_findings(*target_);
        part.hand_over_records(*target_);
    }

private:
    /// Once there is enough to tell how long records are: how many will come. Too many rather than too few,
    /// since memory that is not used is not taken, and a table that grows beyond its room is copied.
    void expect_more(std::size_t records) {
        constexpr std::size_t enough = 1 << 17;
        handed_over_ += records;
        if (is_expected_ || handed_over_ < enough) return;
        is_expected_ = true;
        const auto done = static_cast<double>(so_far_->done);
        const double left = static_cast<double>(so_far_->total) - done;
        constexpr double more_than_needed = 1.5;
        if (done > 0 && left > 0)
            target_->expect(
                batch_.type().table,
                static_cast<std::size_t>(
                    more_than_needed * static_cast<double>(handed_over_) * left / done));
    }
    void hand_over_findings(RecordTarget& target) {
        target.add(std::span<const Finding>{findings_});
        findings_.clear();
    }
    void hand_over_records(RecordTarget& target) {
        if (lines_.empty()) return;
        EntryColumns{known_, versions_, deletions_}.finish(lines_.size());
        target.add(
            batch_.records(), {file_, lines_, known_, versions_, deletions_, unknown_instant});
        batch_.clear();
        lines_.clear();
        known_.clear();
        versions_.clear();
        deletions_.clear();
    }

    std::string file_;
    const ReadSoFar* so_far_;
    RecordTarget* target_;
    std::size_t handed_over_ = 0;
    bool is_expected_ = false;
    ValueBatch batch_;
    std::vector<std::size_t> lines_;
    std::vector<Instant> known_;
    std::vector<std::int64_t> versions_;
    std::vector<std::uint8_t> deletions_;
    std::vector<Finding> findings_;
};

using Describe = const RecordType& (*)();

template <class... R>
constexpr auto names_of(std::type_identity<std::tuple<R...>>) {
    static_assert(
        ((std::tuple_size_v<std::remove_cvref_t<decltype(Schema<R>::fields)>> <=
          ValueBatch::most_fields) &&
         ...));
    return std::array{table_of<R>()...};
}
template <class... R>
constexpr auto descriptions_of(std::type_identity<std::tuple<R...>>) {
    return std::array<Describe, sizeof...(R)>{&record_type<R>...};
}

constexpr auto names = names_of(std::type_identity<LibraryRecords>{});
constexpr auto descriptions = descriptions_of(std::type_identity<LibraryRecords>{});

}  // namespace

std::span<const std::string_view> table_names() { return names; }

const RecordType* record_type_of(std::string_view table) {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == table) return &descriptions[i]();
    return nullptr;
}

std::unique_ptr<BuilderBuffer> buffer_of(
    const RecordType& type,
    const std::string& file,
    const ReadSoFar& so_far,
    RecordTarget& target) {
    return std::make_unique<BatchBuffer>(type, file, &so_far, &target);
}

}  // namespace saleskpi::inline v0_3::detail
