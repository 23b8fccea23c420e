// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>

#include "io/base/files.hpp"
#include "io/refresh/edition_card.hpp"
#include "io/refresh/refresh_folder.hpp"
#include "io/report/manifest.hpp"

namespace lisiere::tests {

/// A folder that goes away.
struct Folder {
    std::filesystem::path path;
    Folder() {
        static std::atomic<int> next{0};
        path = std::filesystem::temp_directory_path() /
               ("lisiere_refresh_" + std::to_string(::getpid()) + "_" + std::to_string(next++));
        std::filesystem::create_directories(path);
    }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

inline void put(const std::filesystem::path& file, const std::string& text) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

/// Files of an edition with a manifest that lists them.
inline void make_edition(const std::filesystem::path& folder, const std::string& text) {
    put(folder / "lisiere.gpkg", text);
    put(folder / "carte" / "index.html", text);
    io::Manifest manifest;
    manifest.fingerprint = io::sha256_of_text(text);
    for (const char* name : {"lisiere.gpkg", "carte/index.html"})
        manifest.outputs.push_back({name, io::sha256_of(folder / name), text.size()});
    io::write_manifest(manifest, folder / "manifeste.json");
}

constexpr std::chrono::sys_seconds at(int day, int seconds = 0) {
    return std::chrono::sys_days(std::chrono::year{2026} / 11 / day) +
           std::chrono::seconds(seconds);
}

/// Publishes an edition that holds `text`; its card.
inline io::EditionCard publish(io::RefreshFolder& folder, std::chrono::sys_seconds when,
                               const std::string& text) {
    io::EditionCard card;
    card.name = folder.new_name(when);
    card.number = folder.new_number();
    card.date = card.name.substr(0, 10);
    card.fingerprint = text;
    make_edition(folder.candidate(card.name), text);
    folder.publish(card);
    return card;
}

inline io::RefreshFolder open(const Folder& folder) {
    return io::RefreshFolder(folder.path / "suivi", "Val", at(30));
}

inline std::string in_place(const Folder& folder) {
    return io::read_text(folder.path / "suivi" / "courante" / "lisiere.gpkg");
}

}  // namespace lisiere::tests
