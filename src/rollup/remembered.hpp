// SPDX-License-Identifier: MIT
#pragma once

#include "engine/states.hpp"
#include "plan/steps/evaluated.hpp"

#include <saleskpi/calendar/period.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace saleskpi::inline v0_3::detail {

/// The finest groups that make up a group, ascending.
using Members = std::vector<std::uint32_t>;

/// The members of a group that belong to one member of a further dimension.
struct GroupPart {
    std::string name;
    Members members;
};

/// What many cells of a table ask for: the value of the group around them, the values beside them.
/// Any number of threads may ask; two may work the same thing out, and find the same.
class Remembered {
public:
    struct Key {
        std::size_t metric;
        std::size_t step;
        Period period;
        std::size_t depth;
        std::uint32_t group;   ///< the first of the finest groups
        std::size_t part = 0;  ///< of a part of it: by which axis, from 1

        auto parts() const {
            return std::tie(
                metric, step, period.first, period.until, period.grain, period.ordinal,
                period.complete, depth, group, part);
        }
        bool operator<(const Key& other) const { return parts() < other.parts(); }
    };

    template <class Compute>
    Evaluated value(const Key& key, const Compute& compute) {
        if (const auto known = find(values_, key)) return *known;
        return keep(values_, key, compute());
    }

    template <class Compute>
    std::shared_ptr<const std::vector<Exact>> series(const Key& key, const Compute& compute) {
        if (const auto known = find(series_, key)) return *known;
        return keep(series_, key, std::make_shared<const std::vector<Exact>>(compute()));
    }

    /// The parts of the group of a depth that begins with a finest group, by an axis.
    template <class Compute>
    std::shared_ptr<const std::vector<GroupPart>> parts(
        std::size_t depth, std::size_t axis, std::uint32_t group, const Compute& compute) {
        const std::tuple key{depth, axis, group};
        {
            const std::lock_guard lock{mutex_};
            if (const auto known = parts_.find(key); known != parts_.end()) return known->second;
        }
        auto made = std::make_shared<const std::vector<GroupPart>>(compute());
        const std::lock_guard lock{mutex_};
        return parts_.try_emplace(key, std::move(made)).first->second;
    }

    /// Sums of sums, from the first column of a leaf's group on.
    using Running = std::vector<Sum>;
    template <class Compute>
    std::shared_ptr<const Running> running(
        std::size_t leaf, std::uint32_t group, const Compute& compute) {
        const std::pair key{leaf, group};
        {
            const std::lock_guard lock{mutex_};
            if (const auto known = running_.find(key); known != running_.end())
                return known->second;
        }
        auto made = std::make_shared<const Running>(compute());
        const std::lock_guard lock{mutex_};
        return running_.try_emplace(key, std::move(made)).first->second;
    }

private:
    template <class T>
    std::optional<T> find(const std::map<Key, T>& all, const Key& key) {
        const std::lock_guard lock{mutex_};
        const auto known = all.find(key);
        return known == all.end() ? std::nullopt : std::optional{known->second};
    }
    template <class T>
    T keep(std::map<Key, T>& all, const Key& key, T value) {
        const std::lock_guard lock{mutex_};
        return all.try_emplace(key, std::move(value)).first->second;
    }

    std::mutex mutex_;
    std::map<Key, Evaluated> values_;
    std::map<Key, std::shared_ptr<const std::vector<Exact>>> series_;
    std::map<
        std::tuple<std::size_t, std::size_t, std::uint32_t>,
        std::shared_ptr<const std::vector<GroupPart>>>
        parts_;
    std::map<std::pair<std::size_t, std::uint32_t>, std::shared_ptr<const Running>> running_;
};

}  // namespace saleskpi::inline v0_3::detail
