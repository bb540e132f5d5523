// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/plan/definition.hpp>

#include <functional>
#include <map>
#include <string>
#include <string_view>

/// Threads: values, as with int: any number may read one at once, who writes has it alone.
namespace saleskpi::inline v0_3 {

/// How charts and pages speak to people: the words of one language, and how it writes numbers. What is
/// not in it stays English. <saleskpi/html/glossary.hpp> has some.
struct Glossary {
    std::string language = "en";  ///< of BCP 47: "zh-Hans"
    std::string decimal = ".";    ///< between units and tenths
    std::string group = ",";      ///< between thousands and hundreds; may be empty
    /// By what they are in English, "Overview"; titles of KPIs by the KPI's id, "win_rate".
    std::map<std::string, std::string, std::less<>> words{};

    /// The text, or the English one.
    std::string_view say(std::string_view english) const {
        const auto found = words.find(english);
        return found == words.end() ? english : std::string_view{found->second};
    }
    /// The title of a metric; those of attainment(x) and target(x) by that of x.
    std::string title(const Definition& metric) const;
};

}  // namespace saleskpi::inline v0_3
