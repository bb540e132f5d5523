// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/load.hpp>
#include <saleskpi/saleskpi.hpp>

#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

namespace dashboard {

/// Somebody who may look.
struct Member {
    std::string name;
    std::string secret;    ///< the header by which a browser says who it is
    saleskpi::Scope sees;  ///< whatever is asked for, he sees nothing else
};

/// What became of records that were posted.
struct Posted {
    std::size_t read = 0;
    bool is_kept = false;  ///< all of them, or, if one is rejected, none
    std::vector<saleskpi::Finding> findings{};
};

/// A ledger that grows, and its report. Any number of threads may ask and post at once.
class Figures {
public:
    /// Throws Error as load_directory does.
    explicit Figures(const std::filesystem::path& directory);

    /// What a member sees of what he asks for: a condition, or nothing, and a grain of time. Throws Error
    /// for a condition that is none.
    std::string page(const Member& member, const std::string& where, saleskpi::Grain every) const;
    /// Appends records of a table, in the format that the extension names: "csv", "json". Throws Error for
    /// a table that there is not, and for a text that is nothing of the kind.
    Posted post(const std::string& table, const std::string& extension, const std::string& body);

private:
    saleskpi::Book book() const;

    saleskpi::LoadOptions load_;
    mutable std::mutex shown_;  ///< held while book_ is copied or replaced, which takes no time
    std::mutex growing_;        ///< held while records come in, one after the other
    saleskpi::Book book_;
    std::size_t posts_ = 0;
};

}  // namespace dashboard
