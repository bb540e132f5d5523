// SPDX-License-Identifier: MIT
#include "csv/parallel_csv.hpp"

#include "csv/csv_reader.hpp"
#include "load/in_order.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

/// A text, and then the rest of a source.
class Chain final : public ByteSource {
public:
    Chain(std::string_view text, ByteSource& rest) : text_{text}, rest_{&rest} {}

    std::size_t read(char* to, std::size_t n) override {
        if (text_.empty()) {
            has_passed_text_ = true;
            return rest_->read(to, n);
        }
        const std::size_t copied = text_.copy(to, n);
        text_.remove_prefix(copied);
        return copied;
    }
    bool has_passed_text() const { return has_passed_text_; }

private:
    std::string_view text_;
    ByteSource* rest_;
    bool has_passed_text_ = false;
};

/// Cuts a source into texts that end with a line.
class Cutter {
public:
    Cutter(ByteSource& source, std::size_t bytes) : source_{&source}, bytes_{bytes} {}

    /// The next text. The last one may be empty, or, where there is a line longer than a text, be
    /// any part of the file.
    std::string next() {
        std::string text = std::exchange(rest_, {});
        const std::size_t before = text.size();
        text.resize((std::max)(bytes_, before + 1));
        std::size_t size = before;
        while (size < text.size()) {
            const std::size_t got = source_->read(text.data() + size, text.size() - size);
            if (got == 0) is_last_ = true;
            if (got == 0) break;
            size += got;
        }
        text.resize(size);
        if (is_last_) return text;
        const std::size_t end = text.rfind('\n');
        if (end == std::string::npos) {
            is_last_ = true;
        } else {
            rest_ = text.substr(end + 1);
            text.resize(end + 1);
        }
        return text;
    }
    /// Whether what follows is not to be cut, or there is nothing more.
    bool is_last() const { return is_last_; }
    /// What was read of the source already and is not in the texts.
    const std::string& rest() const { return rest_; }

private:
    ByteSource* source_;
    std::size_t bytes_;
    std::string rest_;
    bool is_last_ = false;
};

class RowsInParts final : public PartedWork {
public:
    RowsInParts(
        ByteSource& source,
        Cutter& cutter,
        const ReadRequest& request,
        const CsvHeader& header,
        RowSink& sink)
        : source_{&source}, cutter_{&cutter}, request_{&request}, header_{&header}, sink_{&sink} {}

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
        give_back(std::move(text.sink));
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
        text.sink = empty_sink();
        CsvReader reader{text.bytes, *request_, *header_, *text.sink};
        reader.read_rows(true);
        text.read_bytes = reader.position();
        text.read_lines = reader.lines();
    }

    /// Used again and again, because fresh memory costs about as much as the parsing.
    std::unique_ptr<RowSink> empty_sink() {
        const std::lock_guard lock{mutex_};
        if (empty_.empty()) return sink_->part();
        std::unique_ptr<RowSink> sink = std::move(empty_.back());
        empty_.pop_back();
        return sink;
    }
    void give_back(std::unique_ptr<RowSink> sink) {
        const std::lock_guard lock{mutex_};
        empty_.push_back(std::move(sink));
    }

    ByteSource* source_;
    Cutter* cutter_;
    const ReadRequest* request_;
    const CsvHeader* header_;
    RowSink* sink_;
    std::string first_;
    std::string last_;
    bool has_cut_ = false;
    std::mutex mutex_;
    std::vector<std::unique_ptr<RowSink>> empty_;
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
