// SPDX-License-Identifier: Apache-2.0
// An archive of any kind: listed, and unpacked; nothing may be left of one that is refused, and
// nothing may lie outside its folder.
#include "io/fetch/archive.hpp"
#include "tests/fuzz/fuzz_input.hpp"

using namespace lisiere;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::InputFile file(".archive");
    static const std::filesystem::path folder = file.holding("").string() + ".deballe";
    io::ArchiveLimits limits;
    limits.most_bytes = 1U << 20U;
    limits.most_entries = 100;
    const auto& path = file.holding(fuzz::text_of(data, size));
    fuzz::expect_result_or_message(
        [&] { static_cast<void>(io::list_archive(path, "essai", limits)); });
    fuzz::expect_result_or_message([&] {
        const io::Unpacked unpacked = io::unpack(path, "essai", folder, limits);
        for (const io::ArchiveEntry& entry : unpacked.files)
            if (std::filesystem::file_size(folder / entry.path) != entry.bytes) __builtin_trap();
    });
    std::filesystem::remove_all(folder);
    return 0;
}
