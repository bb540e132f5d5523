// SPDX-License-Identifier: MIT
#include "process.hpp"

#include "files.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <thread>

namespace mutate {

namespace {

/// A mutant may ask for memory without end.
constexpr rlim_t most_memory = rlim_t{6} << 30U;

[[noreturn]] void become(
    const std::string& folder,
    const std::vector<std::string>& command,
    const std::map<std::string, std::string>& environment,
    const std::string& output) {
    const int out = open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    const rlimit memory{most_memory, most_memory};
    setrlimit(RLIMIT_AS, &memory);
    const rlimit no_core{0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    setpgid(0, 0);
    for (const auto& [name, value] : environment)
        setenv(name.c_str(), value.c_str(), 1);
    std::vector<char*> words;
    for (const std::string& word : command)
        words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    if (chdir(folder.c_str()) == 0) execv(words[0], words.data());
    _exit(127);
}

}  // namespace

Run run(
    const std::string& folder,
    const std::vector<std::string>& command,
    const std::map<std::string, std::string>& environment,
    double seconds) {
    using Clock = std::chrono::steady_clock;
    const auto path = std::filesystem::temp_directory_path() /
                      ("saleskpi_mutate_" + std::to_string(getpid()) + ".out");
    const std::string output = path.string();
    const auto end = Clock::now() + std::chrono::duration<double>(seconds);
    write_file(output, "");
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error{"no process can be started"};
    if (child == 0) become(folder, command, environment, output);
    Run result;
    int status = 0;
    while (waitpid(child, &status, WNOHANG) == 0) {
        if (!result.timed_out && Clock::now() > end) {
            result.timed_out = true;
            kill(-child, SIGKILL);
            kill(child, SIGKILL);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
    result.succeeded = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
        throw std::runtime_error{"cannot run " + command[0]};
    if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
    result.output = read_file(output);
    std::filesystem::remove(path);
    return result;
}

}  // namespace mutate
