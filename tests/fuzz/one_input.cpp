// SPDX-License-Identifier: MIT
// What libFuzzer calls, for one target.
#include "fuzz/targets.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <exception>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto target = std::find_if(
        fuzz::targets.begin(), fuzz::targets.end(),
        [](const fuzz::Target& t) { return t.name == SALESKPI_FUZZ_TARGET; });
    try {
        target->run({data, size});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s: %s\n", SALESKPI_FUZZ_TARGET, error.what());
        std::abort();
    }
    return 0;
}
