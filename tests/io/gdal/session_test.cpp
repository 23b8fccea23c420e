// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/session.hpp"

#include <cpl_error.h>

#include "io/base/error.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;

TEST_CASE(
    "what GDAL complains about is kept, not printed, and the inner listener keeps it to itself",
    "[io][gdal]") {
    GdalErrors outer;
    {
        GdalErrors inner;
        CPLError(CE_Warning, CPLE_AppDefined, "presque");
        CHECK_FALSE(inner.failed());
        CHECK(inner.text() == "presque");
        CPLError(CE_Failure, CPLE_AppDefined, "casse");
        CHECK(inner.failed());
        CHECK(inner.text() == "casse");
        CHECK(inner.warnings() == "presque");
    }
    CHECK_FALSE(outer.failed());
    CHECK(outer.text().empty());
    CPLError(CE_Failure, CPLE_AppDefined, "dehors");
    CHECK(outer.text() == "dehors");
    CHECK_THROWS_AS(outer.require_none("f.gpkg", ""), InputError);
    outer.clear();
    CHECK_NOTHROW(outer.require_none("f.gpkg", ""));
}
