// SPDX-License-Identifier: Apache-2.0
// A feed as text: "== stops.txt", its lines, "== trips.txt", and so on.
#include <map>

#include "engine/core/error.hpp"
#include "io/gtfs/read_timetable.hpp"
#include "tests/fuzz/fuzz_input.hpp"

using namespace lisiere;

namespace {

std::map<std::string, std::string> files_of(std::string_view text) {
    std::map<std::string, std::string> files;
    std::string* current = nullptr;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end);
        if (line.starts_with("== "))
            current = &files[std::string(line.substr(3, line.find_first_of("\r\n") - 3))];
        else if (current != nullptr)
            current->append(line);
    }
    return files;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::vector<io::ModeRange> modes{{0, 0, transit::Mode::tram},
                                                  {3, 3, transit::Mode::bus}};
    fuzz::expect_result_or_message([&] {
        const std::vector<io::FeedFiles> feeds{
            io::FeedFiles::in_memory("essai", files_of(fuzz::text_of(data, size)))};
        Notices notices;
        io::TimetableOptions options;
        options.modes = modes;
        static_cast<void>(io::read_timetable(
            feeds,
            [](std::span<const geo::LonLat> from, std::span<geo::Point> to) {
                for (std::size_t i = 0; i < from.size(); ++i)
                    to[i] = {from[i].lon * 100000, from[i].lat * 100000};
            },
            notices, options));
    });
    return 0;
}
