// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The columns that a file has, by names that may be written otherwise: "Deal owner", "deal_owner".
class FileColumns {
public:
    explicit FileColumns(const std::vector<std::string>& columns);

    /// A further one, which no file has: a mapping makes it.
    void add_made(const std::string& column);

    /// As the file writes it.
    std::optional<std::string> find(std::string_view name) const;
    /// The same, and counts it as used.
    std::optional<std::string> use(std::string_view name);
    /// The same for all that are called like a pattern; whether there is any.
    bool use_like(std::string_view pattern);
    /// How many columns of the file were used.
    std::size_t used() const { return used_.size(); }

private:
    std::map<std::string, std::string> by_letters_;
    std::set<std::string> made_;
    std::set<std::string> used_;
};

/// All columns that a mapping names for its fields.
void add_columns(const nlohmann::ordered_json& mapping, std::set<std::string>& columns);

/// A table of a mapping without what needs columns that the file does not have; null where it would unpivot none.
nlohmann::ordered_json fitted_table(const nlohmann::ordered_json& table, FileColumns& columns);

}  // namespace saleskpi::inline v0_3::detail
