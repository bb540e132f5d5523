// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <utility>

namespace saleskpi::inline v0_3::detail {

/// Which files a load may read that the data name themselves, through a mapping or by lying there.
/// Files in a folder may be links to somewhere else: a caller need not trust what is in it.
class FileReach {
public:
    /// An empty folder is the current one.
    FileReach(std::filesystem::path folder, bool allows_outside)
        : folder_{folder.empty() ? std::filesystem::path{"."} : std::move(folder)},
          allows_outside_{allows_outside} {}

    /// Throws Error outside_folder for a file that is not below the folder, wherever links lead, and
    /// unreadable_file for one that is not a plain file: a device or a pipe may have no end.
    void check(const std::filesystem::path& file) const;

private:
    std::filesystem::path folder_;
    bool allows_outside_;
};

}  // namespace saleskpi::inline v0_3::detail
