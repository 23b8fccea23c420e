// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/arrival.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "io/fetch/content_kind.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;

std::string Job::where(std::string_view url) const {
    if (request.source.empty()) return shown(url);
    return fmt::format("source « {} » ({})", request.source, shown(url));
}

Staged::~Staged() {
    std::error_code error;
    fs::remove(file_, error);
}

std::string require_content(const Job& job, const fs::path& file, std::string_view url) {
    const std::string kind = content_kind(file);
    const std::string expected =
        job.request.kinds.empty()
            ? "un fichier de données"
            : fmt::format("un fichier {}", fmt::join(job.request.kinds, " ou "));
    if (kind == "vide")
        throw FetchError(FetchFailure::cut, {job.where(url), kind_in_words(kind, file), expected,
                                             "réessayer plus tard"});
    if (!kind_allowed(kind, job.request.kinds))
        throw FetchError(
            FetchFailure::wrong_type,
            {job.where(url), kind_in_words(kind, file), expected,
             kind == "html"
                 ? "ouvrir l'adresse dans un navigateur : page de connexion, de "
                   "maintenance ou de mandataire, ou adresse d'une page et non du fichier"
                 : "vérifier l'adresse et le format déclaré"});
    if (!reaches_its_end(kind, file))
        throw FetchError(FetchFailure::cut,
                         {job.where(url), fmt::format("une archive {} sans sa fin", kind),
                          "une archive entière", "réessayer plus tard, ou prévenir l'éditeur"});
    return kind;
}

void require_checksum(const Job& job, const std::string& sha256, std::string_view url) {
    if (job.request.sha256.empty() || job.request.sha256 == sha256) return;
    throw FetchError(FetchFailure::checksum,
                     {job.where(url), fmt::format("empreinte SHA-256 {}", sha256),
                      fmt::format("empreinte {}", job.request.sha256),
                      "vérifier l'empreinte publiée ; le fichier a changé, ou n'est pas le bon"});
}

void settle(const Job& job, Fetched& fetched, const std::string& final_key) {
    const auto before = job.store.record(job.request.url);
    const bool same = before && before->sha256 == fetched.sha256;
    fetched.outcome = same     ? FetchOutcome::same_bytes
                      : before ? FetchOutcome::changed
                               : FetchOutcome::first;
    job.store.remember(job.request.url, {.url = job.shown(job.request.url),
                                         .final_url = fetched.final_url,
                                         .final_key = final_key,
                                         .etag = fetched.etag,
                                         .last_modified = fetched.last_modified,
                                         .media_type = fetched.media_type,
                                         .sha256 = fetched.sha256,
                                         .bytes = fetched.bytes,
                                         .date = same ? before->date : job.request.date});
}

}  // namespace lisiere::io
