// SPDX-License-Identifier: Apache-2.0
#include "io/base/policy_hash.hpp"

#include <openssl/evp.h>

#include <array>

#include "engine/core/error.hpp"

namespace lisiere::io {

std::string policy_hash(std::string_view bytes) {
    std::array<unsigned char, 32> digest{};
    unsigned size = 0;
    LISIERE_EXPECTS(
        EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) == 1);
    std::array<unsigned char, 45> text{};  // 44 letters and a zero
    const int length = EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(size));
    return "sha256-" + std::string(reinterpret_cast<const char*>(text.data()),
                                   static_cast<std::size_t>(length));
}

}  // namespace lisiere::io
