// SPDX-License-Identifier: Apache-2.0
#include "examples/generateur/projection.hpp"

#include <ogr_spatialref.h>

#include <stdexcept>
#include <string>

namespace lisiere::demo {

struct Projection::State {
    OGRSpatialReference from, to;
    std::unique_ptr<OGRCoordinateTransformation> transformation;
};

Projection::Projection(int to_epsg) : state_(std::make_unique<State>()) {
    if (state_->from.importFromEPSG(2154) != OGRERR_NONE ||
        state_->to.importFromEPSG(to_epsg) != OGRERR_NONE)
        throw std::runtime_error("EPSG " + std::to_string(to_epsg) + " inconnu de PROJ");
    state_->from.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    state_->to.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    state_->transformation.reset(OGRCreateCoordinateTransformation(&state_->from, &state_->to));
    if (!state_->transformation) throw std::runtime_error("projection impossible");
}

Projection::~Projection() = default;
Projection::Projection(Projection&&) noexcept = default;

std::vector<geo::Point> Projection::operator()(const std::vector<geo::Point>& points) const {
    std::vector<double> x;
    std::vector<double> y;
    for (const geo::Point& p : points) {
        x.push_back(p.x);
        y.push_back(p.y);
    }
    if (!points.empty() &&
        !state_->transformation->Transform(static_cast<int>(points.size()), x.data(), y.data()))
        throw std::runtime_error("projection impossible");
    std::vector<geo::Point> out;
    for (std::size_t i = 0; i < points.size(); ++i) out.push_back({x[i], y[i]});
    return out;
}

}  // namespace lisiere::demo
