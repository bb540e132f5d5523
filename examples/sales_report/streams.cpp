// SPDX-License-Identifier: MIT
#include "streams.hpp"

#include <saleskpi/format/terminal.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <string>

namespace sales_report {

void prepare_streams() {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    // Each takes the lowest number that is free, which is the one that was found closed. What is opened
    // for reading cannot be written, and the other way round.
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(stream, F_GETFD) == -1 && errno == EBADF &&
            ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) == -1)
            return;
}

void complain(std::string_view text) {
    const std::string clean = saleskpi::lines_for_terminal(text);
    std::fwrite(clean.data(), 1, clean.size(), stderr);
    std::fflush(stderr);
}

}  // namespace sales_report
