// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/value/error.hpp>
#include <saleskpi/value/text_sink.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// Gathers a text and hands it to a sink in chunks.
class TextBuffer {
public:
    static constexpr std::size_t chunk = 64 * 1024;

    /// The sink must outlive the buffer. Throws Error invalid_argument for an empty one.
    explicit TextBuffer(const TextSink& sink) : sink_{&sink} {
        if (!sink) throw Error{ErrorCode::invalid_argument, "a text is written to an empty sink"};
    }

    void add(std::string_view text) {
        text_ += text;
        if (text_.size() >= chunk) finish();
    }
    void add(char c) { add(std::string_view{&c, 1}); }

    /// Hands over what there is: once, at the end, unless writing has failed.
    void finish() {
        if (!text_.empty()) (*sink_)(text_);
        text_.clear();
    }

private:
    const TextSink* sink_;
    std::string text_;
};

/// The whole text that a call `write(sink)` writes.
template <class Write>
std::string written(const Write& write) {
    std::string text;
    write([&text](std::string_view part) { text += part; });
    return text;
}

}  // namespace saleskpi::inline v0_3::detail
