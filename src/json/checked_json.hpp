// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/error.hpp>

#include <nlohmann/json.hpp>

#include <filesystem>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Parses a document that people write by hand. Throws Error invalid_json with the position, also
/// for a key that an object has twice: of these the parser would keep one and drop the other.
nlohmann::json parse_checked(std::string_view text, const std::string& name);

/// All of a file, which may be a pipe. Throws Error unreadable_file, also for one longer than 16 MiB,
/// and empty_file.
std::string whole_text(const std::filesystem::path& path);

/// A value in such a document, and where it stands. All that is asked of it and that it is not
/// throws Error of the given code: "mapping.json: /tables/deals/file: is not a text".
class JsonPlace {
public:
    JsonPlace(
        const nlohmann::json& value, std::string name, ErrorCode code = ErrorCode::invalid_mapping)
        : value_{&value}, name_{std::move(name)}, code_{code} {}

    bool is_null() const { return value_->is_null(); }
    bool is_object() const { return value_->is_object(); }
    bool is_list() const { return value_->is_array(); }
    bool begins_with_object() const {
        return is_list() && !value_->empty() && value_->front().is_object();
    }
    /// No value for anything but true and false.
    std::optional<bool> boolean() const {
        return value_->is_boolean() ? std::optional{value_->get<bool>()} : std::nullopt;
    }

    /// The object has no other keys than these.
    void allow(
        std::initializer_list<std::string_view> keys,
        std::span<const std::string_view> more = {},
        std::span<const std::string_view> and_more = {}) const;
    std::optional<JsonPlace> find(const std::string& key) const;
    JsonPlace at(const std::string& key) const;
    void for_each_key(
        const std::function<void(const std::string&, const JsonPlace&)>& action) const;
    void for_each(const std::function<void(const JsonPlace&)>& action) const;

    std::string text() const;
    /// A text, or a number or a boolean as it would be written.
    std::string scalar() const;
    /// A text, or a list of texts.
    std::vector<std::string> texts() const;

    [[noreturn]] void fail(const std::string& why) const;
    /// "unknown key 'colum' (did you mean 'columns'?)".
    [[noreturn]] void fail_unknown(
        const std::string& kind,
        const std::string& word,
        std::span<const std::string_view> known) const;

private:
    JsonPlace inside(const nlohmann::json& value, const std::string& key) const;
    const nlohmann::json& object() const;

    const nlohmann::json* value_;
    std::string name_;  // of the document
    std::string path_;  // of the value: "/tables/deals"
    ErrorCode code_;
};

}  // namespace saleskpi::inline v0_3::detail
