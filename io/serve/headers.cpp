// SPDX-License-Identifier: Apache-2.0
#include "io/serve/headers.hpp"

namespace lisiere::io {

std::string_view content_policy(const std::filesystem::path& file) {
    if (file.filename() == "index.html")
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: "
               "blob:; "
               "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; "
               "frame-ancestors 'self'";
    const auto extension = file.extension();
    if (extension == ".html" || extension == ".htm")
        return "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' "
               "'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; "
               "form-action 'none'; frame-ancestors 'self'";
    if (extension == ".svg" || extension == ".xml")
        return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";
    return {};
}

std::string encoded_path(std::string_view path) {
    constexpr std::string_view plain =
        "/-_.~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : path) {
        if (plain.find(c) != plain.npos) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
    return out;
}

}  // namespace lisiere::io
