// SPDX-License-Identifier: Apache-2.0
#include "io/serve/server.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <microhttpd.h>
#include <netinet/in.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <string>
#include <string_view>

#include "io/base/error.hpp"
#include "io/serve/headers.hpp"
#include "io/serve/http_conditions.hpp"
#include "io/serve/http_range.hpp"
#include "io/serve/slow_clients.hpp"

namespace lisiere::io {
namespace {

using Response = std::unique_ptr<MHD_Response, decltype(&MHD_destroy_response)>;

std::optional<std::string_view> header_of(MHD_Connection* connection, const char* name) {
    const char* value = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
    if (value == nullptr) return std::nullopt;
    return value;
}

void add(const Response& response, const char* name, std::string_view value) {
    if (!value.empty()) MHD_add_response_header(response.get(), name, std::string(value).c_str());
}

MHD_Result send(MHD_Connection* connection, unsigned status, const Response& response) {
    add(response, "X-Content-Type-Options", "nosniff");
    add(response, "Referrer-Policy", "no-referrer");
    add(response, "Cache-Control", "no-cache");
    return MHD_queue_response(connection, status, response.get());
}

Response text_response(std::string text) {
    Response response(
        MHD_create_response_from_buffer(text.size(), text.data(), MHD_RESPMEM_MUST_COPY),
        MHD_destroy_response);
    if (!text.empty()) add(response, "Content-Type", "text/plain; charset=utf-8");
    return response;
}

/// "localhost:8765" is this machine; a name of the web that points here is not.
bool is_local(std::optional<std::string_view> host) {
    if (!host) return true;  // HTTP 1.0
    std::string_view name = *host;
    if (const auto port = name.rfind(':'); port != std::string_view::npos && !name.ends_with(']'))
        name = name.substr(0, port);
    return name == "localhost" || name == "127.0.0.1" || name == "[::1]";
}

void add_version(const Response& response, const FileVersion& version) {
    add(response, "ETag", version.tag);
    add(response, "Last-Modified", http_date(version.modified));
}

MHD_Result send_file(MHD_Connection* connection, bool head, Site::Answer answer) {
    const FileVersion& version = answer.about.version;
    const Conditions asked{
        header_of(connection, "If-Match"), header_of(connection, "If-None-Match"),
        header_of(connection, "If-Unmodified-Since"), header_of(connection, "If-Modified-Since"),
        header_of(connection, "If-Range")};
    const std::string_view policy = content_policy(answer.name);
    if (const Verdict verdict = check(asked, version); verdict != Verdict::send) {
        const bool known = verdict == Verdict::not_modified;
        const Response response = text_response(known ? "" : "412\n");
        add_version(response, version);
        if (known) add(response, "Content-Security-Policy", policy);
        return send(connection, known ? MHD_HTTP_NOT_MODIFIED : MHD_HTTP_PRECONDITION_FAILED,
                    response);
    }
    const std::uint64_t size = answer.about.size;
    RangeRequest request;
    if (!head && range_holds(asked, version))  // ranges are of GET alone
        request = parse_range(header_of(connection, "Range"), size);
    if (request.kind == RangeRequest::Kind::outside) {
        const Response response = text_response("416\n");
        add(response, "Content-Range", fmt::format("bytes */{}", size));
        add_version(response, version);
        return send(connection, MHD_HTTP_RANGE_NOT_SATISFIABLE, response);
    }
    const bool part = request.kind == RangeRequest::Kind::part;
    const std::uint64_t first = part ? request.range.first : 0;
    const std::uint64_t length = part ? request.range.length() : size;
    // The response closes the file.
    const Response response(
        MHD_create_response_from_fd_at_offset64(length, answer.file.handle(), first),
        MHD_destroy_response);
    if (!response) return MHD_NO;
    answer.file.release();
    add(response, "Content-Type", media_type(answer.name));
    add(response, "Accept-Ranges", "bytes");
    add(response, "Content-Security-Policy", policy);
    add_version(response, version);
    if (part)
        add(response, "Content-Range",
            fmt::format("bytes {}-{}/{}", first, request.range.last, size));
    return send(connection, part ? MHD_HTTP_PARTIAL_CONTENT : MHD_HTTP_OK, response);
}

MHD_Result refuse_method(MHD_Connection* connection) {
    const Response response = text_response("405\n");
    add(response, "Allow", "GET, HEAD");
    return send(connection, MHD_HTTP_METHOD_NOT_ALLOWED, response);
}

/// How many bytes of a body come with the request; none where nobody says how many.
std::optional<std::uint64_t> body_length(MHD_Connection* connection) {
    if (header_of(connection, "Transfer-Encoding")) return std::nullopt;
    const auto length = header_of(connection, "Content-Length");
    if (!length) return 0;
    std::uint64_t bytes = 0;
    const auto [end, error] =
        std::from_chars(length->data(), length->data() + length->size(), bytes);
    if (error != std::errc() || end != length->data() + length->size()) return std::nullopt;
    return bytes;
}

}  // namespace

struct Server::Daemon {
    Site site;
    SlowClients slow;
    MHD_Daemon* handle = nullptr;

