// SPDX-License-Identifier: Apache-2.0
// Addresses of the network, redirections, templates, and headers of answers.
#include <array>

#include "io/fetch/http_trouble.hpp"
#include "io/fetch/url.hpp"
#include "tests/fuzz/fuzz_input.hpp"

using namespace lisiere;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    const std::size_t cut = std::min(text.find('\n'), text.size());
    const std::string_view first = text.substr(0, cut);
    const std::string_view second = text.substr(std::min(cut + 1, text.size()));
    const auto require_clean = [](const io::Url& url) {
        const std::string sent = url.text();
        for (const unsigned char c : sent)
            if (c <= 0x20U || c >= 0x7FU) __builtin_trap();
        if (io::parse_url(sent).text() != sent) __builtin_trap();
    };
    fuzz::expect_result_or_message([&] {
        const io::Url url = io::parse_url(first);
        require_clean(url);
        require_clean(io::resolve(url, second));
    });
    fuzz::expect_result_or_message([&] { static_cast<void>(io::local_path(first)); });
    fuzz::expect_result_or_message([&] {
        static_cast<void>(io::fill_url(first, {std::chrono::year(2026) / 2 / 28, "59", 2}));
    });
    static_cast<void>(io::without_secrets(first, std::array{std::string(second)}));
    io::http::Head head;
    head.headers = {{"retry-after", std::string(first)},
                    {"date", std::string(second)},
                    {"content-length", std::string(first)}};
    static_cast<void>(io::retry_after(head));
    static_cast<void>(head.content_length());
    return 0;
}
