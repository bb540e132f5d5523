// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace bench {

/// What a query of whole numbers answered: rows of columns.
using Numbers = std::vector<std::vector<std::int64_t>>;

/// A DuckDB in memory, through its C library loaded at run time.
class DuckDb {
public:
    /// Throws std::runtime_error if the library cannot be loaded.
    explicit DuckDb(const std::string& library);
    ~DuckDb();
    DuckDb(const DuckDb&) = delete;
    DuckDb& operator=(const DuckDb&) = delete;

    std::string version() const;
    void threads(unsigned n);
    /// Runs a statement and materialises its result. Throws std::runtime_error with DuckDB's message.
    void run(const std::string& sql);
    /// The same for a query whose columns are all BIGINT, and reads the result.
    Numbers numbers(const std::string& sql);

    /// Appends rows to a table of INTEGER columns, whose values come column by column; `missing`
    /// stands for no value.
    static constexpr std::int32_t missing = INT32_MIN;
    void append(const std::string& table, const std::vector<std::vector<std::int32_t>>& columns);

private:
    struct Library;
    std::unique_ptr<Library> library_;
    void* database_ = nullptr;
    void* connection_ = nullptr;
};

}  // namespace bench
