// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/transfer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "engine/core/ascii.hpp"
#include "io/base/files.hpp"
#include "io/fetch/gunzip.hpp"
#include "io/fetch/http_trouble.hpp"
#include "io/fetch/printable.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

bool is_redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// What names this version of the body byte for byte: "" when the server does not.
std::string validator(const http::Head& head) {
    const std::string etag = head.header("etag");
    if (!etag.empty() && !etag.starts_with("W/")) return etag;
    return head.header("last-modified");
}

struct ContentRange {
    std::uintmax_t first = 0;
    std::uintmax_t total = 0;  ///< 0: not told
};
std::optional<ContentRange> content_range(const std::string& text) {
    constexpr std::string_view unit = "bytes ";
    if (!text.starts_with(unit)) return {};
    ContentRange range;
    const char* end = text.data() + text.size();
    const auto first = std::from_chars(text.data() + unit.size(), end, range.first);
    if (first.ec != std::errc() || first.ptr == end || *first.ptr != '-') return {};
    const std::size_t slash = text.find('/');
    if (slash != std::string::npos) std::from_chars(text.data() + slash + 1, end, range.total);
    return range;
}

std::string with_parameter(const std::string& url, const std::string& name,
                           const std::string& value) {
    const auto escaped = [](const std::string& text) {
        std::string out;
        for (const unsigned char c : text) {
            const bool plain = is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                               c == '-' || c == '_' || c == '.' || c == '~';
            out += plain ? std::string(1, static_cast<char>(c)) : fmt::format("%{:02X}", c);
        }
        return out;
    };
    return fmt::format("{}{}{}={}", url, url.find('?') == std::string::npos ? '?' : '&',
                       escaped(name), escaped(value));
}

}  // namespace

struct Transfer::Asked {
    http::Call call;
    std::string where;  ///< for messages
    std::string key;    ///< of the address, as the store and the partial file name it
    bool conditional = false;
    bool resumed = false;
    bool credentials = false;
};

Transfer::Transfer(const Job& job, Partial& partial)
    : job_(job), partial_(partial), home_(parse_url(job.request.url)) {
    if (home_.has_password)
        throw ConfigError({job.where(job.request.url), "un nom ou un mot de passe dans l'adresse",
                           "une adresse sans secret",
                           "le mettre dans le fichier d'identifiants (mode 0600)"});
    record_ = job.store.record(job.request.url);
    if (record_ && !job.store.find(record_->sha256)) record_.reset();
}

void Transfer::prepare(const Url& url, Asked& asked) const {
    const FetchOptions& options = job_.options;
    asked.where = job_.where(url.text());
    asked.key = sha256_of_text(url.text());
    http::Call& call = asked.call;
    call.url = url.text();
    call.user_agent = options.network.user_agent;
    call.ca_bundle = options.network.ca_bundle.string();
    call.connect = options.limits.connect;
    call.stalled = options.limits.stalled;
    call.total = std::chrono::duration_cast<std::chrono::milliseconds>(job_.deadline -
                                                                       options.waiting.now());
    if (call.total.count() <= 0)
        throw FetchError(
            FetchFailure::timeout,
            {asked.where, fmt::format("pas fini en {} s", options.limits.total.count()),
             "un téléchargement dans le temps donné",
             "réessayer plus tard, ou donner plus de temps à cette source"});
    call.headers = {"Accept: */*", "Accept-Encoding: gzip"};
    if (const Secret* secret =
            job_.credentials.find(job_.request.source, url.host, url.origin() == home_.origin())) {
        if (url.scheme != "https" && !secret->in_clear)
            throw ConfigError({asked.where, "des identifiants qui partiraient en clair (http)",
                               "une adresse https",
                               "passer à https, ou écrire en_clair = true dans le fichier "
                               "d'identifiants"});
        asked.credentials = true;
        call.user = secret->user;
        call.password = secret->password;
        if (!secret->token.empty())
            call.headers.push_back("Authorization: Bearer " + secret->token);
        if (!secret->header.first.empty())
            call.headers.push_back(secret->header.first + ": " + secret->header.second);
        if (!secret->parameter.first.empty())
            call.url = with_parameter(call.url, secret->parameter.first, secret->parameter.second);
    }
    if (record_ && record_->final_key == asked.key) {
        // An ETag alone where there is one: dates go back when a server restores an older file.
        asked.conditional = !record_->etag.empty() || !record_->last_modified.empty();
        if (!record_->etag.empty())
            call.headers.push_back("If-None-Match: " + record_->etag);
        else if (!record_->last_modified.empty())
            call.headers.push_back("If-Modified-Since: " + record_->last_modified);
    }
    if (partial_.size() > 0 && partial_.about() && partial_.about()->final_key == asked.key &&
        !partial_.about()->validator.empty()) {
        asked.resumed = true;
        call.headers.push_back(fmt::format("Range: bytes={}-", partial_.size()));
        call.headers.push_back("If-Range: " + partial_.about()->validator);
    }
}

