// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/sql/dialect.hpp>

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Threads: an executor is asked by one thread at a time, unless it says otherwise.
namespace saleskpi::inline v0_3::sql {

/// A text with what is bound to its parameters, from the first on.
struct Statement {
    std::string text;
    std::vector<std::string> parameters{};
};

/// A value of an answer. What is neither missing nor a whole number of 64 bits is the text in which the
/// engine writes it: "2025-01-31", "12.50", an integer of more digits.
struct Value {
    enum class Kind : std::uint8_t { missing, integer, text };

    Kind kind = Kind::missing;
    std::int64_t integer = 0;
    std::string_view text{};

    static Value of(std::int64_t number) { return {Kind::integer, number, {}}; }
    static Value of(std::string_view text) { return {Kind::text, 0, text}; }
    bool is_missing() const { return kind == Kind::missing; }
};

/// The values of a row, in the order of the columns. Texts last until the next row.
using Row = std::span<const Value>;

/// What a connection may do. The library itself writes nothing.
enum class Access : bool { read_only, read_write };

/// What runs statements. One of your own is about twenty lines: see docs/warehouse.md.
class Executor {
public:
    virtual ~Executor() = default;

    virtual const Dialect& dialect() const = 0;

    /// Runs a statement, hands over its rows one by one, and gives the names of the columns. Whatever goes
    /// wrong, even after some rows, is thrown: as Error database_failed, with what the engine says. An answer of
    /// which a part is missing must never look whole.
    virtual std::vector<std::string> run(
        const Statement& statement, const std::function<void(Row)>& row) = 0;
};

}  // namespace saleskpi::inline v0_3::sql
