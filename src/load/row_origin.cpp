// SPDX-License-Identifier: MIT
#include "load/row_origin.hpp"

#include "load/input_data.hpp"

#include <algorithm>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Rows that the caller has.
class RowsOrigin final : public RowOrigin {
public:
    RowsOrigin(InputData& data, bool keeps) : data_{&data}, keeps_{keeps} {}

    void read_columns(const ReadRequest& request, ColumnSink& sink) override {
        data_->read(request, sink, keeps_);
    }
    void read_rows(const ReadRequest& request, RowSink& sink, bool) override {
        data_->read(request, sink, keeps_);
    }

private:
    InputData* data_;
    bool keeps_;
};

}  // namespace

bool is_read_again(const TableMapping& mapping) {
    return mapping.totals != TotalRows::keep || mapping.unpivot || mapping.number.is_inferred ||
           std::any_of(mapping.fields.begin(), mapping.fields.end(), [](const auto& field) {
               return field.second.number && field.second.number->is_inferred;
           });
}

std::unique_ptr<RowOrigin> origin_of(
    const Input& input,
    const FileLayout& layout,
    bool keeps,
    const std::function<const FileFormat&()>& format,
    CountedSource::Progress progress,
    std::string& by_mark) {
    InputData& data = InputAccess::data(input);
    if (data.has_rows()) return std::make_unique<RowsOrigin>(data, keeps);
    return std::make_unique<ByteOrigin>(
        format(), [&, keeps, progress = std::move(progress)](bool tells_progress) {
            auto source = data.open(keeps);
            if (tells_progress && progress)
                source = std::make_unique<CountedSource>(
                    std::move(source), input.name(), data.size(), progress);
            return text_of(std::move(source), input.name(), layout, &by_mark);
        });
}

}  // namespace saleskpi::inline v0_3::detail
