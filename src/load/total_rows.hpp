// SPDX-License-Identifier: MIT
#pragma once

#include "load/field_source.hpp"
#include "load/row_rules.hpp"

#include <saleskpi/load/file_format.hpp>
#include <saleskpi/value/int128.hpp>

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// A row that looks like a total of others, or like a footer.
struct TotalRow {
    std::size_t line = 0;
    std::string id;
    std::string field;
    std::string value;
    std::string reason;
    bool is_certain = false;   ///< little doubt is left
    std::string difference{};  ///< from the sum of all others, where it is the one total of them
};

/// Whether totals have sums of such fields.
bool is_added_up(FieldType type);

/// Whether some rows are so few among others that they may be something else.
bool are_few(std::size_t some, std::size_t rows);

/// Looks for such rows in a file of which some are suspected. What it says of a row depends on what the
/// others are, never on where they stand. It reads the rows twice: first it collects those that have the
/// look of a total, then it adds up the others.
class TotalFinder {
public:
    TotalFinder(
        std::span<const FieldSource> sources, const WantedColumns& wanted, const RowRules& rules);

    /// `read` hands all rows of the file to a sink.
    std::vector<TotalRow> find(const std::function<void(RowSink&)>& read);

private:
    struct Number {
        std::size_t source;
        std::int64_t value;
    };
    struct Text {
        std::size_t source;
        std::string text;
    };
    struct Suspect {
        std::size_t line = 0;
        std::string id;
        std::optional<std::size_t> word;  ///< the text that has one
        std::string beside;               ///< what else that text says
        std::vector<Text> texts;
        std::vector<Number> numbers;
        bool has_unread_number = false;  ///< written otherwise than the file's numbers should be
    };
    struct Sum {
        int128 value = 0;
        std::size_t rows = 0;
    };
    using Sums = std::map<std::size_t, Sum>;  // by source
    /// What rows must say to be among those that a suspect may be a total of: by source.
    using Group = std::map<std::size_t, std::string>;
    using Pattern = std::vector<std::size_t>;

    class Sink;
    void read_header(std::span<const std::string> columns);
    void read_row(std::size_t line, std::span<const Cell> cells);
    Suspect content_of(std::size_t line, std::span<const Cell> cells) const;
    bool is_single(const Suspect& row) const;
    bool is_suspect(const Suspect& row) const;
    void add(const Suspect& row);
    bool is_label(const Suspect& row) const;
    std::vector<Group> groups_of(const Suspect& suspect) const;
    /// The field of which the suspect has the sum of others, and the number of these.
    std::optional<std::pair<std::size_t, std::size_t>> sum_of(const Suspect& suspect) const;
    std::string difference_of(const Suspect& suspect) const;
    std::optional<TotalRow> judged(const Suspect& suspect) const;

    std::span<const FieldSource> sources_;
    const WantedColumns* wanted_;
    const RowRules* rules_;
    std::optional<std::size_t> id_;  // the source of ids, if the file has any
    bool is_summing_ = false;
    std::size_t rows_ = 0;    // that are no suspects
    std::size_t rich_ = 0;    // of these, which say more than one text
    std::size_t single_ = 0;  // suspects of which nothing but one text is there
    std::vector<Suspect> suspects_;
    std::vector<Suspect> labels_;  // which are records if they are no totals
    std::map<Pattern, std::map<Group, Sums>> groups_;
};

}  // namespace saleskpi::inline v0_3::detail
