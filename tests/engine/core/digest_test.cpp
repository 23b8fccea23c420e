// SPDX-License-Identifier: Apache-2.0
#include "engine/core/digest.hpp"

#include <set>
#include <vector>

#include "tests/support/catch.hpp"

using namespace lisiere;

TEST_CASE("a digest is that of the content, however it was added", "[core]") {
    // The published value of XXH3-128 for no byte at all.
    CHECK(Digester().digest().text() == "99aa06d3014798d86001c324468d497f");
    const std::string text = "lisière, rive et quai";
    const auto all = std::as_bytes(std::span(text));
    const Digest whole = Digester().bytes(all).digest();
    for (std::size_t cut = 0; cut <= all.size(); ++cut)
        CHECK(Digester().bytes(all.first(cut)).bytes(all.subspan(cut)).digest() == whole);
    CHECK(Digest{0x0123456789abcdef, 0xf}.text() == "0123456789abcdef000000000000000f");
}

TEST_CASE("texts and lists carry their length, so that pieces do not run together", "[core]") {
    const std::vector<double> one{1.0};
    const std::vector<double> two{1.0, 2.0};
    const std::set<Digest> distinct{
        Digester().add("ab").add("c").digest(),
        Digester().add("a").add("bc").digest(),
        Digester().add("abc").digest(),
        Digester().add("").digest(),
        Digester().digest(),
        Digester().add(std::span<const double>(two)).digest(),
        Digester().add(std::span<const double>(one)).add(2.0).digest(),
        Digester().add(1.0).add(2.0).digest(),
        Digester().add(2.0).add(1.0).digest(),
    };
    CHECK(distinct.size() == 9);
    // Reading a digest does not end it.
    Digester digester;
    digester.add("ab");
    CHECK(digester.digest() == digester.digest());
    CHECK(digester.add("c").digest() == Digester().add("ab").add("c").digest());
}
