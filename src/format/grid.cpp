// SPDX-License-Identifier: MIT
#include "grid.hpp"

#include "value/text_width.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

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
    Drawing(const Grid& grid, std::size_t width, TextBuffer& out)
        : grid_{&grid}, limit_{width}, out_{&out} {
        measure();
    }

    void draw() {
        std::size_t first = 0;
        do {
            if (first > 0) out_->add('\n');
            const std::size_t last = end_of_block(first);
            draw_block(first, last);
            first = last;
        } while (first < columns_.size());
    }

private:
    void measure() {
        columns_.resize(grid_->number_headings.size());
        for (const std::string& heading : grid_->key_headings)
            key_widths_.push_back(display_width(heading));
        over_.resize(key_widths_.size());
        grid_->each_row(0, columns_.size(), [&](const GridRow& row) {
            for (std::size_t k = 0; k < row.keys.size(); ++k)
                measure_key(row, k);
            for (std::size_t n = 0; n < columns_.size(); ++n)
                columns_[n].width = (std::max)(columns_[n].width, display_width(row.numbers[n]));
        });
        make_room();
        for (std::size_t n = 0; n < columns_.size(); ++n) {
            NumberColumn& column = columns_[n];
            column.heading =
                wrapped(grid_->number_headings[n], (std::max)(column.width, narrowest_heading));
            for (const std::string& line : column.heading)
                column.width = (std::max)(column.width, display_width(line));
        }
    }

    void measure_key(const GridRow& row, std::size_t key) {
        const std::size_t width = display_width(row.keys[key]);
        std::size_t& known =
            runs_over(row, key) ? over_[key][last_key(row, key)] : key_widths_[key];
        known = (std::max)(known, width);
    }

    static bool runs_over(const GridRow& row, std::size_t key) {
        return key + 1 < row.keys.size() && row.keys[key + 1].empty();
    }
    /// The last of the empty keys that a key runs over into.
    static std::size_t last_key(const GridRow& row, std::size_t key) {
        while (runs_over(row, key))
            ++key;
        return key;
    }

    /// The places from a key to another.
    std::size_t room(std::size_t key, std::size_t last) const {
        std::size_t width = key_widths_[key];
        while (key++ < last)
            width += gap.size() + key_widths_[key];
        return width;
    }

    /// For keys that run over: the last key that they run into grows.
    void make_room() {
        for (std::size_t key = 0; key < over_.size(); ++key)
            for (const auto& [last, needed] : over_[key])
                if (const std::size_t there = room(key, last); needed > there)
                    key_widths_[last] += needed - there;
        for (const std::size_t width : key_widths_)
            keys_width_ += width + gap.size();
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
        grid_->each_row(first, last, [&](const GridRow& row) {
            if (row.spaced) out_->add('\n');
            if (row.ruled) add_line(rule);
            std::string line = keys_of(row);
            for (std::size_t n = first; n < last; ++n)
                add_number(line, row.numbers[n - first], n, n == first);
            add_line(std::move(line));
        });
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

    std::string keys_of(const GridRow& row) const {
        std::string line;
        for (std::size_t k = 0; k < row.keys.size(); ++k) {
            const std::size_t last = row.keys[k].empty() ? k : last_key(row, k);
            line += left_aligned(row.keys[k], room(k, last));
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
        line += '\n';
        out_->add(line);
    }

    const Grid* grid_;
    std::size_t limit_;
    TextBuffer* out_;
    std::vector<std::size_t> key_widths_;
    /// Of keys that run over: the widest, by the key and the last one that it runs into.
    std::vector<std::map<std::size_t, std::size_t>> over_;
    std::size_t keys_width_ = 0;
    std::vector<NumberColumn> columns_;
};

}  // namespace

void draw(const Grid& grid, std::size_t width, TextBuffer& out) {
    Drawing{grid, width, out}.draw();
}

}  // namespace saleskpi::inline v0_3::detail
