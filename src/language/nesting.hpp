// SPDX-License-Identifier: MIT
#pragma once

#include "language/tokens.hpp"

namespace saleskpi::inline v0_3::detail {

/// One level of brackets, while it is read. Without a limit, a long text of brackets could exhaust
/// the stack. Throws Error invalid_definition at the hundredth.
class Nesting {
public:
    Nesting(const Tokens& tokens, int& depth) : depth_{depth} {
        if (depth == limit)
            tokens.fail(
                tokens.peek().at, ErrorCode::invalid_definition, "too many brackets in each other");
        ++depth_;
    }
    ~Nesting() { --depth_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

private:
    static constexpr int limit = 100;
    int& depth_;
};

}  // namespace saleskpi::inline v0_3::detail
