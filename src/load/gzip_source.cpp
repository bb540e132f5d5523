// SPDX-License-Identifier: MIT
#include "load/gzip_source.hpp"

#include "load/text.hpp"

#include <saleskpi/value/error.hpp>

#if SALESKPI_ZLIB
#include <zlib.h>
#endif

#include <algorithm>
#include <cstddef>
#include <limits>
#include <new>
#include <string_view>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

namespace {

constexpr std::string_view extension = ".gz";

[[noreturn]] void fail(const std::string& file, const std::string& why) {
    throw Error{ErrorCode::unreadable_file, in_file(file) + why};
}

#if SALESKPI_ZLIB

class GzipSource final : public ByteSource {
public:
    GzipSource(std::unique_ptr<ByteSource> source, std::string file)
        : source_{std::move(source)}, file_{std::move(file)}, packed_(std::size_t{1} << 16) {
        constexpr int gzip_only = 16 + MAX_WBITS;
        if (inflateInit2(&stream_, gzip_only) != Z_OK) throw std::bad_alloc{};
    }
    ~GzipSource() override { inflateEnd(&stream_); }
    GzipSource(const GzipSource&) = delete;
    GzipSource& operator=(const GzipSource&) = delete;

    std::size_t read(char* to, std::size_t n) override {
        const auto room =
            static_cast<uInt>((std::min)(n, std::size_t{(std::numeric_limits<uInt>::max)()}));
        stream_.next_out = reinterpret_cast<Bytef*>(to);
        stream_.avail_out = room;
        while (stream_.avail_out == room && !is_at_end_)
            unpack();
        return room - stream_.avail_out;
    }

private:
    void unpack() {
        if (stream_.avail_in == 0) {
            const std::size_t got = source_->read(packed_.data(), packed_.size());
            stream_.next_in = reinterpret_cast<Bytef*>(packed_.data());
            stream_.avail_in = static_cast<uInt>(got);
            if (got == 0) {
                if (is_inside_) fail(file_, "ends in the middle of what is packed in it");
                is_at_end_ = true;
                return;
            }
        }
        is_inside_ = true;
        const int status = inflate(&stream_, Z_NO_FLUSH);
        if (status == Z_STREAM_END) {
            // Another part may follow.
            is_inside_ = false;
            inflateReset(&stream_);
        } else if (status == Z_MEM_ERROR) {
            throw std::bad_alloc{};
        } else if (status != Z_OK && status != Z_BUF_ERROR) {
            fail(file_, "is no gzip file, or a damaged one");
        }
    }

    std::unique_ptr<ByteSource> source_;
    std::string file_;
    std::vector<char> packed_;
    z_stream stream_{};
    bool is_inside_ = true;  // a file without any part is none
    bool is_at_end_ = false;
};

#endif

}  // namespace

bool is_gzip(const std::filesystem::path& path) {
    return same_word(path.extension().string(), extension);
}

std::filesystem::path without_gzip(const std::filesystem::path& path) {
    return is_gzip(path) ? path.parent_path() / path.stem() : path;
}

std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> source, const std::string& file) {
#if SALESKPI_ZLIB
    return std::make_unique<GzipSource>(std::move(source), file);
#else
    source.reset();
    fail(file, "is packed by gzip, and this library was built without zlib: unpack it first");
#endif
}

}  // namespace saleskpi::inline v0_3::detail
