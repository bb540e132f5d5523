// SPDX-License-Identifier: MIT
#include "clang.hpp"

#include <stdexcept>

namespace mutate {

namespace {

std::string text_of(CXString string) {
    const char* text = clang_getCString(string);
    std::string result = text ? text : "";
    clang_disposeString(string);
    return result;
}

void add_place(CXSourceLocation location, Unit::Error& error) {
    CXFile file = nullptr;
    unsigned offset = 0;
    clang_getExpansionLocation(location, &file, nullptr, nullptr, &offset);
    if (file) error.places.emplace_back(text_of(clang_getFileName(file)), offset);
}

/// Where a location stands, if it is written there.
std::optional<std::size_t> offset_of(CXSourceLocation location) {
    CXFile file = nullptr;
    CXFile spelled = nullptr;
    unsigned offset = 0;
    unsigned spelled_at = 0;
    clang_getExpansionLocation(location, &file, nullptr, nullptr, &offset);
    clang_getSpellingLocation(location, &spelled, nullptr, nullptr, &spelled_at);
    if (!file || !spelled || !clang_File_isEqual(file, spelled) || offset != spelled_at)
        return std::nullopt;
    return offset;
}

}  // namespace

Unit::Unit(const std::string& path, const Texts& unsaved, const std::vector<std::string>& flags)
    : index_{clang_createIndex(0, 0)} {
    std::vector<const char*> arguments;
    for (const std::string& flag : flags)
        arguments.push_back(flag.c_str());
    std::vector<CXUnsavedFile> files;
    for (const auto& [name, text] : unsaved)
        files.push_back({name.c_str(), text.data(), text.size()});
    unit_ = clang_parseTranslationUnit(
        index_, path.c_str(), arguments.data(), static_cast<int>(arguments.size()), files.data(),
        static_cast<unsigned>(files.size()),
        CXTranslationUnit_KeepGoing | CXTranslationUnit_ForSerialization);
    if (!unit_) throw std::runtime_error{"clang cannot read " + path};
}

Unit::~Unit() {
    clang_disposeTranslationUnit(unit_);
    clang_disposeIndex(index_);
}

void Unit::save(const std::string& path) const {
    if (clang_saveTranslationUnit(unit_, path.c_str(), 0) != CXSaveError_None)
        throw std::runtime_error{"clang cannot write " + path};
}

std::vector<Unit::Error> Unit::errors() const {
    std::vector<Error> all;
    for (unsigned i = 0; i < clang_getNumDiagnostics(unit_); ++i) {
        CXDiagnostic diagnostic = clang_getDiagnostic(unit_, i);
        if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error) {
            Error error;
            error.message = text_of(clang_formatDiagnostic(
                diagnostic, CXDiagnostic_DisplaySourceLocation | CXDiagnostic_DisplayColumn));
            add_place(clang_getDiagnosticLocation(diagnostic), error);
            CXDiagnosticSet notes = clang_getChildDiagnostics(diagnostic);
            for (unsigned n = 0; n < clang_getNumDiagnosticsInSet(notes); ++n) {
                CXDiagnostic note = clang_getDiagnosticInSet(notes, n);
                add_place(clang_getDiagnosticLocation(note), error);
                clang_disposeDiagnostic(note);
            }
            clang_disposeDiagnosticSet(notes);
            all.push_back(std::move(error));
        }
        clang_disposeDiagnostic(diagnostic);
    }
    return all;
}

std::vector<CXCursor> children(CXCursor cursor) {
    std::vector<CXCursor> all;
    clang_visitChildren(
        cursor,
        [](CXCursor child, CXCursor, CXClientData data) {
            static_cast<std::vector<CXCursor>*>(data)->push_back(child);
            return CXChildVisit_Continue;
        },
        &all);
    return all;
}

std::string spelling(CXCursor cursor) { return text_of(clang_getCursorSpelling(cursor)); }

std::optional<Range> range_of(CXCursor cursor) {
    const CXSourceRange range = clang_getCursorExtent(cursor);
    const CXSourceLocation start = clang_getRangeStart(range);
    const CXSourceLocation end = clang_getRangeEnd(range);
    if (!clang_Location_isFromMainFile(start)) return std::nullopt;
    const auto first = offset_of(start);
    const auto last = offset_of(end);
    if (!first || !last || *last <= *first) return std::nullopt;
    return Range{*first, *last};
}

}  // namespace mutate
