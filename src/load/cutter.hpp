// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/file_format.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What formats need that are read in parts, of which each ends with a line.
namespace saleskpi::inline v0_3::detail {

/// A text, and then the rest of a source.
class Chain final : public ByteSource {
public:
    Chain(std::string_view text, ByteSource& rest) : text_{text}, rest_{&rest} {}

    std::size_t read(char* to, std::size_t n) override {
        if (text_.empty()) {
            has_passed_text_ = true;
            return rest_->read(to, n);
        }
        const std::size_t copied = text_.copy(to, n);
        text_.remove_prefix(copied);
        return copied;
    }
    bool has_passed_text() const { return has_passed_text_; }

private:
    std::string_view text_;
    ByteSource* rest_;
    bool has_passed_text_ = false;
};

/// Cuts a source into texts that end with a line.
class Cutter {
public:
    Cutter(ByteSource& source, std::size_t bytes) : source_{&source}, bytes_{bytes} {}

    /// The next text. The last one may be empty, or, where there is a line longer than a text, be
    /// any part of the file.
    std::string next() {
        std::string text = std::exchange(rest_, {});
        const std::size_t before = text.size();
        text.resize((std::max)(bytes_, before + 1));
        std::size_t size = before;
        while (size < text.size()) {
            const std::size_t got = source_->read(text.data() + size, text.size() - size);
            if (got == 0) is_last_ = true;
            if (got == 0) break;
            size += got;
        }
        text.resize(size);
        if (is_last_) return text;
        const std::size_t end = text.rfind('\n');
        if (end == std::string::npos) {
            is_last_ = true;
        } else {
            rest_ = text.substr(end + 1);
            text.resize(end + 1);
        }
        return text;
    }
    /// Whether what follows is not to be cut, or there is nothing more.
    bool is_last() const { return is_last_; }
    /// What was read of the source already and is not in the texts.
    const std::string& rest() const { return rest_; }

private:
    ByteSource* source_;
    std::size_t bytes_;
    std::string rest_;
    bool is_last_ = false;
};

/// Sinks for parts, used again and again: fresh memory costs about as much as the parsing.
class SinkPool {
public:
    explicit SinkPool(RowSink& whole) : whole_{&whole} {}

    std::unique_ptr<RowSink> take() {
        const std::lock_guard lock{mutex_};
        if (empty_.empty()) return whole_->part();
        std::unique_ptr<RowSink> sink = std::move(empty_.back());
        empty_.pop_back();
        return sink;
    }
    void give_back(std::unique_ptr<RowSink> sink) {
        const std::lock_guard lock{mutex_};
        empty_.push_back(std::move(sink));
    }

private:
    RowSink* whole_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<RowSink>> empty_;
};

}  // namespace saleskpi::inline v0_3::detail
