// SPDX-License-Identifier: Apache-2.0
#include "tests/support/scripted_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <csignal>
#include <list>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace lisiere::tests {
namespace {

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::string header_of(const ServedReply& reply, const std::string& name) {
    for (const auto& [key, value] : reply.headers)
        if (lower(key) == name) return value;
    return {};
}

/// A connection, plain or through TLS.
class Connection {
  public:
    Connection(int handle, SSL_CTX* context) : handle_(handle) {
        if (context == nullptr) return;
        ssl_ = SSL_new(context);
        SSL_set_fd(ssl_, handle_);
        open_ = SSL_accept(ssl_) == 1;
    }
    ~Connection() {
        if (ssl_ != nullptr && open_) SSL_shutdown(ssl_);
        SSL_free(ssl_);
        ::close(handle_);
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    bool open() const { return open_; }
    int handle() const { return handle_; }
    long read(char* bytes, std::size_t count) {
        return ssl_ != nullptr ? SSL_read(ssl_, bytes, static_cast<int>(count))
                               : ::recv(handle_, bytes, count, 0);
    }
    bool write(std::string_view text) {
        while (!text.empty()) {
            const long sent = ssl_ != nullptr
                                  ? SSL_write(ssl_, text.data(), static_cast<int>(text.size()))
                                  : ::send(handle_, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

  private:
    int handle_;
    SSL* ssl_ = nullptr;
    bool open_ = true;
};

bool parse_request(const std::string& text, ServedRequest& request) {
    std::istringstream lines(text);
    std::string line;
    std::string version;
    if (!std::getline(lines, line) ||
        !(std::istringstream(line) >> request.method >> request.path >> version))
        return false;
    while (std::getline(lines, line)) {
        while (!line.empty() && line.back() == '\r') line.pop_back();
        const std::size_t colon = line.find(':');
        if (colon == std::string::npos) continue;
        const std::size_t first = line.find_first_not_of(' ', colon + 1);
        request.headers[lower(line.substr(0, colon))] =
            first == std::string::npos ? "" : line.substr(first);
    }
    return true;
}

}  // namespace

struct TestCertificate::Parts {
    EVP_PKEY* key = nullptr;
    X509* certificate = nullptr;
};

TestCertificate::TestCertificate() : parts_(std::make_unique<Parts>()) {
    parts_->key = EVP_EC_gen("P-256");
    parts_->certificate = X509_new();
    X509* certificate = parts_->certificate;
    X509_set_version(certificate, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 86400);
    X509_set_pubkey(certificate, parts_->key);
    X509_NAME* name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    for (const auto& [kind, value] : {std::pair{NID_subject_alt_name, "DNS:localhost"},
                                      std::pair{NID_basic_constraints, "critical,CA:TRUE"}}) {
        X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value);
        X509_add_ext(certificate, extension, -1);
        X509_EXTENSION_free(extension);
    }
    X509_sign(certificate, parts_->key, EVP_sha256());
}

TestCertificate::~TestCertificate() {
    X509_free(parts_->certificate);
    EVP_PKEY_free(parts_->key);
}

std::string TestCertificate::pem() const {
    BIO* memory = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(memory, parts_->certificate);
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(memory, &bytes);
    std::string text(bytes, static_cast<std::size_t>(size));
    BIO_free(memory);
    return text;
}

std::string ServedRequest::header(const std::string& name) const {
    const auto at = headers.find(name);
    return at == headers.end() ? std::string() : at->second;
}

struct ScriptedServer::State {
    struct Script {
        std::vector<ServedReply> replies;
        std::size_t next = 0;
    };
    int listener = -1;
    std::uint16_t port = 0;
    SSL_CTX* context = nullptr;
    std::atomic<bool> stopping{false};
    mutable std::mutex mutex;
    std::map<std::string, Script> scripts;
    std::function<ServedReply(const ServedRequest&)> otherwise;
    std::vector<ServedRequest> requests;
    std::list<std::thread> workers;
    std::thread acceptor;

    ServedReply reply_to(const ServedRequest& request) {
        std::function<ServedReply(const ServedRequest&)> answer;
        {
            const std::lock_guard lock(mutex);
            requests.push_back(request);
            const auto at = scripts.find(request.path);
            if (at != scripts.end()) {
                Script& script = at->second;
                const std::size_t now = std::min(script.next++, script.replies.size() - 1);
                return script.replies[now];
            }
            answer = otherwise;
        }
        if (answer) return answer(request);
        return {.status = 404, .body = "rien"};
    }

    /// Waits for the client to leave, or for the end of the server.
    void linger(const Connection& connection, std::chrono::milliseconds time) const {
        const auto end = std::chrono::steady_clock::now() + time;
        while (!stopping && std::chrono::steady_clock::now() < end) {
            pollfd watched{connection.handle(), POLLRDHUP, 0};
            if (::poll(&watched, 1, 20) > 0) return;
        }
    }

    void send(Connection& connection, const ServedRequest& request, ServedReply reply) const {
        const std::string etag = header_of(reply, "etag");
        const std::string modified = header_of(reply, "last-modified");
        const std::string none_match = request.header("if-none-match");
        if (reply.conditional && ((!etag.empty() && none_match == etag) ||
                                  (none_match.empty() && !modified.empty() &&
                                   request.header("if-modified-since") == modified))) {
            reply.status = 304;
            reply.body.clear();
        }
        const std::string range = request.header("range");
        const std::string if_range = request.header("if-range");
        if (reply.ranges && reply.status == 200 && range.starts_with("bytes=") &&
            (if_range.empty() || if_range == etag || if_range == modified)) {
            const std::size_t first = std::stoul(range.substr(6));
            const std::string total = std::to_string(reply.body.size());
            if (first >= reply.body.size()) {
                reply.status = 416;
                reply.headers.emplace_back("Content-Range", "bytes */" + total);
                reply.body.clear();
            } else {
                reply.status = 206;
                reply.headers.emplace_back("Content-Range",
                                           "bytes " + std::to_string(first) + "-" +
                                               std::to_string(reply.body.size() - 1) + "/" + total);
                reply.body.erase(0, first);
            }
        }
        std::string head = "HTTP/1.1 " + std::to_string(reply.status) + " X\r\n";
        for (const auto& [name, value] : reply.headers) head += name + ": " + value + "\r\n";
        if (reply.chunked)
            head += "Transfer-Encoding: chunked\r\n";
        else if (reply.status != 304)
            head += "Content-Length: " + std::to_string(reply.body.size()) + "\r\n";
        head += "Connection: close\r\n\r\n";
        if (reply.delay.count() > 0) linger(connection, reply.delay);
        const std::size_t sent = std::min(reply.cut_after.value_or(reply.body.size()),
                                          reply.stalled_after.value_or(reply.body.size()));
        std::string body = reply.body.substr(0, sent);
        if (reply.chunked) {
            std::ostringstream size;
            size << std::hex << reply.body.size();
            body = size.str() + "\r\n" + body;
            if (sent == reply.body.size()) body += "\r\n0\r\n\r\n";
        }
        if (!connection.write(head + body)) return;
        if (reply.stalled_after) linger(connection, std::chrono::minutes(5));
    }

    void serve(int handle) {
        Connection connection(handle, context);
        if (!connection.open()) return;
        std::string text;
        char block[4096];
        while (text.find("\r\n\r\n") == std::string::npos) {
            pollfd watched{handle, POLLIN, 0};
            while (!stopping && ::poll(&watched, 1, 20) == 0) {
            }
            const long got = stopping ? 0 : connection.read(block, sizeof block);
            if (got <= 0) return;
            text.append(block, static_cast<std::size_t>(got));
        }
        ServedRequest request;
        if (!parse_request(text, request)) return;
        const ServedReply reply = reply_to(request);
        if (!reply.hang_up) send(connection, request, reply);
    }

    void accept_all() {
        while (!stopping) {
            pollfd watched{listener, POLLIN, 0};
            if (::poll(&watched, 1, 20) <= 0) continue;
            const int handle = ::accept(listener, nullptr, nullptr);
            if (handle >= 0) workers.emplace_back([this, handle] { serve(handle); });
        }
    }
};

ScriptedServer::ScriptedServer(const TestCertificate* certificate)
    : state_(std::make_unique<State>()) {
    // OpenSSL writes to a socket that the client has left.
    std::signal(SIGPIPE, SIG_IGN);
    State& state = *state_;
    if (certificate != nullptr) {
        state.context = SSL_CTX_new(TLS_server_method());
        SSL_CTX_use_certificate(state.context, certificate->parts().certificate);
        SSL_CTX_use_PrivateKey(state.context, certificate->parts().key);
    }
    state.listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(state.listener, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::listen(state.listener, 64) != 0 ||
        ::getsockname(state.listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error("no port on loopback");
    state.port = ntohs(address.sin_port);
    state.acceptor = std::thread([&state] { state.accept_all(); });
}

ScriptedServer::~ScriptedServer() {
    state_->stopping = true;
    state_->acceptor.join();
    for (std::thread& worker : state_->workers) worker.join();
    ::close(state_->listener);
    SSL_CTX_free(state_->context);
}

std::uint16_t ScriptedServer::port() const {
    return state_->port;
}

std::string ScriptedServer::url(const std::string& path) const {
    return (state_->context != nullptr ? "https://localhost:" : "http://localhost:") +
           std::to_string(state_->port) + path;
}

void ScriptedServer::in_turn(const std::string& path, std::vector<ServedReply> replies) {
    const std::lock_guard lock(state_->mutex);
    state_->scripts[path] = {std::move(replies), 0};
}

void ScriptedServer::on(const std::string& path, ServedReply reply) {
    in_turn(path, {std::move(reply)});
}

void ScriptedServer::otherwise(std::function<ServedReply(const ServedRequest&)> answer) {
    const std::lock_guard lock(state_->mutex);
    state_->otherwise = std::move(answer);
}

std::vector<ServedRequest> ScriptedServer::requests() const {
    const std::lock_guard lock(state_->mutex);
    return state_->requests;
}

void ScriptedServer::forget_requests() {
    const std::lock_guard lock(state_->mutex);
    state_->requests.clear();
}

}  // namespace lisiere::tests
