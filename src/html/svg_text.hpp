// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

/// The text as it stands between tags, of XML and of HTML alike: a parser reads the same again. What
/// neither can have, zeros and the like and bytes that are no UTF-8, becomes U+FFFD.
std::string escaped(std::string_view text);

/// The same between double quotes.
std::string attribute_text(std::string_view text);

/// About how wide a text is, in pixels. No font is known here: it is that of a wide one.
double text_width(std::string_view text, double size);

/// The text, cut so that it takes no more than a width; one that is cut ends in an ellipsis.
std::string fitted(std::string_view text, double width, double size);

}  // namespace saleskpi::inline v0_3::detail
