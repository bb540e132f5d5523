// SPDX-License-Identifier: MIT
#include "json/checked_json.hpp"

#include "load/byte_sources.hpp"
#include "load/text.hpp"
#include "value/utf8.hpp"

#include <saleskpi/value/error.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::size_t longest_document = std::size_t{16} << 20;

}  // namespace

nlohmann::json parse_checked(std::string_view text, const std::string& name) {
    std::vector<std::set<std::string>> keys;  // of the objects that are open
    const auto check = [&](int, nlohmann::json::parse_event_t event, nlohmann::json& value) {
        using Event = nlohmann::json::parse_event_t;
        if (event == Event::object_start) keys.emplace_back();
        if (event == Event::object_end) keys.pop_back();
        if (event == Event::key && !keys.back().insert(value.get<std::string>()).second)
            throw Error{
                ErrorCode::invalid_json,
                name + ": the key '" + value.get<std::string>() + "' is there twice in one object"};
        return true;
    };
    try {
        return nlohmann::json::parse(text, check);
    } catch (const nlohmann::json::exception& error) {
        std::string_view message = error.what();
        message.remove_prefix((std::min)(message.find("] ") + 2, message.size()));
        throw Error{ErrorCode::invalid_json, name + ": " + shown(message, 300)};
    }
}

std::string whole_text(const std::filesystem::path& path) {
    FileSource source{path, path.string()};
    std::string text;
    std::array<char, 4096> block{};
    while (const std::size_t got = source.read(block.data(), block.size())) {
        text.append(block.data(), got);
        // A device has no end.
        if (text.size() > longest_document)
            throw Error{
                ErrorCode::unreadable_file,
                path.string() + ": cannot be read: it is longer than 16 MiB"};
    }
    return text;
}

void JsonPlace::fail(const std::string& why) const {
    throw Error{code_, name_ + ": " + (path_.empty() ? "" : path_ + ": ") + why};
}

void JsonPlace::fail_unknown(
    const std::string& kind,
    const std::string& word,
    std::span<const std::string_view> known) const {
    const std::string nearest = suggestion(word, known);
    fail(
        "unknown " + kind + " '" + word + "'" +
        (nearest.empty() ? "; known are " + listed(known) : nearest));
}

JsonPlace JsonPlace::inside(const nlohmann::json& value, const std::string& key) const {
    JsonPlace place{value, name_, code_};
    place.path_ = path_ + "/" + key;
    return place;
}

const nlohmann::json& JsonPlace::object() const {
    if (!value_->is_object()) fail("is not an object");
    return *value_;
}

void JsonPlace::allow(
    std::initializer_list<std::string_view> keys,
    std::span<const std::string_view> more,
    std::span<const std::string_view> and_more) const {
    std::vector<std::string_view> known{keys};
    known.insert(known.end(), more.begin(), more.end());
    known.insert(known.end(), and_more.begin(), and_more.end());
    for (const auto& [key, value] : object().items())
        if (std::find(known.begin(), known.end(), key) == known.end())
            fail_unknown("key", key, known);
}

std::optional<JsonPlace> JsonPlace::find(const std::string& key) const {
    const auto found = object().find(key);
    if (found == object().end()) return std::nullopt;
    return inside(*found, key);
}

JsonPlace JsonPlace::at(const std::string& key) const {
    auto found = find(key);
    if (!found) fail("lacks the key '" + key + "'");
    return *found;
}

void JsonPlace::for_each_key(
    const std::function<void(const std::string&, const JsonPlace&)>& action) const {
    for (const auto& [key, value] : object().items())
        action(key, inside(value, key));
}

void JsonPlace::for_each(const std::function<void(const JsonPlace&)>& action) const {
    if (!value_->is_array()) fail("is neither an object nor a list of objects");
    for (std::size_t i = 0; i < value_->size(); ++i)
        action(inside((*value_)[i], std::to_string(i)));
}

std::string JsonPlace::text() const {
    if (!value_->is_string()) fail("is not a text");
    return value_->get<std::string>();
}

std::string JsonPlace::scalar() const {
    if (value_->is_string()) return value_->get<std::string>();
    // A number with a point has been through floating point by now.
    if (!value_->is_number_integer() && !value_->is_boolean())
        fail("is not a text; write a number in quotes");
    return value_->dump();
}

std::vector<std::string> JsonPlace::texts() const {
    if (value_->is_string()) return {text()};
    if (!value_->is_array()) fail("is neither a text nor a list of texts");
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < value_->size(); ++i)
        texts.push_back(inside((*value_)[i], std::to_string(i)).text());
    return texts;
}

}  // namespace saleskpi::inline v0_3::detail
