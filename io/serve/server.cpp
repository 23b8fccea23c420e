// SPDX-License-Identifier: Apache-2.0
#include "io/serve/server.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <map>
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

MHD_Result send_file(MHD_Connection* connection, bool head, Site::Answer answer,
                     std::string_view service) {
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
    add(response, "Lisiere-Service", service);
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

/// One request, from its headers to its answer.
struct Exchange {
    enum class Kind { file, refused, service };
    Kind kind = Kind::file;
    unsigned refusal = 0;  ///< of a service: the status that its headers earn; 0: none
    std::string body;
    std::optional<AnswerStream> stream;  ///< of the answer
};

/// Of a page, one of this very server asks; a program says nothing of either.
bool is_own_page(MHD_Connection* connection) {
    const auto site = header_of(connection, "Sec-Fetch-Site");
    if (site && *site != "same-origin" && *site != "none") return false;
    const auto origin = header_of(connection, "Origin");
    const auto host = header_of(connection, "Host");
    return !origin || (host && *origin == "http://" + std::string(*host));
}

bool is_json(MHD_Connection* connection) {
    const std::string_view type = header_of(connection, "Content-Type").value_or("");
    return type == "application/json" || type.starts_with("application/json;");
}

/// The status that a request to a service is refused with, before its body is read; 0: none.
unsigned service_refusal(MHD_Connection* connection, std::string_view method,
                         const std::optional<std::uint64_t>& body, std::size_t most) {
    if (!is_local(header_of(connection, "Host")) || !is_own_page(connection))
        return MHD_HTTP_FORBIDDEN;
    const bool posts = method == MHD_HTTP_METHOD_POST;
    if (!posts && method != MHD_HTTP_METHOD_GET) return MHD_HTTP_METHOD_NOT_ALLOWED;
    if (!body) return MHD_HTTP_LENGTH_REQUIRED;
    if (*body > (posts ? most : 0)) return MHD_HTTP_CONTENT_TOO_LARGE;
    if (posts && !is_json(connection)) return MHD_HTTP_UNSUPPORTED_MEDIA_TYPE;
    return 0;
}

MHD_Result refuse_service(MHD_Connection* connection, unsigned status) {
    const Response response = text_response(fmt::format("{}\n", status));
    if (status == MHD_HTTP_METHOD_NOT_ALLOWED) add(response, "Allow", "GET, POST");
    return send(connection, status, response);
}

void suspend(void* connection) {
    MHD_suspend_connection(static_cast<MHD_Connection*>(connection));
}

void resume(void* connection) {
    MHD_resume_connection(static_cast<MHD_Connection*>(connection));
}

/// What a stream is read by: it and whose it is.
struct StreamReader {
    AnswerStream stream;
    MHD_Connection* connection;
};

ssize_t read_stream(void* self, std::uint64_t, char* room, std::size_t size) {
    const auto& reader = *static_cast<StreamReader*>(self);
    const AnswerStream::Read got =
        reader.stream.read({room, size}, &suspend, &resume, reader.connection);
    if (got.state == AnswerStream::State::ended) return MHD_CONTENT_READER_END_OF_STREAM;
    return static_cast<ssize_t>(got.bytes);
}

void free_reader(void* self) {
    delete static_cast<StreamReader*>(self);
}

MHD_Result send_answer(MHD_Connection* connection, const ServiceAnswer& answer) {
    if (const auto* text = std::get_if<std::string>(&answer.body)) {
        const Response response = text_response(*text);
        MHD_del_response_header(response.get(), "Content-Type", "text/plain; charset=utf-8");
        add(response, "Content-Type", answer.type);
        return send(connection, answer.status, response);
    }
    constexpr std::size_t block = 32768;
    auto reader = std::make_unique<StreamReader>(
        StreamReader{std::get<AnswerStream>(answer.body), connection});
    const Response response(MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, block, &read_stream,
                                                              reader.get(), &free_reader),
                            MHD_destroy_response);
    if (!response) return MHD_NO;
    reader.release();  // the response frees it
    add(response, "Content-Type", answer.type);
    return send(connection, answer.status, response);
}

MHD_Result take_argument(void* into, MHD_ValueKind, const char* name, const char* value) {
    auto& arguments = *static_cast<std::map<std::string, std::string>*>(into);
    arguments.emplace(name, value == nullptr ? "" : value);
    return MHD_YES;
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

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/// What `errno` says of a port that cannot be had.
ConfigError taken_port(std::uint16_t port) {
    return ConfigError({fmt::format("port {}", port),
                        errno == EADDRINUSE ? "un port déjà pris" : std::strerror(errno),
                        "un port libre", "en choisir un autre avec --port, ou --port 0"});
}

}  // namespace

struct Server::Daemon {
    Site site;
    SlowClients slow;
    Service* service;
    MHD_Daemon* handle = nullptr;

    Daemon(Site served, const ServerLimits& limits, Service* beside)
        : site(std::move(served)), slow(limits.patience), service(beside) {}
    ~Daemon() {
        if (service != nullptr) service->stop();  // no connection may wait for a stream then
        if (handle != nullptr) MHD_stop_daemon(handle);
    }
    Daemon(const Daemon&) = delete;
    Daemon& operator=(const Daemon&) = delete;

