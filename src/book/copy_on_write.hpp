// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <utility>

namespace saleskpi::inline v0_3::detail {

/// A value that books which follow each other share until one of them changes it: a copy costs nothing,
/// however much the value holds. Who copies and who edits is one thread.
template <class T>
class CopyOnWrite {
public:
    CopyOnWrite() : CopyOnWrite{T{}} {}
    CopyOnWrite(T value) : value_{std::make_shared<T>(std::move(value))} {}

    const T& operator*() const { return *value_; }
    const T* operator->() const { return value_.get(); }
    operator const T&() const { return *value_; }

    /// Ask for it only where something changes.
    T& edit() {
        if (value_.use_count() > 1) value_ = std::make_shared<T>(std::as_const(*value_));
        return *value_;
    }

private:
    std::shared_ptr<T> value_;
};

}  // namespace saleskpi::inline v0_3::detail
