// SPDX-License-Identifier: Apache-2.0
// An OpenStreetMap file as PBF: every object, and the streets of two modes.
#include <array>

#include "engine/core/error.hpp"
#include "io/osm/inspect.hpp"
#include "io/osm/read_streets.hpp"
#include "tests/fuzz/fuzz_input.hpp"

using namespace lisiere;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::InputFile file(".osm.pbf");
    static const io::WayProfile profile =
        io::read_way_profile(std::filesystem::path(LISIERE_ROOT) / "geodata" / "reference");
    const auto& path = file.holding(fuzz::text_of(data, size));
    fuzz::expect_result_or_message([&] {
        static_cast<void>(io::read_streets(
            path, profile, [](std::span<const geo::LonLat> from, std::span<geo::Point> to) {
                for (std::size_t i = 0; i < from.size(); ++i)
                    to[i] = {from[i].lon * 100000, from[i].lat * 100000};
            }));
    });
    return 0;
}
