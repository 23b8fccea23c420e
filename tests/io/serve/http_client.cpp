// SPDX-License-Identifier: Apache-2.0
#include "tests/io/serve/http_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <sstream>

namespace lisiere::tests {
namespace {

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

}  // namespace

HttpAnswer http(std::uint16_t port, const std::string& request,
                const std::function<void()>& meanwhile) {
    HttpAnswer answer;
    const int handle = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = loopback(port);
    std::string text;
    if (::connect(handle, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
        ::send(handle, request.data(), request.size(), MSG_NOSIGNAL) ==
            static_cast<ssize_t>(request.size())) {
        char block[65536];
        for (ssize_t got = 0; (got = ::recv(handle, block, sizeof block, 0)) > 0;) {
            if (meanwhile && text.empty()) meanwhile();
            text.append(block, static_cast<std::size_t>(got));
        }
    }
    ::close(handle);
    const std::size_t end = text.find("\r\n\r\n");
    if (end == std::string::npos) return answer;
    answer.body = text.substr(end + 4);
    std::istringstream lines(text.substr(0, end));
    std::string line;
    std::getline(lines, line);
    answer.status = std::stoi(line.substr(line.find(' ')));
    while (std::getline(lines, line)) {
        const std::size_t colon = line.find(':');
        std::string name = line.substr(0, colon);
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return std::tolower(c); });
        std::string value = line.substr(colon + 2);
        if (value.ends_with('\r')) value.pop_back();
        answer.headers[name] = value;
    }
    return answer;
}

HttpAnswer http_get(std::uint16_t port, const std::string& path, const std::string& headers,
                    const std::string& method) {
    return http(port, method + " " + path + " HTTP/1.1\r\nHost: localhost:" + std::to_string(port) +
                          "\r\nConnection: close\r\n" + (headers.empty() ? "" : headers + "\r\n") +
                          "\r\n");
}

SlowClient::SlowClient(std::uint16_t port) : handle_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address = loopback(port);
    ::connect(handle_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    const std::string start = "GET /carte/ HTTP/1.1\r\nX: ";
    ::send(handle_, start.data(), start.size(), MSG_NOSIGNAL);
}

SlowClient::~SlowClient() {
    ::close(handle_);
}

bool SlowClient::send_letter() {
    char byte = 0;
    const ssize_t got = ::recv(handle_, &byte, 1, MSG_DONTWAIT);
    if (got == 0 || (got < 0 && errno != EAGAIN)) return false;
    return ::send(handle_, "x", 1, MSG_NOSIGNAL) == 1;
}

std::uint16_t free_port() {
    const int handle = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    ::bind(handle, reinterpret_cast<sockaddr*>(&address), size);
    ::getsockname(handle, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(handle);
    return ntohs(address.sin_port);
}

}  // namespace lisiere::tests
