// SPDX-License-Identifier: Apache-2.0
#include "engine/core/bytes.hpp"

namespace lisiere {

ByteWriter& ByteWriter::append(const void* from, std::size_t size) {
    const auto* begin = static_cast<const std::byte*>(from);
    bytes_.insert(bytes_.end(), begin, begin + size);
    return *this;
}

}  // namespace lisiere
