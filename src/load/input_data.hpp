// SPDX-License-Identifier: MIT
#pragma once

#include <saleskpi/load/file_format.hpp>
#include <saleskpi/load/input.hpp>

#include <cstdint>
#include <memory>

namespace saleskpi::inline v0_3::detail {

/// What an input is made of. `keeps`: it may be asked for again, from its begin.
class InputData {
public:
    virtual ~InputData() = default;

    virtual bool has_rows() const { return false; }
    /// Its bytes, where it has no rows.
    virtual std::unique_ptr<ByteSource> open(bool /*keeps*/) { return nullptr; }
    /// How many they are; 0 where nobody knows.
    virtual std::uint64_t size() const { return 0; }
    virtual void read(const ReadRequest& /*request*/, RowSink& /*sink*/, bool /*keeps*/) {}
};

struct InputAccess {
    static InputData& data(const Input& input) { return *input.data_; }
};

}  // namespace saleskpi::inline v0_3::detail
