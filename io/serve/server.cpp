// SPDX-License-Identifier: Apache-2.0
#include "io/serve/server.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>

#include "io/base/error.hpp"
#include "io/serve/http_range.hpp"

namespace lisiere::io {
namespace {

using Response = std::unique_ptr<MHD_Response, decltype(&MHD_destroy_response)>;

const char* header_of(MHD_Connection* connection, const char* name) {
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

MHD_Result send(MHD_Connection* connection, unsigned status, const Response& response) {
    MHD_add_response_header(response.get(), "X-Content-Type-Options", "nosniff");
    MHD_add_response_header(response.get(), "Cache-Control", "no-cache");
    return MHD_queue_response(connection, status, response.get());
}

Response text_response(std::string text) {
    Response response(
        MHD_create_response_from_buffer(text.size(), text.data(), MHD_RESPMEM_MUST_COPY),
        MHD_destroy_response);
    MHD_add_response_header(response.get(), "Content-Type", "text/plain; charset=utf-8");
    return response;
}

/// "localhost:8765" is this machine; a name of the web that points here is not.
bool is_local(const char* host) {
    if (host == nullptr) return true;  // HTTP 1.0
    std::string_view name = host;
    if (const auto port = name.rfind(':'); port != std::string_view::npos && !name.ends_with(']'))
        name = name.substr(0, port);
    return name == "localhost" || name == "127.0.0.1" || name == "[::1]";
}

MHD_Result send_file(MHD_Connection* connection, const std::filesystem::path& file) {
    const int handle = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat about {};
    if (handle < 0 || ::fstat(handle, &about) != 0) {
        if (handle >= 0) ::close(handle);
        return send(connection, MHD_HTTP_NOT_FOUND, text_response("404\n"));
    }
    const auto size = static_cast<std::uint64_t>(about.st_size);
    const char* wanted = header_of(connection, MHD_HTTP_HEADER_RANGE);
    const RangeRequest request = parse_range(
        wanted == nullptr ? std::nullopt : std::optional<std::string_view>(wanted), size);
    if (request.kind == RangeRequest::Kind::outside) {
        ::close(handle);
        const Response response = text_response("416\n");
        MHD_add_response_header(response.get(), "Content-Range",
                                fmt::format("bytes */{}", size).c_str());
        return send(connection, MHD_HTTP_RANGE_NOT_SATISFIABLE, response);
    }
    const bool part = request.kind == RangeRequest::Kind::part;
    const std::uint64_t first = part ? request.range.first : 0;
    const std::uint64_t length = part ? request.range.length() : size;
    // The response closes the file.
    const Response response(MHD_create_response_from_fd_at_offset64(length, handle, first),
                            MHD_destroy_response);
    MHD_add_response_header(response.get(), "Content-Type", std::string(media_type(file)).c_str());
    MHD_add_response_header(response.get(), "Accept-Ranges", "bytes");
    if (part)
        MHD_add_response_header(
            response.get(), "Content-Range",
            fmt::format("bytes {}-{}/{}", first, request.range.last, size).c_str());
    return send(connection, part ? MHD_HTTP_PARTIAL_CONTENT : MHD_HTTP_OK, response);
}

MHD_Result answer(void* site, MHD_Connection* connection, const char* url, const char* method,
                  const char*, const char*, std::size_t*, void** state) {
    // First called when the headers are in, then again when the whole request is.
    static const char seen = 0;
    if (*state == nullptr) {
        *state = const_cast<char*>(&seen);
        return MHD_YES;
    }
    if (!is_local(header_of(connection, MHD_HTTP_HEADER_HOST)))
        return send(connection, MHD_HTTP_FORBIDDEN, text_response("403\n"));
    if (std::strcmp(method, MHD_HTTP_METHOD_GET) != 0 &&
        std::strcmp(method, MHD_HTTP_METHOD_HEAD) != 0) {
        const Response response = text_response("405\n");
        MHD_add_response_header(response.get(), "Allow", "GET, HEAD");
        return send(connection, MHD_HTTP_METHOD_NOT_ALLOWED, response);
    }
    const auto found = static_cast<const Site*>(site)->find(url);
    if (!found) return send(connection, MHD_HTTP_NOT_FOUND, text_response("404\n"));
    if (found->file.empty()) {
        const Response response = text_response("");
        MHD_add_response_header(response.get(), "Location", found->redirect.c_str());
        return send(connection, MHD_HTTP_FOUND, response);
    }
    return send_file(connection, found->file);
}

}  // namespace

struct Server::Daemon {
    Site site;
    MHD_Daemon* handle = nullptr;

    explicit Daemon(Site served) : site(std::move(served)) {}
    ~Daemon() {
        if (handle != nullptr) MHD_stop_daemon(handle);
    }
};

Server::Server(Site site, std::uint16_t port) : daemon_(std::make_unique<Daemon>(std::move(site))) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    errno = 0;
    daemon_->handle = MHD_start_daemon(MHD_USE_AUTO | MHD_USE_INTERNAL_POLLING_THREAD, port,
                                       nullptr, nullptr, &answer, &daemon_->site,
                                       MHD_OPTION_SOCK_ADDR, reinterpret_cast<sockaddr*>(&address),
                                       MHD_OPTION_CONNECTION_TIMEOUT, 30U, MHD_OPTION_END);
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
