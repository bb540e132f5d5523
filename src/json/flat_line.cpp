// SPDX-License-Identifier: MIT
#include "json/flat_line.hpp"

#include "value/digits.hpp"

#include <cstddef>
#include <cstring>
#include <string>

#if SALESKPI_SIMDJSON
#include <simdjson.h>
#endif

namespace saleskpi::inline v0_3::detail {

#if SALESKPI_SIMDJSON

namespace {

using simdjson::ondemand::json_type;

std::string_view without_blanks_behind(std::string_view token) {
    while (!token.empty() &&
           std::string_view{" \t\n\r"}.find(token.back()) != std::string_view::npos)
        token.remove_suffix(1);
    return token;
}

/// Takes digits off the front, at least one.
bool take_digits(std::string_view& text) {
    std::size_t n = 0;
    while (n < text.size() && is_digit(text[n]))
        ++n;
    text.remove_prefix(n);
    return n > 0;
}

/// Whether a token is a number as JSON writes it, and one that every parser takes as it is: neither -0, nor
/// so large that it may exceed a double.
bool is_number(std::string_view text) {
    constexpr std::size_t most_digits = 300;
    if (text == "-0" || text.size() > most_digits) return false;
    if (text.starts_with('-')) text.remove_prefix(1);
    if (text.starts_with('0') && text.size() > 1 && is_digit(text[1])) return false;
    if (!take_digits(text)) return false;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        if (!take_digits(text)) return false;
    }
    return text.empty();
}

}  // namespace

struct FlatLine::Parser {
    simdjson::ondemand::parser parser;
    std::string padded;

    bool read(std::string_view line, RowHandler& to) {
        // The parser reads some bytes behind the text.
        if (padded.size() < line.size() + simdjson::SIMDJSON_PADDING)
            padded.resize(2 * line.size() + simdjson::SIMDJSON_PADDING);
        std::memcpy(padded.data(), line.data(), line.size());
        simdjson::ondemand::document document;
        simdjson::ondemand::object object;
        if (parser.iterate(padded.data(), line.size(), padded.size()).get(document) ||
            document.get_object().get(object))
            return false;
        for (auto field : object) {
            std::string_view key;
            simdjson::ondemand::value value;
            if (field.unescaped_key().get(key) || field.value().get(value)) return false;
            if (!take(key, value, to)) return false;
        }
        // Else there is more on the line.
        return document.current_location().error() == simdjson::OUT_OF_BOUNDS;
    }

private:
    static bool take(std::string_view key, simdjson::ondemand::value& value, RowHandler& to) {
        json_type type{};
        if (value.type().get(type)) return false;
        switch (type) {
            case json_type::string: {
                std::string_view text;
                return !value.get_string().get(text) && to.take_flat(key, text, Cell::Kind::text);
            }
            case json_type::number: {
                const std::string_view text = without_blanks_behind(value.raw_json_token());
                return is_number(text) && to.take_flat(key, text, Cell::Kind::number);
            }
            case json_type::boolean: {
                bool flag = false;
                return !value.get_bool().get(flag) &&
                       to.take_flat(key, flag ? "true" : "false", Cell::Kind::text);
            }
            case json_type::null:
                return is_null(value) && to.take_flat(key, "", Cell::Kind::text);
            default:
                return false;
        }
    }
    static bool is_null(simdjson::ondemand::value& value) {
        bool null = false;
        // Some versions say it at once, others with an error beside it.
        return !simdjson::simdjson_result<bool>{value.is_null()}.get(null) && null;
    }
};

FlatLine::FlatLine() {
#if defined(__x86_64__)
    // This file is compiled for processors that have these, as all since 2010 do.
    if (!__builtin_cpu_supports("sse4.2") || !__builtin_cpu_supports("pclmul")) return;
#endif
    parser_ = std::make_unique<Parser>();
}
bool FlatLine::read(std::string_view line, RowHandler& to) {
    return parser_ && parser_->read(line, to);
}

#else

struct FlatLine::Parser {};
FlatLine::FlatLine() = default;
bool FlatLine::read(std::string_view, RowHandler&) { return false; }

#endif

FlatLine::~FlatLine() = default;

}  // namespace saleskpi::inline v0_3::detail
