// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/http.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdlib>
#include <exception>
#include <memory>

namespace lisiere::io::http {
namespace {

using Clock = std::chrono::steady_clock;

/// One exchange, as the library's callbacks see it.
struct Exchange {
    Exchange(const Sink& taker, std::chrono::milliseconds silence)
        : sink(taker), patience(silence) {}
    const Sink& sink;
    std::chrono::milliseconds patience;
    Head head;
    bool begun = false;
    bool declined = false;
    bool silent = false;
    std::uintmax_t received = 0;
    Clock::time_point last_byte = Clock::now();
    std::exception_ptr thrown;

    /// Runs a part of ours: no exception may pass through the library.
    template <class Work>
    bool guarded(Work&& work) {
        try {
            return work();
        } catch (...) {
            thrown = std::current_exception();
            return false;
        }
    }
    bool begin() {
        if (begun) return !declined;
        begun = true;
        declined = !sink.begin(head);
        return !declined;
    }
};

std::size_t on_header(char* bytes, std::size_t, std::size_t count, void* user) {
    Exchange& exchange = *static_cast<Exchange*>(user);
    exchange.last_byte = Clock::now();
    std::string_view line(bytes, count);
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
    if (line.starts_with("HTTP/")) {
        // Each answer starts anew: "100 Continue", then the one that counts.
        exchange.head = {};
        const std::size_t space = std::min(line.find(' '), line.size() - 1);
        std::from_chars(line.data() + space + 1, line.data() + line.size(), exchange.head.status);
        return count;
    }
    const std::size_t colon = line.find(':');
    if (colon == line.npos) return count;
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const std::size_t first = line.find_first_not_of(" \t", colon + 1);
    std::string value(first == line.npos ? std::string_view() : line.substr(first));
    while (!value.empty() && (value.back() == ' ' || value.back() == '\t')) value.pop_back();
    exchange.head.headers[name] = value;
    return count;
}

std::size_t on_body(char* bytes, std::size_t, std::size_t count, void* user) {
    Exchange& exchange = *static_cast<Exchange*>(user);
    exchange.last_byte = Clock::now();
    const bool taken = exchange.guarded([&] {
        if (!exchange.begin()) return false;
        exchange.sink.body({bytes, count});
        exchange.received += count;
        return true;
    });
    return taken ? count : CURL_WRITEFUNC_ERROR;
}

int on_progress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    Exchange& exchange = *static_cast<Exchange*>(user);
    if (exchange.patience.count() > 0 && Clock::now() - exchange.last_byte > exchange.patience) {
        exchange.silent = true;
        return 1;
    }
    const bool on = exchange.guarded([&] {
        if (exchange.sink.tick) exchange.sink.tick(exchange.received);
        return true;
    });
    return on ? 0 : 1;
}

struct FreeHandle {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

std::string bundle_of(const Call& call) {
    if (!call.ca_bundle.empty()) return call.ca_bundle;
    for (const char* name : {"SSL_CERT_FILE", "CURL_CA_BUNDLE"})
        if (const char* file = std::getenv(name); file != nullptr && *file != '\0') return file;
    return {};
}

End end_of(CURLcode code, const Exchange& exchange, bool connected) {
    if (exchange.declined) return End::unwanted;
    if (exchange.silent) return End::stalled;
    switch (code) {
        case CURLE_OK:
            return End::whole;
        case CURLE_COULDNT_RESOLVE_HOST:
            return End::no_host;
        case CURLE_COULDNT_RESOLVE_PROXY:
            return End::no_proxy;
        case CURLE_COULDNT_CONNECT:
            return End::no_connection;
        case CURLE_OPERATION_TIMEDOUT:
            return connected ? End::timeout : End::connect_timeout;
        case CURLE_PEER_FAILED_VERIFICATION:
            return End::untrusted;
        case CURLE_SSL_CACERT_BADFILE:
            return End::no_bundle;
        case CURLE_PARTIAL_FILE:
        case CURLE_RECV_ERROR:
        case CURLE_SEND_ERROR:
        case CURLE_GOT_NOTHING:
        case CURLE_HTTP2:
        case CURLE_HTTP2_STREAM:
            return End::cut;
        default:
            return End::other;
    }
}

}  // namespace

std::string Head::header(const std::string& name) const {
    const auto at = headers.find(name);
    return at == headers.end() ? std::string() : at->second;
}

std::optional<std::uintmax_t> Head::content_length() const {
    const std::string text = header("content-length");
    std::uintmax_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size()) return {};
    return value;
}

Result get(const Call& call, const Sink& sink) {
    // The library wants to be started once in a process; it holds no setting of ours.
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    Exchange exchange(sink, call.stalled);
    const std::unique_ptr<CURL, FreeHandle> handle(curl_easy_init());
    Result result;
    if (started != CURLE_OK || handle == nullptr) {
        result.reason = "libcurl";
        return result;
    }
    CURL* curl = handle.get();
    std::unique_ptr<curl_slist, FreeList> list;
    for (const std::string& header : call.headers)
        if (curl_slist* longer = curl_slist_append(list.get(), header.c_str())) {
            static_cast<void>(list.release());
            list.reset(longer);
        }
    std::array<char, CURL_ERROR_SIZE> reason{};
    result.bundle = bundle_of(call);
    curl_easy_setopt(curl, CURLOPT_URL, call.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!result.bundle.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, result.bundle.c_str());
    curl_easy_setopt(curl, CURLOPT_USERAGENT, call.user_agent.c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list.get());
    if (!call.user.empty()) {
        curl_easy_setopt(curl, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
        curl_easy_setopt(curl, CURLOPT_USERNAME, call.user.c_str());
        curl_easy_setopt(curl, CURLOPT_PASSWORD, call.password.c_str());
    }
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(call.connect.count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(call.total.count()));
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, reason.data());
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &on_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &exchange);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &on_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &exchange);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &on_progress);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &exchange);
    const CURLcode code = curl_easy_perform(curl);
    // An answer without a body never reached the body's callback.
    if (code == CURLE_OK && exchange.head.status != 0 && !exchange.begun)
        exchange.guarded([&] { return exchange.begin(); });
    if (exchange.thrown) std::rethrow_exception(exchange.thrown);
    curl_off_t connected = 0;
    curl_easy_getinfo(curl, CURLINFO_CONNECT_TIME_T, &connected);
    result.end = end_of(code, exchange, connected > 0);
    // A proxy that does not let the connection through answers in place of the server.
    long tunnel = 0;
    curl_easy_getinfo(curl, CURLINFO_HTTP_CONNECTCODE, &tunnel);
    result.reason = reason[0] != '\0' ? reason.data() : curl_easy_strerror(code);
    result.head = std::move(exchange.head);
    if (code != CURLE_OK && tunnel >= 400) {
        result.end = End::proxy_refuses;
        result.head.status = static_cast<int>(tunnel);
    }
    return result;
}

}  // namespace lisiere::io::http
