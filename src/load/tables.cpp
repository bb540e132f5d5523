// SPDX-License-Identifier: MIT
#include "load/tables.hpp"

#include "load/text.hpp"
#include "load/value_batch.hpp"

#include <saleskpi/record/records.hpp>
#include <saleskpi/value/error.hpp>

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
    /// A part without a builder keeps all its records for the one that takes them.
    BatchBuffer(const RecordType& type, const std::string& file, BookBuilder* builder)
        : file_{file}, builder_{builder}, batch_{type} {}

    const RecordType& type() const override { return batch_.type(); }
    void* begin() override { return batch_.add(); }
    void keep(std::size_t line) override {
        lines_.push_back(line);
        if (builder_ && lines_.size() == chunk) hand_over_records(*builder_);
    }
    void drop() override { batch_.drop(); }
    void report(Finding finding) override {
        findings_.push_back(std::move(finding));
        if (builder_ && findings_.size() == chunk) hand_over_findings(*builder_);
    }
    void finish() override {
        hand_over_findings(*builder_);
        hand_over_records(*builder_);
    }
    std::unique_ptr<RecordBuffer> part() const override {
        return std::make_unique<BatchBuffer>(batch_.type(), file_, nullptr);
    }
    void take(RecordBuffer& other, std::size_t lines_before) override {
        finish();
        auto& part = static_cast<BatchBuffer&>(other);
        for (std::size_t& line : part.lines_)
            line += lines_before;
        for (Finding& finding : part.findings_)
            finding.line += lines_before;
        part.hand_over_findings(*builder_);
        part.hand_over_records(*builder_);
    }

private:
    void hand_over_findings(BookBuilder& builder) {
        builder.add(std::span<const Finding>{findings_});
        findings_.clear();
    }
    void hand_over_records(BookBuilder& builder) {
        if (lines_.empty()) return;
        builder.add(batch_.records(), {file_, lines_});
        batch_.clear();
        lines_.clear();
    }

    std::string file_;
    BookBuilder* builder_;
    ValueBatch batch_;
    std::vector<std::size_t> lines_;
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
    std::string_view table, const std::string& file, BookBuilder& builder) {
    if (const RecordType* type = record_type_of(table))
        return std::make_unique<BatchBuffer>(*type, file, &builder);
    throw Error{
        ErrorCode::unknown_table,
        "there is no table '" + std::string{table} + "'" + suggestion(table, names)};
}

}  // namespace saleskpi::inline v0_3::detail
