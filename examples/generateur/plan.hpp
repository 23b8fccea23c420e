// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "examples/generateur/plane.hpp"

namespace lisiere::demo {

/// The drawing of the fictional town, in metres from its own south-west corner: everything that is
/// a choice and not a draw.

/// Which side of canal, railway and motorway a place lies on: +1 north, -1 south.
struct Sides {
    int canal = 0;
    int rail = 0;
    int motorway = 0;
    friend bool operator==(const Sides&, const Sides&) = default;
};

/// Fabric of a part of town. A place takes the first zone that holds it.
struct Zone {
    std::string name;
    double x, y, rx, ry;  ///< ellipse, or rectangle of half sides rx, ry
    bool rectangle;
    Sides sides;              ///< 0: any
    double angle;             ///< of the blocks, degrees
    double block_u, block_v;  ///< spacing of the blocks' centres
    double jitter;            ///< share of the spacing
    double keep;              ///< probability that a street not needed for connection exists
    double spur;              ///< dead ends, per block
    double footway;           ///< paths across a block, per block
    double homes_ha;          ///< households per hectare; negative: nobody and no street inside
    double flats, social, poverty;
};

struct CommunePlan {
    std::string code, name;
    Point mairie;
};
struct IrisPlan {
    int commune;
    std::string code, name;
    char type;
    Point centre;
};
struct QuarterPlan {
    std::string code, name;
    Line ring;  ///< not closed
    std::vector<int> communes;
    double poverty;  ///< share of poor households; 0: as its zone
};
/// A quarter of the generation before; one with several parts was told as one.
struct FormerPlan {
    std::string code, name;
    std::vector<Line> rings;  ///< not closed, one a part
    std::vector<int> communes;
};
/// A line of the published passage table.
struct PassagePlan {
    std::string current, former, word;
};
struct CrossingPlan {
    enum class Over { canal, rail, motorway } over;
    enum class Kind { road_bridge, footbridge, underpass, level } kind;
    double x;
    std::string name;
};

struct Plan {
    Line canal, rail, motorway;  ///< x grows along each
    Line frame;                  ///< where streets are drawn
    Line outline;                ///< of the agglomeration; not closed
    std::vector<Zone> zones;
    std::vector<CommunePlan> communes;
    std::vector<IrisPlan> iris;
    std::vector<QuarterPlan> qpv;
    std::vector<QuarterPlan> veille;  ///< the one with an empty ring is a whole commune
    std::vector<FormerPlan> former;   ///< each way a quarter may change, once
    std::vector<PassagePlan> passages;
    std::vector<CrossingPlan> crossings;
    Point centre, gare, hopital;

    Sides sides(const Point& p) const;
    int zone_at(const Point& p) const;
    int commune_at(const Point& p) const;
};

Plan town_plan();

}  // namespace lisiere::demo
