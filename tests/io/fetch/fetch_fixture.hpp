// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unistd.h>
#include <zlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "io/fetch/fetch.hpp"
#include "tests/support/scripted_server.hpp"

namespace lisiere::tests {

/// A folder that goes away.
struct FetchFolder {
    FetchFolder() {
        static int count = 0;
        path = std::filesystem::temp_directory_path() /
               ("lisiere_fetch_" + std::to_string(::getpid()) + "_" + std::to_string(++count));
        std::filesystem::remove_all(path);
        std::filesystem::create_directories(path);
    }
    ~FetchFolder() { std::filesystem::remove_all(path); }
    FetchFolder(const FetchFolder&) = delete;
    FetchFolder& operator=(const FetchFolder&) = delete;

    std::filesystem::path write(const std::string& name, const std::string& text) const {
        std::filesystem::create_directories((path / name).parent_path());
        std::ofstream(path / name, std::ios::binary) << text;
        return path / name;
    }
    std::filesystem::path path;
};

inline std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline std::string gzipped(const std::string& text) {
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

/// A store, a server, and a clock that only waiting moves.
struct FetchFixture {
    explicit FetchFixture(const TestCertificate* certificate = nullptr) : server(certificate) {
        // A proxy of the machine's environment has no part in loopback.
        ::setenv("no_proxy", "localhost", 1);
        options.waiting.sleep = [this](std::chrono::milliseconds time) { waited += time; };
        options.waiting.now = [this] {
            return std::chrono::steady_clock::time_point(std::chrono::hours(1)) + waited;
        };
        options.waiting.seed = 7;
        options.tell = [this](const std::string& line) { told.push_back(line); };
    }
    io::FetchRequest request(const std::string& path) const {
        return {.source = "reseau", .url = server.url(path), .date = "2026-03-01"};
    }
    io::Fetched fetch(const std::string& path) {
        return io::fetch(request(path), store, options, credentials);
    }
    /// The failure of a fetch that must fail.
    io::FetchError failure_of(const io::FetchRequest& request) {
        try {
            io::fetch(request, store, options, credentials);
        } catch (const io::FetchError& error) {
            return error;
        }
        return {io::FetchFailure::address, {"nothing failed", "", "", ""}};
    }
    io::FetchError failure(const std::string& path) { return failure_of(request(path)); }
    /// What lies in `partiel/`: nothing but what can be resumed may stay there.
    std::size_t left_over() const {
        std::size_t count = 0;
        for ([[maybe_unused]] const auto& entry :
             std::filesystem::directory_iterator(store.folder() / "partiel"))
            ++count;
        return count;
    }

    FetchFolder folder;
    ScriptedServer server;
    io::Store store{folder.path / "magasin"};
    io::FetchOptions options;
    io::Credentials credentials;
    std::chrono::milliseconds waited{0};
    std::vector<std::string> told;
};

inline const std::string csv = "code;nom\n1;Les Rives\n2;La Solitude\n";

}  // namespace lisiere::tests
