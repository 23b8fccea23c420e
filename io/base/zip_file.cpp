// SPDX-License-Identifier: Apache-2.0
#include "io/base/zip_file.hpp"

#include <zip.h>

#include <algorithm>
#include <memory>

#include "io/base/error.hpp"

namespace lisiere::io {

std::uintmax_t most_unpacked(std::uintmax_t packed) {
    constexpr std::uintmax_t ratio = 200;
    constexpr std::uintmax_t harmless = std::uintmax_t{64} << 20U;
    constexpr std::uintmax_t most = std::uintmax_t{4} << 30U;
    return packed > most / ratio ? most : std::max(harmless, packed * ratio);
}

void require_sane_zip(const std::filesystem::path& archive, const std::string& where) {
    const std::unique_ptr<zip_t, void (*)(zip_t*)> zip(
        zip_open(archive.c_str(), ZIP_RDONLY, nullptr), zip_discard);
    if (!zip) return;
    const auto refuse = [&](const std::string& found, const std::string& expected) {
        throw InputError({where, found, expected, "vérifier d'où vient cette archive"});
    };
    constexpr zip_int64_t most_entries = 100000;
    const zip_int64_t count = zip_get_num_entries(zip.get(), 0);
    if (count > most_entries)
        refuse("une archive de " + std::to_string(count) + " fichiers",
               "au plus " + std::to_string(most_entries));
    std::uintmax_t total = 0;
    for (zip_int64_t at = 0; at < count; ++at) {
        zip_stat_t stat;
        zip_stat_init(&stat);
        if (zip_stat_index(zip.get(), static_cast<zip_uint64_t>(at), 0, &stat) != 0) continue;
        if ((stat.valid & ZIP_STAT_SIZE) == 0 || (stat.valid & ZIP_STAT_COMP_SIZE) == 0) continue;
        if (stat.size > most_unpacked(stat.comp_size))
            refuse(std::string("« ") + (stat.name == nullptr ? "" : stat.name) + " », " +
                       std::to_string(stat.comp_size) + " octets qui en déplient " +
                       std::to_string(stat.size),
                   "un fichier déplié au plus 200 fois plus grand, et d'au plus 4 Gio");
        total += stat.size;
    }
    // Many files may share the same packed bytes.
    const std::uintmax_t most = most_unpacked(std::filesystem::file_size(archive));
    if (total > most)
        refuse("une archive qui se déplie en " + std::to_string(total) + " octets",
               "au plus " + std::to_string(most));
}

std::vector<ZipEntry> read_zip(const std::filesystem::path& archive) {
    const std::string where = archive.string();
    require_sane_zip(archive, where);
    int code = 0;
    const std::unique_ptr<zip_t, void (*)(zip_t*)> zip(zip_open(archive.c_str(), ZIP_RDONLY, &code),
                                                       zip_discard);
    const auto refuse = [&](const std::string& found) {
        throw InputError({where, found, "une archive ZIP", "la refaire"});
    };
    if (!zip) refuse(code == ZIP_ER_NOENT ? "absent" : "une archive que rien n'ouvre");
    std::vector<ZipEntry> entries;
    const auto count = static_cast<zip_uint64_t>(zip_get_num_entries(zip.get(), 0));
    for (zip_uint64_t at = 0; at < count; ++at) {
        zip_stat_t stat;
        if (zip_stat_index(zip.get(), at, 0, &stat) != 0) refuse(zip_strerror(zip.get()));
        ZipEntry entry{stat.name, std::string(stat.size, '\0'), stat.comp_method == ZIP_CM_STORE};
        if (entry.name.ends_with('/')) continue;
        const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
            zip_fopen_index(zip.get(), at, 0), zip_fclose);
        if (!file || zip_fread(file.get(), entry.bytes.data(), stat.size) !=
                         static_cast<zip_int64_t>(stat.size))
            refuse("« " + entry.name + " », que rien ne déplie");
        entries.push_back(std::move(entry));
    }
    return entries;
}

void write_zip(const std::filesystem::path& archive, const std::vector<ZipEntry>& entries) {
    const auto fail = [&](const std::string& why) {
        throw OutputError(
            {archive.string(), why, "de la place et des droits d'écriture", "vérifier le disque"});
    };
    int code = 0;
    zip_t* zip = zip_open(archive.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (zip == nullptr) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        const std::string why = zip_error_strerror(&error);
        zip_error_fini(&error);
        fail(why);
    }
    constexpr zip_uint16_t first_of_january_2000 = (2000 - 1980) << 9 | 1 << 5 | 1;
    for (const ZipEntry& entry : entries) {
        zip_source_t* source = zip_source_buffer(zip, entry.bytes.data(), entry.bytes.size(), 0);
        const zip_int64_t at =
            source == nullptr ? -1
                              : zip_file_add(zip, entry.name.c_str(), source, ZIP_FL_ENC_UTF_8);
        if (at < 0) {
            if (source != nullptr) zip_source_free(source);
            zip_discard(zip);
            fail("archive refusée");
        }
        const auto index = static_cast<zip_uint64_t>(at);
        if (entry.stored) zip_set_file_compression(zip, index, ZIP_CM_STORE, 0);
        zip_file_set_dostime(zip, index, 0, first_of_january_2000, 0);
    }
    if (zip_close(zip) != 0) {
        const std::string why = zip_strerror(zip);
        zip_discard(zip);
        fail(why);
    }
}

}  // namespace lisiere::io