bool Transfer::begin(const http::Head& head, const Asked& asked) {
    const auto require_size = [&](std::uintmax_t bytes) {
        if (bytes > job_.options.limits.most_bytes)
            throw FetchError(FetchFailure::too_large,
                             {asked.where, fmt::format("{} octets annoncés", bytes),
                              fmt::format("{} octets au plus", job_.options.limits.most_bytes),
                              "vérifier l'adresse, ou relever la limite de cette source"},
                             head.status);
    };
    if (head.status == 200 || head.status == 203) {
        const std::uintmax_t total = head.content_length().value_or(0);
        require_size(total);
        partial_.restart({.final_key = asked.key,
                          .validator = validator(head),
                          .encoding = head.header("content-encoding"),
                          .total = total,
                          .date = job_.request.date});
        return true;
    }
    if (head.status != 206 || !asked.resumed) return false;
    require_same_version(head, asked.where);
    require_size(partial_.size() + head.content_length().value_or(0));
    job_.tell(fmt::format("{} : reprise à {} octets", job_.request.source, partial_.size()));
    return true;
}

void Transfer::require_same_version(const http::Head& head, const std::string& where) {
    const PartialAbout& about = *partial_.about();
    const auto range = content_range(head.header("content-range"));
    const std::string now = validator(head);
    const bool same = range && range->first == partial_.size() &&
                      (range->total == 0 || about.total == 0 || range->total == about.total) &&
                      (now.empty() || now == about.validator) &&
                      head.header("content-encoding") == about.encoding;
    if (same) return;
    partial_.discard();
    throw FetchError(FetchFailure::changed,
                     {where, "la suite d'une autre version du fichier", "la suite demandée",
                      "réessayer : le téléchargement recommencera"},
                     head.status);
}

void Transfer::receive(std::span<const char> bytes, const std::string& where) {
    if (partial_.size() + bytes.size() > job_.options.limits.most_bytes) {
        partial_.discard();
        throw FetchError(FetchFailure::too_large,
                         {where, "plus d'octets que permis",
                          fmt::format("{} octets au plus", job_.options.limits.most_bytes),
                          "vérifier l'adresse, ou relever la limite de cette source"});
    }
    partial_.append(bytes);
    const std::uintmax_t total = partial_.about() ? partial_.about()->total : 0;
    if (total > 0)
        job_.told = std::max(job_.told, std::min(1.0, static_cast<double>(partial_.size()) /
                                                          static_cast<double>(total)));
    report(job_.progress, job_.step(), job_.told);
}

Url Transfer::redirected(const Url& from, const http::Head& head, unsigned hops) const {
    const std::string where = job_.where(from.text());
    const auto refuse = [&](const std::string& found, const std::string& expected) {
        throw FetchError(
            FetchFailure::redirect,
            {where, found, expected, "vérifier l'adresse ; donner celle du fichier lui-même"},
            head.status);
    };
    const std::string location = head.header("location");
    if (location.empty()) refuse("une redirection sans adresse", "une adresse");
    if (hops >= job_.options.limits.redirects)
        refuse(fmt::format("plus de {} redirections", job_.options.limits.redirects), "le fichier");
    Url to;
    try {
        to = resolve(from, location);
    } catch (const ConfigError&) {
        refuse(fmt::format("une redirection vers « {} »", job_.shown(location)),
               "une adresse http ou https");
    }
    if (to.scheme != "https" && to.scheme != "http")
        refuse(fmt::format("une redirection vers « {} »", job_.shown(location)),
               "une adresse http ou https");
    if (from.scheme == "https" && to.scheme == "http")
        refuse(fmt::format("une redirection de https vers http ({})", job_.shown(to.text())),
               "une adresse https");
    if (to.text() == from.text()) refuse("une redirection sur elle-même", "le fichier");
    return to;
}

