// SPDX-License-Identifier: MIT
#include "json/lines.hpp"

#include "json/flat_line.hpp"
#include "json/row_handler.hpp"
#include "load/cutter.hpp"
#include "load/in_order.hpp"
#include "load/line_reader.hpp"
#include "load/text.hpp"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace saleskpi::inline v0_3::detail {

namespace {

/// Reads the records of lines, one after the other.
class Lines {
public:
    Lines(const ReadRequest& request, RowSink& sink)
        : request_{&request}, sink_{&sink}, handler_{request, sink, [] {}} {}

    void read(LineReader& lines) {
        for (;;) {
            std::string_view line;
            lines.begin_record();
            const LineReader::Status status = lines.next(line);
            if (status == LineReader::Status::end) return;
            if (status == LineReader::Status::too_long) {
                skip(lines);
                continue;
            }
            while (line.ends_with('\n') || line.ends_with('\r'))
                line.remove_suffix(1);
            if (!trimmed(line).empty()) read(line, lines.line_number());
        }
    }
    RowHandler& handler() { return handler_; }

private:
    void skip(LineReader& lines) {
        constexpr std::size_t shown_bytes = 200;
        const std::string begin{lines.begin_of_record(shown_bytes)};
        lines.skip_line();
        sink_->reject(
            lines.line_number(), begin,
            "is longer than the " + std::to_string(request_->max_record_bytes) +
                " bytes allowed for a record");
    }
    void read(std::string_view line, std::size_t number) {
        if (handler_.expect_flat(number) && flat_.read(line, handler_))
            return handler_.hand_over_flat();
        handler_.expect_record(number);
        if (nlohmann::json::sax_parse(line.begin(), line.end(), &handler_))
            handler_.hand_over_record();
        else
            sink_->reject(number, line, handler_.error());
    }

    const ReadRequest* request_;
    RowSink* sink_;
    RowHandler handler_;
    FlatLine flat_;
};

class LinesInParts final : public PartedWork {
public:
    LinesInParts(Cutter& cutter, const ReadRequest& request, RowSink& sink, RowHandler& keys)
        : cutter_{&cutter}, request_{&request}, sink_{&sink}, keys_{&keys}, sinks_{sink} {}

    std::unique_ptr<Part> next() override {
        if (cutter_->is_last()) return nullptr;
        auto text = std::make_unique<Text>();
        text->bytes = cutter_->next();
        if (!cutter_->is_last()) return text;
        last_ = std::move(text->bytes);
        return nullptr;
    }
    void work(Part& part) override {
        auto& text = static_cast<Text&>(part);
        text.sink = sinks_.take();
        text.lines = std::make_unique<Lines>(*request_, *text.sink);
        LineReader lines{text.bytes, request_->max_record_bytes};
        text.lines->read(lines);
        text.read_lines = lines.line_number();
    }
    void deliver(std::unique_ptr<Part> part) override {
        auto& text = static_cast<Text&>(*part);
        sink_->take(*text.sink, lines_);
        sinks_.give_back(std::move(text.sink));
        lines_ += text.read_lines;
        keys_->take_keys(text.lines->handler());
    }

    /// What was read of the source and is in no part, and the lines before it.
    std::string rest() { return last_ + cutter_->rest(); }
    std::size_t lines() const { return lines_; }

private:
    struct Text final : Part {
        std::string bytes;
        std::unique_ptr<RowSink> sink;
        std::unique_ptr<Lines> lines;
        std::size_t read_lines = 0;
    };

    Cutter* cutter_;
    const ReadRequest* request_;
    RowSink* sink_;
    RowHandler* keys_;
    SinkPool sinks_;
    std::string last_;
    std::size_t lines_ = 0;
};

}  // namespace

void read_json_lines(
    ByteSource& source, const ReadRequest& request, RowSink& sink, std::size_t part_bytes) {
    Lines rest{request, sink};
    if (request.threads < 2 || !sink.part()) {
        LineReader lines{source, request.max_record_bytes};
        rest.read(lines);
    } else {
        Cutter cutter{source, part_bytes};
        LinesInParts parts{cutter, request, sink, rest.handler()};
        run_in_order(request.threads, parts);
        const std::string unread = parts.rest();
        Chain chain{unread, source};
        LineReader lines{chain, request.max_record_bytes, parts.lines()};
        rest.read(lines);
    }
    rest.handler().finish();
}

}  // namespace saleskpi::inline v0_3::detail
