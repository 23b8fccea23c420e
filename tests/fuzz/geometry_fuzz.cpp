// SPDX-License-Identifier: Apache-2.0
// A geometry as a GeoPackage holds it (WKB behind its header), through the bridge to the engine,
// and the repair that every polygon read goes through.
#include <ogr_geometry.h>

#include <memory>

#include "engine/core/error.hpp"
#include "engine/geo/overlay.hpp"
#include "io/gdal/geometry_bridge.hpp"
#include "tests/fuzz/fuzz_input.hpp"

using namespace lisiere;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    CPLPushErrorHandler(CPLQuietErrorHandler);
    OGRGeometry* raw = nullptr;
    const OGRErr code = OGRGeometryFactory::createFromWkb(data, nullptr, &raw, size);
    CPLPopErrorHandler();
    const std::unique_ptr<OGRGeometry> geometry(raw);
    if (code != OGRERR_NONE || geometry == nullptr) return 0;
    const geo::MultiPolygon shape = io::to_multipolygon(*geometry);
    static_cast<void>(io::to_lines(*geometry));
    static_cast<void>(io::to_points(*geometry));
    static_cast<void>(io::to_rims(*geometry));
    const geo::Repair repaired = geo::repair(shape);
    if (!geo::is_valid(repaired.shape)) __builtin_trap();
    static_cast<void>(io::to_ogr(repaired.shape));
    return 0;
}
