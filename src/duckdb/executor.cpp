// SPDX-License-Identifier: MIT
#include <saleskpi/duckdb/executor.hpp>
#include <saleskpi/value/error.hpp>
#include <saleskpi/value/int128.hpp>

#include <dlfcn.h>
#include <fmt/format.h>

#include <array>
#include <cstring>
#include <string>
#include <utility>

namespace saleskpi::inline v0_3::sql {

namespace {

[[noreturn]] void fail(std::string_view text) {
    throw Error{ErrorCode::database_failed, fmt::format("DuckDB: {}", text)};
}

// The few declarations of DuckDB's stable C interface that are needed here.
struct Result {
    std::uint64_t column_count, row_count, rows_changed;
    void* columns;
    char* error_message;
    void* internal_data;
};

/// A text in a vector: short ones lie in it, of others it has the address.
struct Text {
    std::uint32_t length;
    std::array<char, 12> begin;

    std::string_view view() const {
        if (length <= begin.size()) return {begin.data(), length};
        const char* text = nullptr;
        std::memcpy(&text, begin.data() + 4, sizeof text);
        return {text, length};
    }
};

struct Huge {
    std::uint64_t lower;
    std::int64_t upper;

    int128 value() const { return (int128{upper} << 64) + int128{lower}; }
};

enum Type : int {
    tinyint = 2,
    smallint,
    integer,
    bigint,
    floating = 10,
    doubled = 11,
    huge = 16,
    text
};

struct Library {
    explicit Library(const std::filesystem::path& path) : handle{dlopen(path.c_str(), RTLD_NOW)} {
        if (!handle) fail(fmt::format("its library cannot be loaded: {}", dlerror()));
        load(create_config, "duckdb_create_config"), load(set_config, "duckdb_set_config");
        load(destroy_config, "duckdb_destroy_config"), load(open, "duckdb_open_ext");
        load(release, "duckdb_free"), load(connect, "duckdb_connect");
        load(disconnect, "duckdb_disconnect"), load(close, "duckdb_close");
        load(prepare, "duckdb_prepare"), load(prepare_error, "duckdb_prepare_error");
        load(destroy_prepare, "duckdb_destroy_prepare");
        load(bind_text, "duckdb_bind_varchar_length"), load(execute, "duckdb_execute_prepared");
        load(result_error, "duckdb_result_error"), load(destroy_result, "duckdb_destroy_result");
        load(column_count, "duckdb_column_count"), load(column_name, "duckdb_column_name");
        load(column_type, "duckdb_column_type"), load(fetch_chunk, "duckdb_fetch_chunk");
        load(destroy_chunk, "duckdb_destroy_data_chunk");
        load(chunk_size, "duckdb_data_chunk_get_size");
        load(chunk_vector, "duckdb_data_chunk_get_vector");
        load(vector_data, "duckdb_vector_get_data");
        load(vector_validity, "duckdb_vector_get_validity");
    }

    template <class Function>
    void load(Function*& function, const char* name) {
        function = reinterpret_cast<Function*>(dlsym(handle, name));
        if (!function) fail(fmt::format("its library has no function {}", name));
    }

    void* handle;  // never closed: DuckDB keeps threads of its own
    int (*create_config)(void**);
    int (*set_config)(void*, const char*, const char*);
    void (*destroy_config)(void**);
    int (*open)(const char*, void**, void*, char**);
    void (*release)(void*);
    int (*connect)(void*, void**);
    void (*disconnect)(void**);
    void (*close)(void**);
    int (*prepare)(void*, const char*, void**);
    const char* (*prepare_error)(void*);
    void (*destroy_prepare)(void**);
    int (*bind_text)(void*, std::uint64_t, const char*, std::uint64_t);
    int (*execute)(void*, Result*);
    const char* (*result_error)(Result*);
    void (*destroy_result)(Result*);
    std::uint64_t (*column_count)(Result*);
    const char* (*column_name)(Result*, std::uint64_t);
    int (*column_type)(Result*, std::uint64_t);
    void* (*fetch_chunk)(Result);
    void (*destroy_chunk)(void**);
    std::uint64_t (*chunk_size)(void*);
    void* (*chunk_vector)(void*, std::uint64_t);
    void* (*vector_data)(void*);
    std::uint64_t* (*vector_validity)(void*);
};

class DuckDbExecutor final : public Executor {
public:
    DuckDbExecutor(const std::filesystem::path& file, const DuckDbOptions& options)
        : duckdb_{options.library} {
        void* config = nullptr;
        duckdb_.create_config(&config);
        if (!file.empty() && options.access == Access::read_only)
            duckdb_.set_config(config, "access_mode", "READ_ONLY");
        if (options.threads > 0)
            duckdb_.set_config(config, "threads", std::to_string(options.threads).c_str());
        char* error = nullptr;
        const int opened =
            duckdb_.open(file.empty() ? nullptr : file.c_str(), &database_, config, &error);
        duckdb_.destroy_config(&config);
        if (opened != 0) {
            const std::string why = error ? error : "the database cannot be opened";
            duckdb_.release(error);
            fail(why);
        }
        if (duckdb_.connect(database_, &connection_) != 0) {
            duckdb_.close(&database_);
            fail("no connection to the database");
        }
    }
    DuckDbExecutor(const DuckDbExecutor&) = delete;
    DuckDbExecutor& operator=(const DuckDbExecutor&) = delete;
    ~DuckDbExecutor() override {
        duckdb_.disconnect(&connection_);
        duckdb_.close(&database_);
    }

