// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/fetch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <thread>

#include "io/base/files.hpp"
#include "io/fetch/content_kind.hpp"
#include "io/fetch/local_source.hpp"
#include "io/fetch/transfer.hpp"

namespace lisiere::io {
namespace {

using std::chrono::milliseconds;

/// first × 2ⁿ, at most `longest`, times a share in [0.5, 1[ that depends on seed, address and
/// attempt: clients that failed together do not come back together.
milliseconds backoff(const FetchOptions& options, const std::string& url, unsigned attempt) {
    const std::string hash =
        sha256_of_text(fmt::format("{} {} {}", options.waiting.seed, attempt, url));
    const double share =
        0.5 + 0.5 * static_cast<double>(std::stoul(hash.substr(0, 8), nullptr, 16)) / 4294967296.0;
    const double whole = std::min(static_cast<double>(options.limits.first_wait.count()) *
                                      static_cast<double>(1ULL << std::min(attempt - 1, 32U)),
                                  static_cast<double>(options.limits.longest_wait.count()));
    return milliseconds(static_cast<milliseconds::rep>(whole * share));
}

/// Waits in slices, so that progress can stop the work.
void wait(const Job& job, milliseconds time) {
    constexpr milliseconds slice{250};
    while (time.count() > 0) {
        report(job.progress, job.step(), 0);
        job.options.waiting.sleep(std::min(time, slice));
        time -= slice;
    }
}

FetchError after_attempts(const FetchError& error, unsigned attempts) {
    if (attempts == 1) return error;
    Trouble trouble = error.trouble();
    trouble.found += fmt::format(", après {} essais", attempts);
    FetchError last(error.failure, std::move(trouble), error.status);
    last.attempts = attempts;
    last.after = error.after;
    return last;
}

template <class Attempt>
Fetched with_retries(const Job& job, const Attempt& attempt) {
    for (unsigned count = 1;; ++count) {
        try {
            Fetched fetched = attempt();
            fetched.attempts = count;
            return fetched;
        } catch (const FetchError& error) {
            const milliseconds pause = error.after
                                           ? std::max(milliseconds(*error.after),
                                                      backoff(job.options, job.request.url, count))
                                           : backoff(job.options, job.request.url, count);
            if (!passing(error.failure) || count > job.options.limits.retries ||
                job.options.waiting.now() + pause >= job.deadline)
                throw after_attempts(error, count);
            job.tell(fmt::format("{} : essai {} manqué, {} ; nouvel essai dans {:.1f} s",
                                 job.request.source, count, error.trouble().found,
                                 static_cast<double>(pause.count()) / 1000));
            wait(job, pause);
        }
    }
}

void require_hash(const FetchRequest& request) {
    if (request.sha256.empty() ||
        (request.sha256.size() == 64 &&
         request.sha256.find_first_not_of("0123456789abcdef") == std::string::npos))
        return;
    throw ConfigError({fmt::format("source « {} », empreinte", request.source),
                       fmt::format("« {} »", request.sha256),
                       "SHA-256 : 64 chiffres hexadécimaux en minuscules", "corriger l'empreinte"});
}

/// A checksum that the store holds leaves nothing to ask.
std::optional<Fetched> pinned(const Job& job) {
    if (job.request.sha256.empty()) return {};
    const auto file = job.store.find(job.request.sha256);
    const auto record = job.store.record(job.request.url);
    if (!file || !record || record->sha256 != job.request.sha256) return {};
    Fetched fetched;
    fetched.file = *file;
    fetched.sha256 = record->sha256;
    fetched.bytes = record->bytes;
    fetched.kind = require_content(job, *file, job.request.url);
    fetched.final_url = record->final_url;
    fetched.etag = record->etag;
    fetched.last_modified = record->last_modified;
    fetched.media_type = record->media_type;
    fetched.outcome = FetchOutcome::unchanged;
    return fetched;
}

}  // namespace

Waiting real_waiting() {
    std::random_device device;
    return {.sleep = [](milliseconds time) { std::this_thread::sleep_for(time); },
            .now = [] { return std::chrono::steady_clock::now(); },
            .seed = device()};
}

std::string to_text(FetchOutcome outcome) {
    switch (outcome) {
        case FetchOutcome::unchanged:
            return "inchange";
        case FetchOutcome::same_bytes:
            return "identique";
        case FetchOutcome::changed:
            return "change";
        case FetchOutcome::first:
            return "premier";
    }
    return {};
}

Fetched fetch(const FetchRequest& request, Store& store, const FetchOptions& options,
              const Credentials& credentials, const Progress& progress) {
    require_hash(request);
    const Job job{request,
                  store,
                  options,
                  credentials,
                  progress,
                  credentials.secrets(),
                  options.waiting.now() + options.limits.total};
    if (auto known = pinned(job)) return *known;
    Fetched fetched;
    if (is_remote(request.url)) {
        fetched = with_retries(job, [&] {
            Partial partial(store, request.url);
            return Transfer(job, partial).attempt();
        });
    } else {
        fetched = with_retries(job, [&] { return fetch_local(job); });
    }
    report(progress, job.step(), 1);
    return fetched;
}

Fetched fetch_newest(const FetchRequest& request, const UrlFill& fill, Store& store,
                     const FetchOptions& options, const Credentials& credentials,
                     const Progress& progress) {
    const std::vector<UrlCandidate> candidates = fill_url(request.url, fill);
    for (std::size_t i = 0;; ++i) {
        FetchRequest one = request;
        one.url = candidates[i].url;
        try {
            Fetched fetched = fetch(one, store, options, credentials, progress);
            fetched.year = candidates[i].year;
            return fetched;
        } catch (const FetchError& error) {
            if (error.failure != FetchFailure::absent) throw;
            if (i + 1 < candidates.size()) {
                if (options.tell)
                    options.tell(fmt::format("{} : rien pour {}, essai de {}", request.source,
                                             candidates[i].year, candidates[i + 1].year));
                continue;
            }
            if (candidates.size() == 1) throw;
            Trouble trouble = error.trouble();
            trouble.found += fmt::format(" (années {} à {} essayées)", candidates.back().year,
                                         candidates.front().year);
            throw FetchError(error.failure, std::move(trouble), error.status);
        }
    }
}

}  // namespace lisiere::io
