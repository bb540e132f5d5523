// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>

namespace modes {

inline std::atomic<int> plain_tests{0};

/// As long as there is one, books and tables come the plain way whatever SALESKPI_TEST_MODE says: for
/// tests that look at how a book is stored.
class Plain {
public:
    Plain() { ++plain_tests; }
    ~Plain() { --plain_tests; }
    Plain(const Plain&) = delete;
    Plain& operator=(const Plain&) = delete;
};

}  // namespace modes