Fetched Transfer::attempt() {
    Url url = home_;
    for (unsigned hops = 0;; ++hops) {
        if (url.scheme != "https" && url.scheme != "http")
            throw FetchError(FetchFailure::address,
                             {job_.where(url.text()), fmt::format("« {}:// »", url.scheme),
                              "https, http, file:// ou un chemin", "corriger l'adresse"});
        Asked asked;
        prepare(url, asked);
        const http::Sink sink{
            .begin = [&](const http::Head& head) { return begin(head, asked); },
            .body = [&](std::span<const char> bytes) { receive(bytes, asked.where); },
            .tick = [&](std::uintmax_t) { report(job_.progress, job_.step(), job_.told); }};
        const http::Result result = http::get(asked.call, sink);
        if (result.end != http::End::whole && result.end != http::End::unwanted)
            throw trouble_of(result, asked.where, asked.call);
        const int status = result.head.status;
        if (is_redirect(status)) {
            url = redirected(url, result.head, hops);
            continue;
        }
        if (status == 304 && asked.conditional) return unchanged();
        if (result.end == http::End::whole && (status == 200 || status == 203 || status == 206))
            return arrived(url, asked.key, result.head);
        if (status == 416 && asked.resumed) {
            partial_.discard();
            throw FetchError(FetchFailure::changed,
                             {asked.where, "le fichier est devenu plus court", "la suite demandée",
                              "réessayer : le téléchargement recommencera"},
                             status);
        }
        FetchError error = trouble_of_status(result.head, asked.where, asked.credentials);
        error.after = retry_after(result.head);
        throw error;
    }
}

Fetched Transfer::unchanged() const {
    Fetched fetched;
    fetched.file = *job_.store.find(record_->sha256);
    fetched.sha256 = record_->sha256;
    fetched.bytes = record_->bytes;
    fetched.kind = require_content(job_, fetched.file, job_.request.url);
    require_checksum(job_, fetched.sha256, job_.request.url);
    fetched.final_url = record_->final_url;
    fetched.etag = record_->etag;
    fetched.last_modified = record_->last_modified;
    fetched.media_type = record_->media_type;
    fetched.outcome = FetchOutcome::unchanged;
    return fetched;
}

Fetched Transfer::arrived(const Url& url, const std::string& key, const http::Head& head) {
    const std::string encoding = partial_.about()->encoding;
    const Staged received(partial_.take(job_.store));
    const Staged decoded(job_.store.staging("decode"));
    const std::string where = job_.where(url.text());
    fs::path file = received.file();
    if (encoding == "gzip" || encoding == "x-gzip") {
        if (undo_gzip(received.file(), decoded.file(), url.target, where,
                      job_.options.limits.most_bytes))
            file = decoded.file();
    } else if (!encoding.empty() && encoding != "identity") {
        throw FetchError(FetchFailure::wrong_type,
                         {where, fmt::format("un envoi codé « {} »", printable(encoding)),
                          "un envoi tel quel, ou en gzip", "prévenir l'éditeur"},
                         head.status);
    }
    Fetched fetched;
    fetched.kind = require_content(job_, file, url.text());
    fetched.bytes = fs::file_size(file);
    fetched.sha256 = sha256_of(file);
    require_checksum(job_, fetched.sha256, url.text());
    fetched.final_url = job_.shown(url.text());
    fetched.etag = printable(head.header("etag"));
    fetched.last_modified = printable(head.header("last-modified"));
    fetched.media_type = printable(head.header("content-type"));
    fetched.file = job_.store.add(file, fetched.sha256);
    settle(job_, fetched, key);
    return fetched;
}

}  // namespace lisiere::io
