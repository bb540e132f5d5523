// SPDX-License-Identifier: MIT
#include "grid.hpp"

#include "text_width.hpp"

#include <algorithm>
#include <string_view>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::string_view gap = "  ";
constexpr std::size_t narrowest_heading = 10;  // below it a title would break too often

struct NumberColumn {
    std::vector<std::string> heading;
    std::size_t width = 0;
};

class Drawing {
public:
    Drawing(const Grid& grid, std::size_t width) : grid_{&grid}, limit_{width} {
        measure_keys();
        measure_numbers();
    }

    std::string text() {
        std::size_t first = 0;
        do {
            if (first > 0) text_ += '\n';
            const std::size_t last = end_of_block(first);
            draw_block(first, last);
            first = last;
        } while (first < columns_.size());
        return std::move(text_);
    }

private:
    void measure_keys() {
        for (const std::string& heading : grid_->key_headings)
            key_widths_.push_back(display_width(heading));
        for (const Grid::Row& row : grid_->rows)
            for (std::size_t k = 0; k < row.keys.size(); ++k)
                if (!runs_over(row, k))
                    key_widths_[k] = (std::max)(key_widths_[k], display_width(row.keys[k]));
        for (const Grid::Row& row : grid_->rows)
            for (std::size_t k = 0; k < row.keys.size(); ++k)
                if (runs_over(row, k)) make_room(row, k);
        for (const std::size_t width : key_widths_)
            keys_width_ += width + gap.size();
    }

    static bool runs_over(const Grid::Row& row, std::size_t key) {
        return key + 1 < row.keys.size() && row.keys[key + 1].empty();
    }

    /// The places from a key to the next one that is not empty, and the last key among them.
    std::size_t room(const Grid::Row& row, std::size_t key, std::size_t& last) const {
        std::size_t width = key_widths_[key];
        for (last = key; runs_over(row, last); ++last)
            width += gap.size() + key_widths_[last + 1];
        return width;
    }

    void make_room(const Grid::Row& row, std::size_t key) {
        std::size_t last = key;
        const std::size_t there = room(row, key, last);
        const std::size_t needed = display_width(row.keys[key]);
        if (needed > there) key_widths_[last] += needed - there;
    }

    void measure_numbers() {
        for (std::size_t n = 0; n < grid_->number_headings.size(); ++n) {
            NumberColumn column;
            for (const Grid::Row& row : grid_->rows)
                column.width = (std::max)(column.width, display_width(row.numbers[n]));
            column.heading =
                wrapped(grid_->number_headings[n], (std::max)(column.width, narrowest_heading));
            for (const std::string& line : column.heading)
                column.width = (std::max)(column.width, display_width(line));
            columns_.push_back(std::move(column));
        }
    }

    /// At least one column of numbers goes into a block.
    std::size_t end_of_block(std::size_t first) const {
        std::size_t width = keys_width_;
        std::size_t last = first;
        while (last < columns_.size()) {
            width += columns_[last].width + (last > first ? gap.size() : 0);
            if (limit_ > 0 && width > limit_ && last > first) break;
            ++last;
        }
        return last;
    }

    void draw_block(std::size_t first, std::size_t last) {
        const std::string rule = has_headings() ? draw_headings(first, last) : std::string{};
        for (const Grid::Row& row : grid_->rows) {
            if (row.spaced) text_ += '\n';
            if (row.ruled) add_line(rule);
            std::string line = keys_of(row);
            for (std::size_t n = first; n < last; ++n)
                add_number(line, row.numbers[n], n, n == first);
            add_line(std::move(line));
        }
    }

    bool has_headings() const {
        const auto is_empty = [](const std::string& heading) { return heading.empty(); };
        return !std::all_of(grid_->key_headings.begin(), grid_->key_headings.end(), is_empty) ||
               !std::all_of(grid_->number_headings.begin(), grid_->number_headings.end(), is_empty);
    }

    /// Draws the headings, standing on a rule of dashes, and returns the rule.
    std::string draw_headings(std::size_t first, std::size_t last) {
        std::size_t height = 1;
        for (std::size_t n = first; n < last; ++n)
            height = (std::max)(height, columns_[n].heading.size());
        for (std::size_t i = 0; i < height; ++i) {
            std::string line;
            for (std::size_t k = 0; k < key_widths_.size(); ++k) {
                const bool is_last_line = i + 1 == height;
                line += left_aligned(is_last_line ? grid_->key_headings[k] : "", key_widths_[k]);
                line += gap;
            }
            for (std::size_t n = first; n < last; ++n) {
                const auto& heading = columns_[n].heading;
                const std::size_t blank = height - heading.size();
                add_number(line, i < blank ? std::string{} : heading[i - blank], n, n == first);
            }
            add_line(std::move(line));
        }
        std::string rule;
        for (const std::size_t width : key_widths_)
            rule += std::string(width, '-') + std::string{gap};
        for (std::size_t n = first; n < last; ++n)
            add_number(rule, std::string(columns_[n].width, '-'), n, n == first);
        add_line(rule);
        return rule;
    }

    std::string keys_of(const Grid::Row& row) const {
        std::string line;
        for (std::size_t k = 0; k < row.keys.size(); ++k) {
            std::size_t last = k;
            const std::size_t width = row.keys[k].empty() ? key_widths_[k] : room(row, k, last);
            line += left_aligned(row.keys[k], width);
            line += gap;
            k = last;
        }
        return line;
    }

    void add_number(std::string& line, const std::string& number, std::size_t n, bool is_first) {
        if (!is_first) line += gap;
        line += right_aligned(number, columns_[n].width);
    }

    void add_line(std::string line) {
        while (!line.empty() && line.back() == ' ')
            line.pop_back();
        text_ += line;
        text_ += '\n';
    }

    const Grid* grid_;
    std::size_t limit_;
    std::vector<std::size_t> key_widths_;
    std::size_t keys_width_ = 0;
    std::vector<NumberColumn> columns_;
    std::string text_;
};

}  // namespace

std::string draw(const Grid& grid, std::size_t width) { return Drawing{grid, width}.text(); }

}  // namespace saleskpi::inline v0_3::detail
