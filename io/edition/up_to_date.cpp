// SPDX-License-Identifier: Apache-2.0
#include "io/edition/up_to_date.hpp"

#include <algorithm>

#include "io/edition/database.hpp"
#include "io/edition/written_files.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

bool is_as_written(const fs::path& folder, const std::string& file, const WrittenFiles& files) {
    const WrittenFiles::State state = files.state(folder, file);
    return state == WrittenFiles::State::intact ||
           (state == WrittenFiles::State::opened && is_sound_database(folder / file));
}

}  // namespace

bool up_to_date(const fs::path& folder, const std::string& fingerprint) {
    const auto earlier = read_earlier_edition(folder);
    if (!earlier || earlier->fingerprint != fingerprint) return false;
    const WrittenFiles files(earlier);
    return std::all_of(
        earlier->outputs.begin(), earlier->outputs.end(),
        [&](const HashedFile& written) { return is_as_written(folder, written.path, files); });
}

}  // namespace lisiere::io
