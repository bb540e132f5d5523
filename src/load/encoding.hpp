// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/file_format.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// What bytes that are not UTF-8 seem to be, as a mapping says it: "; looks like windows-1252:
/// "encoding": "windows-1252""; empty if nobody can tell.
std::string as_if_encoded(std::string_view bytes);

/// The encoding whose mark a file begins with.
std::optional<std::string_view> marked_encoding(std::string_view begin);

/// Whether there is an encoding of that name.
bool is_encoding(const std::string& name);

/// The same bytes as UTF-8, if the layout or a mark says what they are; else the source as it is.
/// What is not of that encoding throws Error unreadable_file, or, where such rows are to be rejected,
/// becomes a byte that is not UTF-8. Throws invalid_mapping for an unknown encoding.
/// `by_mark` becomes the encoding that a mark says, if it is not UTF-8; it may be null.
std::unique_ptr<ByteSource> decoded(
    std::unique_ptr<ByteSource> source,
    const FileLayout& layout,
    const std::string& file,
    std::string* by_mark = nullptr);

}  // namespace saleskpi::inline v0_3::detail
