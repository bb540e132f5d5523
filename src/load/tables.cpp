// SPDX-License-Identifier: MIT
#include "load/tables.hpp"

#include "load/text.hpp"

#include <saleskpi/record/records.hpp>
#include <saleskpi/value/error.hpp>

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

namespace saleskpi::detail {

namespace {

constexpr std::size_t chunk = 4096;

template <class R>
class TypedBuffer final : public BuilderBuffer {
public:
    TypedBuffer(const std::string& file, BookBuilder& builder) : builder_{&builder} {
        records_.report.file = file;
        records_.records.reserve(chunk);
    }

    const RecordType& type() const override { return vector_.type(); }
    void* begin() override { return vector_.begin(); }
    void keep(std::size_t line) override {
        vector_.keep(line);
        if (records_.records.size() == chunk) finish();
    }
    void drop() override { vector_.drop(); }
    void report(Finding finding) override {
        vector_.report(std::move(finding));
        if (records_.findings.size() == chunk) hand_over_findings();
    }
    void finish() override {
        hand_over_findings();
        if (records_.records.empty()) return;
        builder_->add(records_.records, records_.provenance());
        records_.records.clear();
        records_.lines.clear();
    }

private:
    void hand_over_findings() {
        builder_->add(std::span<const Finding>{records_.findings});
        records_.findings.clear();
    }

    BookBuilder* builder_;
    Records<R> records_;
    RecordVector<R> vector_{records_};
};

template <class R>
std::unique_ptr<BuilderBuffer> make_buffer(const std::string& file, BookBuilder& builder) {
    return std::make_unique<TypedBuffer<R>>(file, builder);
}

using Describe = const RecordType& (*)();
using MakeBuffer = std::unique_ptr<BuilderBuffer> (*)(const std::string&, BookBuilder&);

template <class... R>
constexpr auto names_of(std::type_identity<std::tuple<R...>>) {
    return std::array{table_of<R>()...};
}
template <class... R>
constexpr auto makers_of(std::type_identity<std::tuple<R...>>) {
    return std::array<MakeBuffer, sizeof...(R)>{&make_buffer<R>...};
}
template <class... R>
constexpr auto descriptions_of(std::type_identity<std::tuple<R...>>) {
    return std::array<Describe, sizeof...(R)>{&record_type<R>...};
}

constexpr auto names = names_of(std::type_identity<LibraryRecords>{});
constexpr auto makers = makers_of(std::type_identity<LibraryRecords>{});
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
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == table) return makers[i](file, builder);
    throw Error{
        ErrorCode::unknown_table,
        "there is no table '" + std::string{table} + "'" + suggestion(table, names)};
}

}  // namespace saleskpi::detail
