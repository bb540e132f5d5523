// SPDX-License-Identifier: MIT
#include "csv/parallel_csv.hpp"

#include "csv/csv_reader.hpp"
#include "load/cutter.hpp"
#include "load/in_order.hpp"

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

class RowsInParts final : public PartedWork {
public:
    RowsInParts(
        ByteSource& source,
        Cutter& cutter,
        const ReadRequest& request,
        const CsvHeader& header,
        RowSink& sink)
        : source_{&source},
          cutter_{&cutter},
          request_{&request},
          header_{&header},
          sink_{&sink},
          sinks_{sink} {}

    /// What is there of the file already, of which so many lines were read.
    void begin_with(std::string text, std::size_t lines) {
        first_ = std::move(text);
        lines_ = lines;
    }

    std::unique_ptr<Part> next() override {
        if (is_joining_ || (has_cut_ && cutter_->is_last())) return nullptr;
        auto text = std::make_unique<Text>();
        text->bytes = has_cut_ ? cutter_->next() : std::move(first_);
        has_cut_ = true;
        if (!cutter_->is_last()) return text;
        last_ = std::move(text->bytes);
        return nullptr;
    }

    void work(Part& part) override { read(static_cast<Text&>(part)); }

    void deliver(std::unique_ptr<Part> part) override {
        auto& text = static_cast<Text&>(*part);
        if (is_joining_) {
            unread_ += text.bytes;
            return;
        }
        if (!unread_.empty()) {
            // This part does not begin with a record: what was read of it is void.
            text.bytes.insert(0, unread_);
            read(text);
            // A record that goes on even here is not read again with each further part.
            is_joining_ = text.read_bytes == 0;
        }
        sink_->take(*text.sink, lines_);
        sinks_.give_back(std::move(text.sink));
        lines_ += text.read_lines;
        unread_ = text.bytes.substr(text.read_bytes);
    }

    /// Reads what is left, without cutting it.
    void finish() {
        unread_ += last_;
        unread_ += cutter_->rest();
        Chain rest{unread_, *source_};
        CsvReader reader{rest, *request_, *header_, lines_, *sink_};
        reader.read_rows();
    }

private:
    struct Text final : Part {
        std::string bytes;
        std::unique_ptr<RowSink> sink;
        std::size_t read_bytes = 0;
        std::size_t read_lines = 0;
    };

    void read(Text& text) {
        text.sink = sinks_.take();
        CsvReader reader{text.bytes, *request_, *header_, *text.sink};
        reader.read_rows(true);
        text.read_bytes = reader.position();
        text.read_lines = reader.lines();
    }

    ByteSource* source_;
    Cutter* cutter_;
    const ReadRequest* request_;
    const CsvHeader* header_;
    RowSink* sink_;
    std::string first_;
    std::string last_;
    bool has_cut_ = false;
    SinkPool sinks_;
    // Of the delivery:
    std::size_t lines_ = 0;
    std::string unread_;
    std::atomic<bool> is_joining_{false};
};

}  // namespace

void read_csv_in_parts(
    ByteSource& source, const ReadRequest& request, RowSink& sink, std::size_t part_bytes) {
    Cutter cutter{source, part_bytes};
    const std::string first = cutter.next();
    const std::string all = first + cutter.rest();
    Chain whole{all, source};
    CsvReader reader{whole, request, sink};
    reader.read_header();
    // A header in quotes may end behind the first text, in a line that ends with CR.
    const bool is_in_first = reader.position() <= first.size();
    if (cutter.is_last() || whole.has_passed_text() || !is_in_first || !sink.part())
        return reader.read_rows();
    RowsInParts rows{source, cutter, request, reader.header(), sink};
    rows.begin_with(first.substr(reader.position()), reader.lines());
    run_in_order(request.threads, rows);
    rows.finish();
}

}  // namespace saleskpi::inline v0_3::detail
