// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/file_format.hpp>
#include <saleskpi/value/error.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// A sink that notes what it is told, in words, and takes parts if asked to.
class RowNotes final : public saleskpi::RowSink {
public:
    explicit RowNotes(bool takes_parts) : takes_parts_{takes_parts} {}

    void header(std::span<const std::string> columns) override {
        for (const std::string& column : columns)
            note(0, "column " + column);
    }
    void keys(std::span<const std::string> columns) override {
        for (const std::string& column : columns)
            note(0, "key " + column);
    }
    void row(std::size_t line, std::span<const saleskpi::Cell> cells) override {
        std::string text = "row";
        for (const saleskpi::Cell& cell : cells)
            text += " [" + std::string{cell.text} + "]";
        note(line, text);
        if (fails_at_ == cells[0].text)
            throw saleskpi::Error{saleskpi::ErrorCode::invalid_argument, "no more"};
    }
    void reject(std::size_t line, std::string_view value, std::string_view reason) override {
        note(line, "rejected [" + std::string{value} + "] " + std::string{reason});
    }
    std::unique_ptr<saleskpi::RowSink> part() override {
        if (!takes_parts_) return nullptr;
        auto part = std::make_unique<RowNotes>(false);
        part->fails_at_ = fails_at_;
        return part;
    }
    void take(saleskpi::RowSink& sink, std::size_t lines_before) override {
        auto& part = static_cast<RowNotes&>(sink);
        for (auto& [line, text] : part.notes_)
            note(line + lines_before, text);
        part.notes_.clear();
        ++parts_;
    }

    void fail_at(const std::string& value) { fails_at_ = value; }
    std::size_t parts() const { return parts_; }
    std::vector<std::string> notes() const {
        std::vector<std::string> result;
        for (const auto& [line, text] : notes_)
            result.push_back(std::to_string(line) + ": " + text);
        return result;
    }

private:
    void note(std::size_t line, std::string text) { notes_.emplace_back(line, std::move(text)); }

    bool takes_parts_;
    std::optional<std::string> fails_at_;
    std::size_t parts_ = 0;
    std::vector<std::pair<std::size_t, std::string>> notes_;
};

/// Calls the action with a sink and returns what it was told, the error at the end included.
template <class Action>
std::vector<std::string> notes_of(bool takes_parts, Action action) {
    RowNotes sink{takes_parts};
    std::string error;
    try {
        action(sink);
    } catch (const saleskpi::Error& e) {
        error = std::string{name(e.code())} + ": " + e.what();
    }
    std::vector<std::string> notes = sink.notes();
    if (!error.empty()) notes.push_back(error);
    return notes;
}
