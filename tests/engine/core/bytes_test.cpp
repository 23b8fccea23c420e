// SPDX-License-Identifier: Apache-2.0
#include "engine/core/bytes.hpp"

#include <optional>

#include "tests/support/catch.hpp"

using namespace lisiere;

namespace {

enum class Colour : std::uint8_t { red, green };

struct Content {
    double number = 0;
    Colour colour = Colour::red;
    std::string text;
    std::vector<std::uint32_t> list;

    friend bool operator==(const Content&, const Content&) = default;
};

std::vector<std::byte> written(const Content& content) {
    ByteWriter writer;
    writer.put(content.number).put(content.colour).put(content.text).put(content.list);
    return writer.take();
}

std::optional<Content> read(std::span<const std::byte> bytes) {
    Content content;
    ByteReader reader(bytes);
    reader.get(content.number);
    reader.get(content.colour);
    reader.get(content.text);
    reader.get(content.list);
    if (!reader.whole()) return std::nullopt;
    return content;
}

}  // namespace

TEST_CASE("what was put is read back", "[core]") {
    const Content content{-0.125, Colour::green, "périmètre", {3, 1, 4}};
    CHECK(read(written(content)) == content);
    CHECK(read(written({})) == Content{});
}

TEST_CASE("bytes cut anywhere, or with some left over, are not whole", "[core]") {
    std::vector<std::byte> bytes = written({1.5, Colour::green, "rive", {1, 2, 3}});
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK_FALSE(read(std::span(bytes).first(size)).has_value());
    bytes.push_back(std::byte{0});
    CHECK_FALSE(read(bytes).has_value());
}

TEST_CASE("a length beyond the end is refused before anything is made for it", "[core]") {
    for (const std::uint64_t length :
         {std::uint64_t{9}, std::uint64_t{1} << 40, ~std::uint64_t{0}}) {
        const std::vector<std::byte> bytes = ByteWriter().put(length).put(1.0).take();
        ByteReader reader(bytes);
        std::vector<double> list;
        reader.get(list);
        CHECK(list.empty());
        CHECK_FALSE(reader.whole());
    }
}
