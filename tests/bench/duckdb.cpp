// SPDX-License-Identifier: MIT
#include "duckdb.hpp"

#include <dlfcn.h>

#include <stdexcept>

namespace bench {

namespace {

// The few declarations of DuckDB's stable C interface that are needed here.
extern "C" {
struct DuckResult {
    std::uint64_t column_count, row_count, rows_changed;
    void* columns;
    char* error_message;
    void* internal_data;
};
}

constexpr int success = 0;

}  // namespace

struct DuckDb::Library {
    explicit Library(const std::string& path) : handle{dlopen(path.c_str(), RTLD_NOW)} {
        if (!handle) throw std::runtime_error{"cannot load " + path};
        load(version, "duckdb_library_version");
        load(open, "duckdb_open");
        load(connect, "duckdb_connect");
        load(disconnect, "duckdb_disconnect");
        load(close, "duckdb_close");
        load(query, "duckdb_query");
        load(error, "duckdb_result_error");
        load(destroy_result, "duckdb_destroy_result");
        load(column_count, "duckdb_column_count");
        load(fetch_chunk, "duckdb_fetch_chunk");
        load(destroy_chunk, "duckdb_destroy_data_chunk");
        load(chunk_size, "duckdb_data_chunk_get_size");
        load(chunk_vector, "duckdb_data_chunk_get_vector");
        load(vector_data, "duckdb_vector_get_data");
        load(create_appender, "duckdb_appender_create");
        load(append_int32, "duckdb_append_int32");
        load(append_null, "duckdb_append_null");
        load(end_row, "duckdb_appender_end_row");
        load(destroy_appender, "duckdb_appender_destroy");
    }

    template <class Function>
    void load(Function*& function, const char* name) {
        function = reinterpret_cast<Function*>(dlsym(handle, name));
        if (!function)
            throw std::runtime_error{std::string{"DuckDB has no function "}.append(name)};
    }

    void* handle;  // never closed: DuckDB keeps threads of its own
    const char* (*version)();
    int (*open)(const char*, void**);
    int (*connect)(void*, void**);
    void (*disconnect)(void**);
    void (*close)(void**);
    int (*query)(void*, const char*, DuckResult*);
    const char* (*error)(DuckResult*);
    void (*destroy_result)(DuckResult*);
    std::uint64_t (*column_count)(DuckResult*);
    void* (*fetch_chunk)(DuckResult);
    void (*destroy_chunk)(void**);
    std::uint64_t (*chunk_size)(void*);
    void* (*chunk_vector)(void*, std::uint64_t);
    void* (*vector_data)(void*);
    int (*create_appender)(void*, const char*, const char*, void**);
    int (*append_int32)(void*, std::int32_t);
    int (*append_null)(void*);
    int (*end_row)(void*);
    int (*destroy_appender)(void**);
};

namespace {

/// Calls `use` with the result of a query, which lives for that time.
template <class Library, class Use>
void with_result(const Library& library, void* connection, const std::string& sql, Use use) {
    DuckResult result{};
    if (library.query(connection, sql.c_str(), &result) != success) {
        const std::string message = library.error(&result);
        library.destroy_result(&result);
        throw std::runtime_error{"DuckDB: " + message + "\nin " + sql};
    }
    use(result);
    library.destroy_result(&result);
}

}  // namespace

DuckDb::DuckDb(const std::string& library) : library_{std::make_unique<Library>(library)} {
    if (library_->open(nullptr, &database_) != success ||
        library_->connect(database_, &connection_) != success)
        throw std::runtime_error{"DuckDB cannot open a database in memory"};
}

DuckDb::~DuckDb() {
    library_->disconnect(&connection_);
    library_->close(&database_);
}

std::string DuckDb::version() const { return library_->version(); }

void DuckDb::threads(unsigned n) { run("SET threads = " + std::to_string(n)); }

void DuckDb::run(const std::string& sql) {
    with_result(*library_, connection_, sql, [](DuckResult&) {});
}

Numbers DuckDb::numbers(const std::string& sql) {
    Numbers rows;
    with_result(*library_, connection_, sql, [&](DuckResult& result) {
        const std::uint64_t columns = library_->column_count(&result);
        while (void* chunk = library_->fetch_chunk(result)) {
            const std::size_t first = rows.size();
            rows.resize(first + library_->chunk_size(chunk), std::vector<std::int64_t>(columns));
            for (std::uint64_t c = 0; c < columns; ++c) {
                const auto* data = static_cast<const std::int64_t*>(
                    library_->vector_data(library_->chunk_vector(chunk, c)));
                for (std::size_t row = first; row < rows.size(); ++row)
                    rows[row][c] = data[row - first];
            }
            library_->destroy_chunk(&chunk);
        }
    });
    return rows;
}

void DuckDb::append(
    const std::string& table, const std::vector<std::vector<std::int32_t>>& columns) {
    void* appender = nullptr;
    if (library_->create_appender(connection_, nullptr, table.c_str(), &appender) != success)
        throw std::runtime_error{"DuckDB has no table " + table};
    for (std::size_t row = 0; row < columns.front().size(); ++row) {
        for (const auto& column : columns)
            column[row] == missing ? library_->append_null(appender)
                                   : library_->append_int32(appender, column[row]);
        library_->end_row(appender);
    }
    if (library_->destroy_appender(&appender) != success)
        throw std::runtime_error{"DuckDB cannot append to " + table};
}

}  // namespace bench
