// SPDX-License-Identifier: MIT
#pragma once

#include "mutation.hpp"

#include <clang-c/Index.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace mutate {

/// Texts that stand for files as they are on the disk, by path.
using Texts = std::map<std::string, std::string>;

/// A source as clang reads it.
class Unit {
public:
    Unit(const std::string& path, const Texts& unsaved, const std::vector<std::string>& flags);
    ~Unit();
    Unit(const Unit&) = delete;
    Unit& operator=(const Unit&) = delete;

    /// For others, who then need not read its headers: by the flags -include-pch and the path.
    void save(const std::string& path) const;

    CXCursor top() const { return clang_getTranslationUnitCursor(unit_); }

    /// An error, with the places of those who asked for what is wrong, such as a template's user.
    struct Error {
        std::string message;
        std::vector<std::pair<std::string, std::size_t>> places;  ///< path and byte
    };
    std::vector<Error> errors() const;

private:
    CXIndex index_;
    CXTranslationUnit unit_ = nullptr;
};

std::vector<CXCursor> children(CXCursor cursor);
std::string spelling(CXCursor cursor);

/// What it takes of the main file; nothing where a macro or another file wrote it.
std::optional<Range> range_of(CXCursor cursor);

}  // namespace mutate
