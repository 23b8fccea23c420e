// SPDX-License-Identifier: Apache-2.0
#include "io/base/web_address.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/core/ascii.hpp"

namespace lisiere::io {
namespace {

bool stands_as_it_is(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) <= ' ' || c == '\x7f' ||
               std::string_view("\"<>\\^`{|}").find(c) != std::string_view::npos;
    });
}

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) ||
           std::string_view("-._~/").find(c) != std::string_view::npos;
}

}  // namespace

bool is_web_address(std::string_view text) {
    for (const std::string_view scheme : {"https://", "http://"})
        if (text.starts_with(scheme))
            return text.size() > scheme.size() && text[scheme.size()] != '/' &&
                   stands_as_it_is(text);
    return false;
}

bool is_mail_address(std::string_view text) {
    const auto at = text.find('@');
    return at != text.npos && at > 0 && at + 1 < text.size() &&
           text.find('@', at + 1) == text.npos && stands_as_it_is(text) &&
           text.find_first_of("/:?#") == text.npos;
}

std::string path_in_address(std::string_view path) {
    std::string address;
    for (const char c : path)
        if (is_unreserved(c))
            address += c;
        else
            address += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return address;
}

}  // namespace lisiere::io
