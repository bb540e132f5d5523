// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/chart/glossary.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Threads: values, as with int: any number may read one at once, who writes has it alone; functions
/// without state, for any number at once.
namespace saleskpi::inline v0_3 {

/// A glossary as a file has it: a line for each text, "Overview = Przegląd", and for the title of each
/// KPI, "win_rate = ..."; the first of them "language = pl", "decimal = ,", "group = ." (or "group = space",
/// one that does not break a line). Lines that are empty or begin with # say nothing; the last of several
/// of one text counts. Throws Error invalid_argument for a line without " = ", with its number.
Glossary parse_glossary(std::string_view text);

/// One of those that the library has; nothing for other names. They have all words of pages and the titles
/// of all KPIs; what a KPI's definition and its formula say stays English, and so do findings.
std::optional<Glossary> find_glossary(std::string_view language);
/// "en", "pl", "zh-Hans", "zh-Hant"
std::vector<std::string> glossary_languages();

/// The English texts that a page may say, for who translates them, besides titles of KPIs.
std::vector<std::string> page_words();

}  // namespace saleskpi::inline v0_3