    const Dialect& dialect() const override { return duckdb_dialect(); }

    std::vector<std::string> run(
        const Statement& statement, const std::function<void(Row)>& row) override {
        const Prepared prepared{*this, statement};
        Answer answer{*this, prepared};
        std::vector<std::string> names;
        std::vector<int> types;
        for (std::uint64_t i = 0; i < duckdb_.column_count(&answer.result); ++i) {
            names.emplace_back(duckdb_.column_name(&answer.result, i));
            types.push_back(duckdb_.column_type(&answer.result, i));
        }
        while (void* chunk = duckdb_.fetch_chunk(answer.result)) {
            const Chunk owned{*this, chunk};
            hand_over(chunk, types, row);
        }
        return names;
    }

private:
    struct Prepared {
        const DuckDbExecutor& of;
        void* statement = nullptr;

        Prepared(const DuckDbExecutor& executor, const Statement& text) : of{executor} {
            const Library& duckdb = of.duckdb_;
            if (duckdb.prepare(of.connection_, text.text.c_str(), &statement) != 0) {
                const std::string why = duckdb.prepare_error(statement);
                duckdb.destroy_prepare(&statement);
                fail(why);
            }
            std::uint64_t number = 0;
            for (const std::string& value : text.parameters)
                duckdb.bind_text(statement, ++number, value.data(), value.size());
        }
        Prepared(const Prepared&) = delete;
        Prepared& operator=(const Prepared&) = delete;
        ~Prepared() { of.duckdb_.destroy_prepare(&statement); }
    };
    struct Answer {
        const DuckDbExecutor& of;
        Result result{};

        Answer(const DuckDbExecutor& executor, const Prepared& prepared) : of{executor} {
            if (of.duckdb_.execute(prepared.statement, &result) == 0) return;
            const std::string why = of.duckdb_.result_error(&result);
            of.duckdb_.destroy_result(&result);
            fail(why);
        }
        Answer(const Answer&) = delete;
        Answer& operator=(const Answer&) = delete;
        ~Answer() { of.duckdb_.destroy_result(&result); }
    };
    struct Chunk {
        const DuckDbExecutor& of;
        void* chunk;

        Chunk(const DuckDbExecutor& executor, void* its) : of{executor}, chunk{its} {}
        Chunk(const Chunk&) = delete;
        Chunk& operator=(const Chunk&) = delete;
        ~Chunk() { of.duckdb_.destroy_chunk(&chunk); }
    };

    void hand_over(
        void* chunk, const std::vector<int>& types, const std::function<void(Row)>& row) const {
        std::vector<const void*> data;
        std::vector<const std::uint64_t*> validity;
        for (std::size_t i = 0; i < types.size(); ++i) {
            void* vector = duckdb_.chunk_vector(chunk, i);
            data.push_back(duckdb_.vector_data(vector));
            validity.push_back(duckdb_.vector_validity(vector));
        }
        std::vector<Value> values(types.size());
        std::vector<std::string> texts(types.size());
        for (std::size_t r = 0; r < duckdb_.chunk_size(chunk); ++r) {
            for (std::size_t i = 0; i < types.size(); ++i) {
                const bool is_there = !validity[i] || (validity[i][r / 64] >> (r % 64) & 1U) != 0;
                values[i] = is_there ? value(types[i], data[i], r, texts[i]) : Value{};
            }
            row(values);
        }
    }

    static Value value(int type, const void* data, std::size_t row, std::string& written) {
        const auto at = [&]<class T>(T) { return static_cast<const T*>(data)[row]; };
        switch (type) {
            case tinyint:
                return Value::of(std::int64_t{at(std::int8_t{})});
            case smallint:
                return Value::of(std::int64_t{at(std::int16_t{})});
            case integer:
                return Value::of(std::int64_t{at(std::int32_t{})});
            case bigint:
                return Value::of(at(std::int64_t{}));
            case huge: {
                const int128 number = at(Huge{}).value();
                if (number == static_cast<std::int64_t>(number))
                    return Value::of(static_cast<std::int64_t>(number));
                written = to_text(number);
                return Value::of(std::string_view{written});
            }
            case text:
                return Value::of(static_cast<const Text*>(data)[row].view());
            case floating:
            case doubled:
                written = fmt::format(
                    "{:e}", type == doubled ? at(double{}) : static_cast<double>(at(float{})));
                return Value::of(std::string_view{written});
            default:
                fail("an answer has a column of a type that nobody asked for");
        }
    }

    Library duckdb_;
    void* database_ = nullptr;
    void* connection_ = nullptr;
};

}  // namespace

std::shared_ptr<Executor> open_duckdb(
    const std::filesystem::path& file, const DuckDbOptions& options) {
    return std::make_shared<DuckDbExecutor>(file, options);
}

}  // namespace saleskpi::inline v0_3::sql
