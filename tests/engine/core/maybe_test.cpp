// SPDX-License-Identifier: Apache-2.0
#include "engine/core/maybe.hpp"
#include "tests/support/catch.hpp"

using lisiere::Absence;
using lisiere::Maybe;

TEST_CASE("a missing value keeps its reason and never reads as zero", "[core]") {
    const Maybe<double> secret = Absence::secret;
    CHECK_FALSE(secret.has_value());
    CHECK(secret.absence() == Absence::secret);
    CHECK_THROWS_AS(secret.value(), lisiere::PreconditionError);
    CHECK_FALSE(secret == Maybe<double>(0.0));
}

TEST_CASE("two absences are equal only for the same reason", "[core]") {
    CHECK(Maybe<int>(Absence::secret) == Maybe<int>(Absence::secret));
    CHECK_FALSE(Maybe<int>(Absence::secret) == Maybe<int>(Absence::au_dela));
}
