// SPDX-License-Identifier: Apache-2.0
#include "io/base/files.hpp"

#include <sys/auxv.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <vector>

#include "io/base/error.hpp"
#include "io/base/input_kind.hpp"
#include "io/base/sha256.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

std::string hash_file(const fs::path& path) {
    require_no_device(path, path.string());
    std::ifstream in(path, std::ios::binary);
    if (!in)
        throw InputError({path.string(), "fichier absent ou illisible", "un fichier lisible",
                          "vérifier le chemin et les droits"});
    Sha256 hash;
    std::vector<char> block(1U << 20U);
    while (in) {
        in.read(block.data(), static_cast<std::streamsize>(block.size()));
        hash.add(block.data(), static_cast<std::size_t>(in.gcount()));
    }
    return hash.hex();
}

[[noreturn]] void refuse_to_write(const fs::path& file) {
    throw OutputError({file.string(), "écriture impossible", "de la place et des droits d'écriture",
                       "vérifier le disque"});
}

}  // namespace

std::string sha256_of(const fs::path& path) {
    if (!fs::is_directory(path)) return hash_file(path);
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(path))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    Sha256 hash;
    for (const fs::path& file : files) {
        const std::string line =
            file.lexically_relative(path).generic_string() + ' ' + hash_file(file) + '\n';
        hash.add(line.data(), line.size());
    }
    return hash.hex();
}

std::string sha256_of_text(const std::string& text) {
    Sha256 hash;
    hash.add(text.data(), text.size());
    return hash.hex();
}

std::string read_text(const fs::path& path) {
    require_no_device(path, path.string());
    std::error_code error;
    const std::uintmax_t size = fs::file_size(path, error);
    std::ifstream in(path, std::ios::binary);
    if (!in || error)
        throw InputError({path.string(), "fichier absent ou illisible", "un fichier lisible",
                          "vérifier le chemin et les droits"});
    std::string text(static_cast<std::size_t>(size), '\0');
    in.read(text.data(), static_cast<std::streamsize>(size));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text;
}

void write_text(const fs::path& file, const std::string& text) {
    std::ofstream out(file, std::ios::binary);
    out << text;
    out.flush();
    if (!out) refuse_to_write(file);
}

void link_or_copy(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::create_hard_link(from, to, error);
    if (error) fs::copy_file(from, to, error);
    if (error) refuse_to_write(to);
}

namespace {

/// The file that runs; as it was called where /proc is not mounted.
fs::path program_file() {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (!error) return program;
    const auto* called = reinterpret_cast<const char*>(getauxval(AT_EXECFN));
    return called == nullptr ? fs::path() : fs::canonical(called, error);
}

}  // namespace

fs::path data_folder() {
    if (const char* folder = std::getenv("LISIERE_DATA")) return folder;
    // Beside the program, wherever it was installed: a package is built under another prefix.
    const fs::path installed =
        (program_file().parent_path() / LISIERE_DATA_BESIDE).lexically_normal();
    if (fs::exists(installed / "geodata")) return installed;
    return LISIERE_SOURCE_DATA;
}

}  // namespace lisiere::io
