// SPDX-License-Identifier: MIT
#pragma once

#include "load/byte_sources.hpp"
#include "load/file_columns.hpp"

#include <saleskpi/load/file_format.hpp>
#include <saleskpi/load/input.hpp>
#include <saleskpi/load/mapping.hpp>

#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace saleskpi::inline v0_3::detail {

/// Where the rows of a load come from, as often as they are read.
class RowOrigin {
public:
    virtual ~RowOrigin() = default;
    /// No more of it is read than its columns take, if it has a header.
    virtual void read_columns(const ReadRequest& request, ColumnSink& sink) = 0;
    /// The one reading that is for the records tells the progress.
    virtual void read_rows(const ReadRequest& request, RowSink& sink, bool tells_progress) = 0;
};

/// Bytes, which are opened once more each time.
class ByteOrigin final : public RowOrigin {
public:
    using Open = std::function<std::unique_ptr<ByteSource>(bool tells_progress)>;

    ByteOrigin(const FileFormat& format, Open open) : format_{format}, open_{std::move(open)} {}

    void read_columns(const ReadRequest& request, ColumnSink& sink) override {
        const auto source = open_(false);
        HeaderSource header{*source, sink};
        format_.read(header, request, sink);
    }
    void read_rows(const ReadRequest& request, RowSink& sink, bool tells_progress) override {
        const auto source = open_(tells_progress);
        format_.read(*source, request, sink);
    }

private:
    FileFormat format_;
    Open open_;
};

/// Whether what a mapping reads may be asked for more than once.
bool is_read_again(const TableMapping& mapping);

/// The rows of an input. `format` is asked only if it has bytes.
std::unique_ptr<RowOrigin> origin_of(
    const Input& input,
    const FileLayout& layout,
    bool keeps,
    const std::function<const FileFormat&()>& format,
    CountedSource::Progress progress,
    std::string& by_mark);

}  // namespace saleskpi::inline v0_3::detail
