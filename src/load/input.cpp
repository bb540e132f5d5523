// SPDX-License-Identifier: MIT
#include "load/byte_sources.hpp"
#include "load/header_columns.hpp"
#include "load/input_data.hpp"

#include <saleskpi/load/input.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace saleskpi::inline v0_3 {

namespace detail {

namespace {

class TextInput final : public InputData {
public:
    explicit TextInput(std::string_view text) : text_{text} {}
    std::unique_ptr<ByteSource> open(bool) override { return std::make_unique<TextSource>(text_); }
    std::uint64_t size() const override { return text_.size(); }

private:
    std::string_view text_;
};

/// Bytes that come once, and are kept where they may be asked for again.
class ByteInput final : public InputData {
public:
    explicit ByteInput(ByteSource& source) : source_{&source} {}

    std::unique_ptr<ByteSource> open(bool keeps) override {
        return std::make_unique<Reader>(*this, keeps);
    }

private:
    class Reader final : public ByteSource {
    public:
        Reader(ByteInput& input, bool keeps) : input_{&input}, keeps_{keeps} {}

        std::size_t read(char* to, std::size_t n) override {
            const std::string_view kept = std::string_view{input_->kept_}.substr(taken_);
            std::size_t got = kept.copy(to, n);
            if (got == 0) {
                got = input_->source_->read(to, n);
                if (keeps_) input_->kept_.append(to, got);
            }
            if (keeps_) taken_ += got;
            return got;
        }

    private:
        ByteInput* input_;
        bool keeps_;
        std::size_t taken_ = 0;
    };

    ByteSource* source_;
    std::string kept_;
};

using Row = std::vector<std::string>;

class RowInput : public InputData {
public:
    explicit RowInput(std::vector<std::string> columns) : columns_{std::move(columns)} {}

    bool has_rows() const override { return true; }
    void read(const ReadRequest& request, RowSink& sink, bool keeps) override {
        const HeaderColumns columns{columns_};
        const std::vector<std::size_t> found = columns.find(request);
        std::vector<Cell> cells(found.size());
        sink.header(columns.names_as_wanted(request.columns, found));
        std::size_t line = 0;
        each(keeps, [&](const Row& row) {
            ++line;
            if (row.size() > columns.size())
                return sink.reject(
                    line, row[columns.size()], "is one value more than there are columns");
            for (std::size_t i = 0; i < cells.size(); ++i)
                cells[i] = {found[i] < row.size() ? std::string_view{row[found[i]]} : ""};
            sink.row(line, cells);
        });
    }

protected:
    using Take = std::function<void(const Row&)>;

private:
    virtual void each(bool keeps, const Take& take) = 0;

    std::vector<std::string> columns_;
};

class KnownRows final : public RowInput {
public:
    KnownRows(std::vector<std::string> columns, const std::vector<Row>& rows)
        : RowInput{std::move(columns)}, rows_{&rows} {}

private:
    void each(bool, const Take& take) override {
        std::for_each(rows_->begin(), rows_->end(), take);
    }

    const std::vector<Row>* rows_;
};

class RowsOnce final : public RowInput {
public:
    RowsOnce(std::vector<std::string> columns, Input::NextRow next)
        : RowInput{std::move(columns)}, next_{std::move(next)} {}

private:
    void each(bool keeps, const Take& take) override {
        std::for_each(kept_.begin(), kept_.end(), take);
        for (Row row; !is_at_end_;) {
            row.clear();
            is_at_end_ = !next_(row);
            if (is_at_end_) break;
            if (keeps) kept_.push_back(row);
            take(row);
        }
    }

    Input::NextRow next_;
    bool is_at_end_ = false;
    std::vector<Row> kept_;
};

}  // namespace

}  // namespace detail

Input::Input(std::string name, std::shared_ptr<detail::InputData> data)
    : name_{std::move(name)}, data_{std::move(data)} {}

Input Input::text(std::string name, std::string_view text) {
    return {std::move(name), std::make_shared<detail::TextInput>(text)};
}

Input Input::bytes(std::string name, ByteSource& source) {
    return {std::move(name), std::make_shared<detail::ByteInput>(source)};
}

Input Input::rows(std::string name, std::vector<std::string> columns, NextRow next) {
    return {
        std::move(name), std::make_shared<detail::RowsOnce>(std::move(columns), std::move(next))};
}

Input Input::rows(
    std::string name,
    std::vector<std::string> columns,
    const std::vector<std::vector<std::string>>& rows) {
    return {std::move(name), std::make_shared<detail::KnownRows>(std::move(columns), rows)};
}

}  // namespace saleskpi::inline v0_3
