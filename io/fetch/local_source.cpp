// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/local_source.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

#include "io/base/sha256.hpp"
#include "io/fetch/durable.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

struct stat require_file(const Job& job, const fs::path& path, int handle) {
    struct stat about {};
    if (handle < 0 || ::fstat(handle, &about) != 0)
        throw FetchError(errno == EACCES ? FetchFailure::refused : FetchFailure::absent,
                         {job.where(job.request.url), "fichier absent ou illisible",
                          "un fichier lisible", "vérifier le chemin et les droits"});
    if (!S_ISREG(about.st_mode))
        throw FetchError(FetchFailure::wrong_type,
                         {job.where(job.request.url),
                          S_ISDIR(about.st_mode) ? "un dossier" : "un fichier spécial",
                          "un seul fichier, tel qu'il est publié",
                          "donner l'archive (zip) plutôt que le dossier"});
    if (path.extension() == ".shp" || path.extension() == ".SHP")
        throw FetchError(
            FetchFailure::wrong_type,
            {job.where(job.request.url), "une partie seulement d'un shapefile (.shp)",
             "un seul fichier", "donner l'archive (zip) qui tient aussi .dbf, .shx, .prj"});
    if (static_cast<std::uintmax_t>(about.st_size) > job.options.limits.most_bytes)
        throw FetchError(FetchFailure::too_large,
                         {job.where(job.request.url), fmt::format("{} octets", about.st_size),
                          fmt::format("{} octets au plus", job.options.limits.most_bytes),
                          "relever la limite de cette source"});
    return about;
}

/// Reads the whole file, hashes it, and writes it to `copy` unless that is -1.
std::string read_through(const Job& job, int from, std::uintmax_t size, int copy,
                         const fs::path& target) {
    if (::lseek(from, 0, SEEK_SET) < 0) return {};
    Sha256 hash;
    std::vector<char> block(1U << 20U);
    std::uintmax_t done = 0;
    for (;;) {
        const ssize_t got = ::read(from, block.data(), block.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0)
            throw FetchError(FetchFailure::cut, {job.where(job.request.url), "lecture interrompue",
                                                 "un fichier lisible", "vérifier le disque"});
        if (got == 0) return hash.hex();
        hash.add(block.data(), static_cast<std::size_t>(got));
        if (copy >= 0)
            durable::write_all(copy, block.data(), static_cast<std::size_t>(got), target);
        done += static_cast<std::uintmax_t>(got);
        if (done <= size)
            report(job.progress, job.step(), static_cast<double>(done) / static_cast<double>(size));
    }
}

/// FetchError when the file is not what it was when it was opened.
void require_still(const Job& job, const struct stat& before, int handle) {
    struct stat now {};
    if (::fstat(handle, &now) == 0 && now.st_size == before.st_size &&
        now.st_mtim.tv_sec == before.st_mtim.tv_sec &&
        now.st_mtim.tv_nsec == before.st_mtim.tv_nsec)
        return;
    throw FetchError(
        FetchFailure::changed,
        {job.where(job.request.url), "un fichier qui change pendant la lecture",
         "un fichier achevé", "attendre la fin de l'écriture ; écrire à côté, puis renommer"});
}

}  // namespace

Fetched fetch_local(const Job& job) {
    const fs::path path = local_path(job.request.url);
    const durable::Descriptor from(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    const struct stat before = require_file(job, path, from.get());
    Fetched fetched;
    fetched.kind = require_content(job, path, job.request.url);
    fetched.bytes = static_cast<std::uintmax_t>(before.st_size);
    fetched.final_url = job.shown(job.request.url);
    fetched.sha256 = read_through(job, from.get(), fetched.bytes, -1, {});
    require_still(job, before, from.get());
    require_checksum(job, fetched.sha256, job.request.url);
    if (const auto there = job.store.find(fetched.sha256)) {
        fetched.file = *there;
    } else {
        const Staged staged(job.store.staging("local"));
        const durable::Descriptor copy(
            ::open(staged.file().c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
        if (copy.get() < 0) durable::refuse_to_write(staged.file());
        // What is kept is what was hashed while it was copied.
        fetched.sha256 = read_through(job, from.get(), fetched.bytes, copy.get(), staged.file());
        require_still(job, before, from.get());
        require_checksum(job, fetched.sha256, job.request.url);
        fetched.file = job.store.add(staged.file(), fetched.sha256);
    }
    settle(job, fetched, {});
    return fetched;
}

}  // namespace lisiere::io
