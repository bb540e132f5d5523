// SPDX-License-Identifier: MIT
#include <locale>
#include <stdexcept>

namespace {

// Many applications do the same when they start. Run with LC_ALL=de_DE.UTF-8, the tests then show
// that no number of ours depends on the locale.
[[maybe_unused]] const bool uses_locale_of_environment = [] {
    try {
        std::locale::global(std::locale{""});
        return true;
    } catch (const std::runtime_error&) {
        return false;  // the system does not have it
    }
}();

}  // namespace
