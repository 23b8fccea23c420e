// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/archive_reader.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <locale.h>

#include <algorithm>
#include <system_error>
#include <vector>

#include "io/base/error.hpp"
#include "io/fetch/content_kind.hpp"
#include "io/fetch/entry_name.hpp"
#include "io/fetch/printable.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

/// Below this a ratio says nothing: a small table may shrink five hundred times.
constexpr std::uintmax_t ratio_from = 64U << 20U;

}  // namespace

/// Names come out in the character set of the thread's locale, UTF-8 here whatever the program's
/// is.
struct ArchiveReader::Locale {
    Locale() : utf8(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {
        if (utf8 != nullptr) before = ::uselocale(utf8);
    }
    ~Locale() {
        if (utf8 == nullptr) return;
        ::uselocale(before);
        ::freelocale(utf8);
    }
    Locale(const Locale&) = delete;
    Locale& operator=(const Locale&) = delete;
    locale_t utf8;
    locale_t before = nullptr;
};

ArchiveReader::ArchiveReader(const fs::path& file, std::string name, const ArchiveLimits& limits,
                             ArchiveUse& use)
    : name_(std::move(name)), limits_(limits), use_(use), locale_(std::make_unique<Locale>()) {
    std::error_code error;
    size_ = fs::file_size(file, error);
    if (error)
        refuse("", "archive absente ou illisible", "un fichier lisible",
               "vérifier le chemin et les droits");
    const std::string kind = content_kind(file);
    if (kind == "rar" || kind == "zst" ||
        (kind != "zip" && kind != "7z" && kind != "tar" && kind != "gz" && kind != "bz2" &&
         kind != "xz"))
        refuse("", kind_in_words(kind, file), "une archive zip, 7z, tar, gz, bz2 ou xz",
               "demander une archive zip à l'éditeur, ou la refaire");
    if (!reaches_its_end(kind, file))
        refuse("", fmt::format("une archive {} sans sa fin", kind), "une archive entière",
               "télécharger à nouveau");
    reader_ = archive_read_new();
    for (const auto support : {&archive_read_support_filter_none, &archive_read_support_filter_gzip,
                               &archive_read_support_filter_bzip2, &archive_read_support_filter_xz,
                               &archive_read_support_format_tar, &archive_read_support_format_7zip,
                               &archive_read_support_format_zip_seekable})
        support(reader_);
    // What is compressed and no archive within: one file.
    if (kind == "gz" || kind == "bz2" || kind == "xz") archive_read_support_format_raw(reader_);
    if (archive_read_open_filename(reader_, file.c_str(), 1U << 18U) != ARCHIVE_OK) {
        // Nothing else may be asked of a reader that did not open.
        const std::unique_ptr<archive, decltype(&archive_read_free)> closing(reader_,
                                                                             &archive_read_free);
        refuse_damaged("");
    }
}

ArchiveReader::~ArchiveReader() {
    archive_read_free(reader_);
}

bool ArchiveReader::next(Entry& entry) {
    const int code = archive_read_next_header(reader_, &entry_);
    if (code == ARCHIVE_EOF) return false;
    if (archive_read_has_encrypted_entries(reader_) > 0) refuse_encrypted("");
    if (code < ARCHIVE_WARN) refuse_damaged("");
    single_ = archive_format(reader_) == ARCHIVE_FORMAT_RAW;
    entry = {};
    const char* bytes = archive_entry_pathname(entry_);
    const std::string raw = single_            ? without_archive_suffix(name_)
                            : bytes != nullptr ? std::string(bytes)
                                               : std::string();
    const std::string name = entry_name_in_utf8(raw);
    if (archive_entry_is_encrypted(entry_) > 0) refuse_encrypted(name);
    std::string why;
    const auto path = safe_entry_path(name, limits_, why);
    if (!path)
        refuse(name.substr(0, 80), why, "des fichiers et dossiers à l'intérieur de l'archive",
               "ne pas utiliser cette archive, et prévenir son éditeur");
    entry.path = *path;
    const auto type = archive_entry_filetype(entry_);
    entry.folder = type == AE_IFDIR;
    if (archive_entry_hardlink(entry_) != nullptr || archive_entry_symlink(entry_) != nullptr ||
        (type != AE_IFREG && type != AE_IFDIR))
        refuse(entry.path, "un lien ou un fichier spécial", "des fichiers et des dossiers",
               "ne pas utiliser cette archive, et prévenir son éditeur");
    if (++use_.entries > limits_.most_entries)
        refuse("", fmt::format("plus de {} fichiers et dossiers", limits_.most_entries),
               "moins de fichiers", "vérifier que c'est la bonne archive, ou relever la limite");
    entry.bytes_known = archive_entry_size_is_set(entry_) != 0 && !single_;
    if (entry.bytes_known) {
        entry.bytes =
            static_cast<std::uintmax_t>(std::max<la_int64_t>(0, archive_entry_size(entry_)));
        require_within_limits(entry.path, entry.bytes);
    }
    return true;
}

void ArchiveReader::read(const Entry& entry,
                         const std::function<void(std::span<const char>)>& block) {
    std::vector<char> buffer(1U << 18U);
    for (;;) {
        const la_ssize_t got = archive_read_data(reader_, buffer.data(), buffer.size());
        if (got == 0) return;
        if (got < 0) {
            if (archive_read_has_encrypted_entries(reader_) > 0) refuse_encrypted(entry.path);
            refuse_damaged(entry.path);
        }
        require_within_limits(entry.path, static_cast<std::uintmax_t>(got));
        use_.bytes += static_cast<std::uintmax_t>(got);
        block({buffer.data(), static_cast<std::size_t>(got)});
    }
}

std::uintmax_t ArchiveReader::compressed_read() const {
    return static_cast<std::uintmax_t>(std::max<la_int64_t>(0, archive_filter_bytes(reader_, -1)));
}

void ArchiveReader::require_within_limits(const std::string& path, std::uintmax_t more) const {
    if (more > limits_.most_bytes || use_.bytes > limits_.most_bytes - more)
        refuse(path, fmt::format("plus de {} octets une fois déballée", limits_.most_bytes),
               "une archive moins grande",
               "vérifier que c'est la bonne archive, ou relever la limite");
    const std::uintmax_t total = use_.bytes + more;
    if (total > ratio_from &&
        static_cast<double>(total) > limits_.most_ratio * static_cast<double>(size_))
        refuse(path,
               fmt::format("{} octets pour une archive de {} : plus de {:g} fois", total, size_,
                           limits_.most_ratio),
               "une archive ordinaire",
               "ne pas utiliser cette archive si elle n'est pas d'un éditeur connu, ou relever la "
               "limite");
}

void ArchiveReader::refuse(const std::string& path, const std::string& found,
                           const std::string& expected, const std::string& advice) const {
    throw InputError({path.empty() ? name_ : fmt::format("{}, {}", name_, printable(path)), found,
                      expected, advice});
}

void ArchiveReader::refuse_damaged(const std::string& path) const {
    const char* reason = reader_ == nullptr ? nullptr : archive_error_string(reader_);
    refuse(path,
           fmt::format("archive tronquée ou abîmée{}",
                       reason == nullptr ? "" : fmt::format(" ({})", reason)),
           "une archive entière", "télécharger à nouveau");
}

void ArchiveReader::refuse_encrypted(const std::string& path) const {
    refuse(path, "une archive protégée par un mot de passe", "une archive ouverte",
           "la déballer à la main avec son mot de passe, et donner les fichiers");
}

}  // namespace lisiere::io