    static MHD_Result answer(void* self, MHD_Connection* connection, const char* url,
                             const char* method, const char*, const char* data,
                             std::size_t* uploaded, void** state) {
        auto& daemon = *static_cast<Daemon*>(self);
        // First called when the headers are in, then with each part of a body, then again when the
        // whole request is.
        if (*state == nullptr) return daemon.begin(connection, url, method, state);
        auto& exchange = *static_cast<Exchange*>(*state);
        if (*uploaded != 0) {
            if (exchange.kind == Exchange::Kind::service) exchange.body.append(data, *uploaded);
            *uploaded = 0;
            return MHD_YES;
        }
        if (!is_local(header_of(connection, "Host")))
            return send(connection, MHD_HTTP_FORBIDDEN, text_response("403\n"));
        if (exchange.kind == Exchange::Kind::refused)
            return exchange.refusal == 0 ? refuse_method(connection)
                                         : refuse_service(connection, exchange.refusal);
        if (exchange.kind == Exchange::Kind::service)
            return daemon.serve(connection, url, method, exchange);
        return daemon.give(connection, url, std::strcmp(method, MHD_HTTP_METHOD_HEAD) == 0);
    }

    bool is_of_service(std::string_view url) const {
        return service != nullptr && url.starts_with(service->path()) &&
               (url.size() == service->path().size() || url[service->path().size()] == '/');
    }

    MHD_Result begin(MHD_Connection* connection, const char* url, const char* method,
                     void** state) {
        slow.asked(connection);
        constexpr std::uint64_t most = 65536;
        const auto body = body_length(connection);
        auto* exchange = std::make_unique<Exchange>().release();  // `completed` frees it
        *state = exchange;
        if (is_of_service(url)) {
            exchange->refusal = service_refusal(connection, method, body, service->most_bytes());
            exchange->kind =
                exchange->refusal == 0 ? Exchange::Kind::service : Exchange::Kind::refused;
        } else {
            const bool reads = std::strcmp(method, MHD_HTTP_METHOD_HEAD) == 0 ||
                               std::strcmp(method, MHD_HTTP_METHOD_GET) == 0;
            if (!reads || body != 0U) exchange->kind = Exchange::Kind::refused;
        }
        if (exchange->kind == Exchange::Kind::service) return MHD_YES;
        // Answered before the body, the connection ends with the answer; a short one is taken in,
        // so that who sends it can read why it was for nothing.
        if (body && *body <= most) return MHD_YES;
        return exchange->refusal == 0 ? refuse_method(connection)
                                      : refuse_service(connection, exchange->refusal);
    }

    MHD_Result serve(MHD_Connection* connection, const char* url, const char* method,
                     Exchange& exchange) {
        ServiceRequest request{
            method, url, {}, header_of(connection, "Lisiere-Jeton"), std::move(exchange.body)};
        MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, &take_argument,
                                  &request.arguments);
        const ServiceAnswer answer = service->answer(std::move(request));
        if (const auto* stream = std::get_if<AnswerStream>(&answer.body)) exchange.stream = *stream;
        return send_answer(connection, answer);
    }

    MHD_Result give(MHD_Connection* connection, const char* url, bool head) {
        auto found = site.find(url);
        if (!found && !site.is_there()) {
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
        return send_file(connection, head, std::move(*found),
                         service != nullptr ? service->path() : std::string_view());
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
    static void completed(void* self, MHD_Connection* connection, void** state,
                          MHD_RequestTerminationCode how) {
        const std::unique_ptr<Exchange> over(static_cast<Exchange*>(*state));
        *state = nullptr;
        if (over && over->stream) over->stream->close();
        if (how == MHD_REQUEST_TERMINATED_COMPLETED_OK)
            static_cast<Daemon*>(self)->waits(connection);
    }
};

void require_free_port(std::uint16_t port) {
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;  // as the server does: what has just ended is no obstacle
    ::setsockopt(probe, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    const sockaddr_in address = loopback(port);
    errno = 0;
    const bool free =
        ::bind(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    const int reason = errno;
    ::close(probe);
    errno = reason;
    if (!free) throw taken_port(port);
}

Server::Server(Site site, std::uint16_t port, const ServerLimits& limits, Service* service)
    : daemon_(std::make_unique<Daemon>(std::move(site), limits, service)) {
    sockaddr_in address = loopback(port);
    errno = 0;
    daemon_->handle = MHD_start_daemon(
        MHD_USE_AUTO | MHD_USE_INTERNAL_POLLING_THREAD | MHD_ALLOW_SUSPEND_RESUME, port, nullptr,
        nullptr, &Daemon::answer, daemon_.get(), MHD_OPTION_SOCK_ADDR,
        reinterpret_cast<sockaddr*>(&address), MHD_OPTION_CONNECTION_TIMEOUT, 30U,
        MHD_OPTION_CONNECTION_LIMIT, limits.connections, MHD_OPTION_NOTIFY_CONNECTION,
        &Daemon::connected, daemon_.get(), MHD_OPTION_NOTIFY_COMPLETED, &Daemon::completed,
        daemon_.get(), MHD_OPTION_END);
    if (daemon_->handle == nullptr) throw taken_port(port);
}

Server::~Server() = default;

std::uint16_t Server::port() const {
    return MHD_get_daemon_info(daemon_->handle, MHD_DAEMON_INFO_BIND_PORT)->port;
}

const Site& Server::site() const {
    return daemon_->site;
}

}  // namespace lisiere::io