    Daemon(Site served, const ServerLimits& limits)
        : site(std::move(served)), slow(limits.patience) {}
    ~Daemon() {
        if (handle != nullptr) MHD_stop_daemon(handle);
    }
    Daemon(const Daemon&) = delete;
    Daemon& operator=(const Daemon&) = delete;

    static MHD_Result answer(void* self, MHD_Connection* connection, const char* url,
                             const char* method, const char*, const char*, std::size_t* uploaded,
                             void** state) {
        auto& daemon = *static_cast<Daemon*>(self);
        const bool head = std::strcmp(method, MHD_HTTP_METHOD_HEAD) == 0;
        // First called when the headers are in, then with each part of a body, then again when the
        // whole request is.
        static const char plain = 0;
        static const char refused = 0;
        if (*state == nullptr) {
            daemon.slow.asked(connection);
            constexpr std::uint64_t most = 65536;
            const auto body = body_length(connection);
            const bool reads = head || std::strcmp(method, MHD_HTTP_METHOD_GET) == 0;
            *state = const_cast<char*>(reads && body == 0U ? &plain : &refused);
            // Answered before the body, the connection ends with the answer; a short one is taken
            // in, so that who sends it can read why it was for nothing.
            return body && *body <= most ? MHD_YES : refuse_method(connection);
        }
        if (*uploaded != 0) {
            *uploaded = 0;
            return MHD_YES;
        }
        if (!is_local(header_of(connection, "Host")))
            return send(connection, MHD_HTTP_FORBIDDEN, text_response("403\n"));
        if (*state == &refused) return refuse_method(connection);
        auto found = daemon.site.find(url);
        if (!found && !daemon.site.is_there()) {
            const Response response = text_response("503\n");
            add(response, "Retry-After", "1");
            return send(connection, MHD_HTTP_SERVICE_UNAVAILABLE, response);
        }
        if (!found) return send(connection, MHD_HTTP_NOT_FOUND, text_response("404\n"));
        if (!found->redirect.empty()) {
            const Response response = text_response("");
            add(response, "Location", encoded_path(found->redirect));
            return send(connection, MHD_HTTP_FOUND, response);
        }
        return send_file(connection, head, std::move(*found));
    }

    void waits(MHD_Connection* connection) {
        const auto* about = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        if (about != nullptr) slow.waits(connection, about->connect_fd);
    }
    static void connected(void* self, MHD_Connection* connection, void**,
                          MHD_ConnectionNotificationCode what) {
        auto& daemon = *static_cast<Daemon*>(self);
        if (what == MHD_CONNECTION_NOTIFY_STARTED)
            daemon.waits(connection);
        else
            daemon.slow.gone(connection);
    }
    static void completed(void* self, MHD_Connection* connection, void**,
                          MHD_RequestTerminationCode how) {
        if (how == MHD_REQUEST_TERMINATED_COMPLETED_OK)
            static_cast<Daemon*>(self)->waits(connection);
    }
};

Server::Server(Site site, std::uint16_t port, const ServerLimits& limits)
    : daemon_(std::make_unique<Daemon>(std::move(site), limits)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    errno = 0;
    daemon_->handle = MHD_start_daemon(
        MHD_USE_AUTO | MHD_USE_INTERNAL_POLLING_THREAD, port, nullptr, nullptr, &Daemon::answer,
        daemon_.get(), MHD_OPTION_SOCK_ADDR, reinterpret_cast<sockaddr*>(&address),
        MHD_OPTION_CONNECTION_TIMEOUT, 30U, MHD_OPTION_CONNECTION_LIMIT, limits.connections,
        MHD_OPTION_NOTIFY_CONNECTION, &Daemon::connected, daemon_.get(),
        MHD_OPTION_NOTIFY_COMPLETED, &Daemon::completed, daemon_.get(), MHD_OPTION_END);
    if (daemon_->handle == nullptr)
        throw ConfigError({fmt::format("port {}", port),
                           errno == EADDRINUSE ? "un port déjà pris" : std::strerror(errno),
                           "un port libre", "en choisir un autre avec --port, ou --port 0"});
}

Server::~Server() = default;

std::uint16_t Server::port() const {
    return MHD_get_daemon_info(daemon_->handle, MHD_DAEMON_INFO_BIND_PORT)->port;
}

const Site& Server::site() const {
    return daemon_->site;
}

}  // namespace lisiere::io
