// SPDX-License-Identifier: MIT
#pragma once

#include "json_string.hpp"
#include "value/text_buffer.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Writes a JSON object member by member: those that are small two spaces deep, long lists with an
/// element per line.
class DocumentWriter {
public:
    explicit DocumentWriter(const TextSink& sink) : out_{sink} {}

    void member(std::string_view key, const nlohmann::json& value);

    void begin_list(std::string_view key);
    /// An element of the list, in one line.
    void line(std::string_view element);
    void end_list();

    void finish();

private:
    void begin_member(std::string_view key);

    TextBuffer out_;
    bool has_members_ = false;
    bool has_lines_ = false;
};

}  // namespace saleskpi::inline v0_3::detail
