// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/book/builder.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Records that were added to a book, copied without their type, to be added once more.
namespace modes {

using namespace saleskpi;

struct CopiedCell {
    FieldType type = FieldType::text;
    bool is_good = true;     ///< false: a value that no cell can hold
    std::string text;        ///< of texts
    std::int32_t small = 0;  ///< choices, days
    std::int64_t number = 0;
    Money money;
    std::vector<Credit> credits;
};

struct CopiedRecord {
    std::vector<CopiedCell> cells;
    std::size_t line = 0;  ///< in its file, or its number
};

/// The records of one call of add.
class CopiedRecords {
public:
    static constexpr std::size_t most_fields = 96;

    CopiedRecords(const RowSource& records, const Provenance& provenance);
    CopiedRecords(const CopiedRecords&) = delete;
    CopiedRecords& operator=(const CopiedRecords&) = delete;

    const std::string& table() const { return table_; }
    const RecordType& type() const { return type_; }
    const std::vector<CopiedRecord>& records() const { return records_; }

    /// Adds some of them, by their places among these.
    void add_to(BookBuilder& builder, const std::vector<std::size_t>& some) const;

private:
    struct Names {
        std::string name;
        std::string domain;
        std::vector<std::string> choices;
        std::vector<std::string_view> views;
    };

    std::string table_;
    std::string file_;
    std::vector<std::unique_ptr<Names>> names_;
    std::vector<FieldInfo> fields_;
    RecordType type_;
    std::vector<CopiedRecord> records_;
};

}  // namespace modes
