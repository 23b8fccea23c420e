// SPDX-License-Identifier: Apache-2.0
#include "io/atelier/job_queue.hpp"

#include <fmt/format.h>

#include <atomic>
#include <future>
#include <stdexcept>
#include <string>

#include "engine/core/error.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere;
using namespace std::chrono_literals;

namespace {

io::JobQueue::Words words() {
    return {[](std::size_t before) { return fmt::format("attend {}\n", before); },
            [](std::string_view step, double) { return fmt::format("pas {}\n", step); },
            [](const std::exception& error) { return fmt::format("faute {}\n", error.what()); },
            "trop long\n"};
}

/// All that a stream holds, once it has ended.
std::string all_of(const io::AnswerStream& stream) {
    std::string text;
    char room[64];
    while (true) {
        const auto got = stream.read(
            room, [](void*) {}, [](void*) {}, nullptr);
        if (got.state == io::AnswerStream::State::ended) return text;
        text.append(room, got.bytes);
        if (got.bytes == 0) std::this_thread::sleep_for(1ms);
    }
}

}  // namespace

TEST_CASE("jobs come one after another, and whoever waits is told", "[atelier]") {
    io::JobQueue queue({}, words());
    std::promise<void> go;
    std::shared_future<void> gone = go.get_future().share();
    std::promise<void> begun;
    const io::AnswerStream first;
    const io::AnswerStream second;
    REQUIRE(queue.add(first, [&](const io::AnswerStream& to, const Progress& progress) {
        begun.set_value();
        gone.wait();
        progress("un", 0.5);
        to.write("fait\n");
    }));
    begun.get_future().wait();
    REQUIRE(queue.add(second, [](const io::AnswerStream&, const Progress&) {
        throw std::runtime_error("cassé");
    }));
    go.set_value();
    CHECK(all_of(first) == "pas un\nfait\n");
    CHECK(all_of(second) == "attend 1\nfaute cassé\n");
}

TEST_CASE("more than may wait are refused; the end of the queue ends all", "[atelier]") {
    std::atomic<bool> stopped{false};
    const io::AnswerStream streams[3];
    {
        io::JobQueue queue({1, 10s}, words());
        std::promise<void> begun;
        REQUIRE(queue.add(streams[0], [&](const io::AnswerStream&, const Progress& progress) {
            begun.set_value();
            try {
                while (true) progress("sans fin", 0);
            } catch (const Cancelled&) {
                stopped = true;
                throw;
            }
        }));
        begun.get_future().wait();
        REQUIRE(queue.add(
            streams[1], [](const io::AnswerStream& to, const Progress&) { to.write("jamais\n"); }));
        CHECK_FALSE(queue.add(streams[2], [](const io::AnswerStream&, const Progress&) {}));
        queue.stop();
        CHECK_FALSE(queue.add(streams[2], [](const io::AnswerStream&, const Progress&) {}));
    }
    CHECK(stopped);
    CHECK(all_of(streams[0]).find("trop long") == std::string::npos);
    CHECK(all_of(streams[1]) == "attend 1\n");
}

TEST_CASE("a job stops at its next step when its client has gone, or its time is over",
          "[atelier]") {
    io::JobQueue queue({8, 50ms}, words());
    const io::AnswerStream left;
    const io::AnswerStream slow;
    const auto for_ever = [](const io::AnswerStream&, const Progress& progress) {
        while (true) progress("pas", 0);
    };
    left.close();
    REQUIRE(queue.add(left, for_ever));
    REQUIRE(queue.add(slow, for_ever));
    const std::string text = all_of(slow);
    CHECK(text.substr(text.size() - 10) == "trop long\n");
}
