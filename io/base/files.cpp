// SPDX-License-Identifier: Apache-2.0
#include "io/base/files.hpp"

#include <sys/auxv.h>

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <vector>

#include "io/base/error.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

class Sha256 {
  public:
    Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
        EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
    }
    void add(const char* bytes, std::size_t count) {
        EVP_DigestUpdate(context_.get(), bytes, count);
    }
    std::string hex() {
        std::array<unsigned char, 32> digest{};
        unsigned size = 0;
        EVP_DigestFinal_ex(context_.get(), digest.data(), &size);
        static constexpr char digits[] = "0123456789abcdef";
        std::string text;
        for (const unsigned char byte : digest) {
            text += digits[byte >> 4U];
            text += digits[byte & 15U];
        }
        return text;
    }

  private:
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

std::string hash_file(const fs::path& path) {
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
    std::ifstream in(path, std::ios::binary);
    if (!in || fs::is_directory(path))
        throw InputError({path.string(), "fichier absent ou illisible", "un fichier lisible",
                          "vérifier le chemin et les droits"});
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
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
