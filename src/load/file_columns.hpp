// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/file_format.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// Takes the columns of a file, and none of its rows.
class ColumnSink final : public RowSink {
public:
    void header(std::span<const std::string> columns) override {
        columns_.assign(columns.begin(), columns.end());
        has_header_ = true;
    }
    void keys(std::span<const std::string> columns) override {
        columns_.assign(columns.begin(), columns.end());
    }
    void row(std::size_t /*line*/, std::span<const Cell> /*cells*/) override {}
    void reject(
        std::size_t /*line*/, std::string_view /*value*/, std::string_view /*reason*/) override {}

    const std::vector<std::string>& columns() const { return columns_; }
    /// Whether nothing that follows can be a further column.
    bool has_header() const { return has_header_; }

private:
    std::vector<std::string> columns_;
    bool has_header_ = false;
};

/// A source that ends once the header has been read.
class HeaderSource final : public ByteSource {
public:
    HeaderSource(ByteSource& source, const ColumnSink& sink) : source_{&source}, sink_{&sink} {}
    std::size_t read(char* to, std::size_t n) override {
        return sink_->has_header() ? 0 : source_->read(to, n);
    }

private:
    ByteSource* source_;
    const ColumnSink* sink_;
};

}  // namespace saleskpi::inline v0_3::detail
