// SPDX-License-Identifier: MIT
#include "output.hpp"

#include <saleskpi/value/error.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

namespace sales_report {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& file, const std::string& why) {
    throw saleskpi::Error{
        saleskpi::ErrorCode::unwritable_file, file.string() + ": cannot be written: " + why};
}

[[noreturn]] void fail(const fs::path& file, int error) {
    fail(file, std::generic_category().message(error));
}

/// An open file.
class Descriptor {
public:
    explicit Descriptor(int number) : number_{number} {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int number() const { return number_; }
    bool is_open() const { return number_ != -1; }
    bool close() { return !is_open() || ::close(std::exchange(number_, -1)) == 0; }

    bool write(std::string_view text) {
        while (!text.empty()) {
            const ::ssize_t written = ::write(number_, text.data(), text.size());
            if (written == -1 && errno == EINTR) continue;
            if (written == -1) return false;
            text.remove_prefix(static_cast<std::size_t>(written));
        }
        return true;
    }

private:
    int number_;
};

/// Where a chain of links leads, to something or nothing. None where it leads to what a process has
/// open, as "/dev/stdout" does: that may have no name.
std::optional<fs::path> target_of(fs::path file) {
    constexpr int most_links = 40;
    std::error_code error;
    for (int i = 0; i < most_links && fs::is_symlink(fs::symlink_status(file, error)); ++i) {
        if (fs::absolute(file).lexically_normal().string().starts_with("/proc/"))
            return std::nullopt;
        file = file.parent_path() / fs::read_symlink(file, error);
    }
    return file;
}

/// Where pieces of a text go into a file.
saleskpi::TextSink sink_into(Descriptor& out, const fs::path& file) {
    return [&](std::string_view piece) {
        if (!out.write(piece)) fail(file, errno);
    };
}

void write_in_place(const Writer& write, const fs::path& file) {
    Descriptor out{::open(file.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC)};
    if (!out.is_open()) fail(file, errno);
    write(sink_into(out, file));
    if (!out.close()) fail(file, errno);
}

/// As a new file would have it. There is no other way to ask for the mask.
::mode_t usual_mode() {
    const ::mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666 & ~mask;
}

/// A file beside another, removed unless it takes its place.
class Beside {
public:
    explicit Beside(const fs::path& file)
        : file_{file}, name_{(file.parent_path() / ".sales_report.XXXXXX").string()} {
        number_ = ::mkostemp(name_.data(), O_CLOEXEC);
        if (number_ == -1)
            fail(file, "no file can be made beside it: " + std::generic_category().message(errno));
    }
    ~Beside() {
        if (!is_in_place_) ::unlink(name_.c_str());
    }
    Beside(const Beside&) = delete;
    Beside& operator=(const Beside&) = delete;

    /// With the owner and the mode of the file whose place it takes, as far as that is allowed.
    void fill(const Writer& write, const struct ::stat* old) {
        Descriptor out{number_};
        const bool has_owner = old && ::fchown(out.number(), old->st_uid, old->st_gid) == 0;
        const ::mode_t mode = !old ? usual_mode() : old->st_mode & (has_owner ? 07777U : 0777U);
        if (::fchmod(out.number(), mode) != 0) fail(file_, errno);
        write(sink_into(out, file_));
        // On the disk before it takes the place of what is there.
        const bool is_there = ::fsync(out.number()) == 0 || errno == EINVAL;
        if (!is_there || !out.close()) fail(file_, errno);
    }
    void take_place() {
        if (::rename(name_.c_str(), file_.c_str()) != 0) fail(file_, errno);
        is_in_place_ = true;
    }

private:
    fs::path file_;
    std::string name_;
    int number_ = -1;
    bool is_in_place_ = false;
};

}  // namespace

Writer text_writer(std::string text) {
    return [text = std::move(text)](const saleskpi::TextSink& sink) { sink(text); };
}

void write_to_terminal(const Writer& write) {
    const auto check = [](bool is_written) {
        if (!is_written) fail("standard output", errno);
    };
    errno = 0;
    write([&](std::string_view piece) {
        check(std::fwrite(piece.data(), 1, piece.size(), stdout) == piece.size());
    });
    check(std::fflush(stdout) == 0);
}

void write_to_file(const Writer& write, const fs::path& file, std::span<const fs::path> inputs) {
    struct ::stat known {};
    const bool is_there = ::stat(file.c_str(), &known) == 0;
    if (!is_there && errno != ENOENT) fail(file, errno);
    if (is_there && S_ISDIR(known.st_mode)) fail(file, EISDIR);
    for (const fs::path& input : inputs) {
        struct ::stat read {};
        if (is_there && ::stat(input.c_str(), &read) == 0 && read.st_dev == known.st_dev &&
            read.st_ino == known.st_ino)
            fail(file, "the report is made from it");
    }
    const std::optional<fs::path> target = target_of(file);
    if (is_there && (!S_ISREG(known.st_mode) || !target)) {
        write_in_place(write, file);
        return;
    }
    // Who may not write into the file might still put another into its place.
    if (is_there && ::faccessat(AT_FDCWD, file.c_str(), W_OK, AT_EACCESS) != 0) fail(file, errno);
    Beside beside{target.value_or(file)};
    beside.fill(write, is_there ? &known : nullptr);
    beside.take_place();
}

}  // namespace sales_report
