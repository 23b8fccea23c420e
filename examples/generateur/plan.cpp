// SPDX-License-Identifier: Apache-2.0
#include "examples/generateur/plan.hpp"

#include <cmath>

namespace lisiere::demo {

namespace {

constexpr double pi = 3.14159265358979323846;

bool holds(const Zone& zone, const Point& p, const Sides& sides) {
    const auto fits = [](int wanted, int found) { return wanted == 0 || wanted == found; };
    if (!fits(zone.sides.canal, sides.canal) || !fits(zone.sides.rail, sides.rail) ||
        !fits(zone.sides.motorway, sides.motorway))
        return false;
    const double dx = (p.x - zone.x) / zone.rx;
    const double dy = (p.y - zone.y) / zone.ry;
    return zone.rectangle ? std::abs(dx) <= 1 && std::abs(dy) <= 1 : dx * dx + dy * dy <= 1;
}

// name, x, y, rx, ry, rectangle, sides, angle, block u, v, jitter, keep, spur, footway, homes/ha,
// flats, social, poverty
// clang-format off
std::vector<Zone> zones() {
    return {
        {"Forges de la Lisse", 7300, 3330, 480, 700, true, {-1, -1, 1}, 3, 170, 190, .1, .5, 0,
         0, -1, 0, 0, 0},
        {"Friche de la Pointe", 4080, 3400, 850, 700, true, {-1, -1, 1}, 8, 190, 190, .2, 0, 0,
         0, -1, 0, 0, 0},
        {"Hautes-Bornes", 5860, 3400, 960, 700, true, {-1, -1, 1}, 4, 112, 132, .10, .34, .25,
         .16, 22, .97, .86, .42},
        {"Centre ancien", 6000, 4720, 520, 430, false, {-1, 1, 1}, 0, 82, 86, .36, .97, 0, .06,
         40, .95, .12, .17},
        {"Saint-Aubin", 4830, 4740, 460, 440, true, {-1, 1, 1}, -8, 92, 122, .10, .97, 0, .12,
         27, .85, .55, .36},
        {"Faubourgs", 6000, 4640, 1850, 1150, false, {-1, 1, 1}, 12, 100, 138, .15, .93, .04,
         .05, 20, .55, .2, .17},
        {"Rive-Neuve", 6900, 5900, 780, 520, true, {1, 1, 1}, -2, 104, 138, .08, .86, .06, .2,
         18, .9, .72, .39},
        {"Centre hospitalier", 8600, 4700, 190, 150, true, {-1, 1, 1}, 0, 160, 160, .1, .7, 0,
         .5, 0, 0, 0, 0},
        {"Triage", 2900, 3420, 420, 300, true, {-1, 1, -1}, 0, 170, 170, .1, .3, 0, 0, -1, 0, 0,
         0},
        {"Bourg de Sainte-Orme", 2900, 7400, 290, 260, false, {1, 1, 1}, 0, 88, 92, .34, .95, 0,
         .05, 20, .5, .15, .13},
        {"Sainte-Orme", 2900, 7350, 1050, 850, false, {1, 1, 1}, 22, 125, 165, .18, .86, .14,
         .04, 7.5, .3, .18, .11},
        {"Quai de Sainte-Orme", 4250, 6200, 800, 480, false, {1, 1, 1}, -14, 118, 160, .14, .9,
         .06, .05, 9, .45, .2, .14},
        {"Quatre-Vents", 5800, 8350, 520, 330, false, {1, 1, 1}, 18, 115, 140, .08, .62, .16,
         .2, 25, .96, .86, .41},
        {"Champs des Quatre-Vents", 5800, 8250, 1150, 880, false, {1, 1, 1}, 18, 360, 400, .3,
         .55, 0, 0, .05, 0, 0, .1},
        {"Bourg d'Aubray", 8700, 7500, 280, 270, false, {1, 1, 1}, 0, 90, 94, .34, .95, 0, .05,
         20, .5, .15, .13},
        {"Aubray", 8700, 7450, 1250, 950, false, {1, 1, 1}, -18, 125, 170, .18, .85, .16, .04,
         7, .28, .16, .11},
        {"Bourg de Chanteraine", 1500, 5150, 270, 250, false, {-1, 1, 1}, 0, 90, 94, .34, .95,
         0, .05, 20, .45, .15, .13},
        {"Chanteraine", 1550, 5150, 1250, 720, false, {-1, 1, 1}, 6, 125, 165, .18, .86, .14,
         .04, 7.5, .3, .2, .13},
        {"Les Coudriers", 1600, 1650, 800, 560, false, {-1, -1, -1}, 30, 135, 175, .25, .6, .5,
         .03, 5.5, .05, .05, .07},
        {"Bourg du Mesnil", 9300, 900, 210, 190, false, {-1, -1, -1}, 0, 92, 96, .34, .93, 0,
         .03, 15, .12, .1, .11},
        {"Le Mesnil", 9300, 880, 700, 480, false, {-1, -1, -1}, 15, 150, 190, .26, .75, .25, 0,
         4.8, .05, .05, .09},
        {"Les Genêts", 5500, 1700, 900, 600, false, {-1, -1, -1}, -24, 135, 175, .25, .58, .5,
         .03, 5.5, .05, .06, .07},
        {"La Garenne", 9300, 2950, 1350, 560, false, {-1, -1, 1}, -12, 130, 175, .2, .72, .3,
         .03, 6, .2, .15, .11},
        {"Couronne", 6300, 4700, 3700, 1600, false, {-1, 1, 1}, 9, 135, 185, .2, .84, .2, .03,
         6, .2, .12, .11},
        {"Coteau nord", 5500, 6850, 4000, 1120, false, {1, 1, 1}, 12, 160, 210, .26, .72, .28,
         .01, 5, .06, .05, .08},
        {"Plateau sud", 3600, 2050, 2100, 720, false, {-1, -1, -1}, -9, 175, 215, .28, .68, .25,
         .01, 5, .03, .04, .08},
        {"Val ouest", 1450, 4600, 1500, 1050, false, {-1, 0, 0}, 7, 165, 205, .26, .7, .25, .01,
         5.2, .05, .06, .09},
        {"Val est", 10000, 4900, 1300, 1050, false, {0, 1, 1}, -7, 165, 205, .26, .7, .25, .01,
         5.2, .05, .05, .08},
        {"Campagne", 6000, 4800, 20000, 20000, true, {}, 14, 410, 450, .42, .42, 0, 0, .005, 0,
         0, .1},
    };
}
// clang-format on

std::vector<IrisPlan> iris_plan() {
    return {
        {0, "0101", "Centre-Halles", 'H', {6000, 4850}},
        {0, "0102", "Centre-Préfecture", 'H', {6250, 4450}},
        {0, "0103", "Saint-Aubin Nord", 'H', {4800, 4950}},
        {0, "0104", "Saint-Aubin Sud", 'H', {4850, 4480}},
        {0, "0105", "Faubourg du Pont", 'H', {5300, 5150}},
        {0, "0106", "Gare", 'H', {5500, 4200}},
        {0, "0107", "Quai Sud", 'H', {6700, 5150}},
        {0, "0108", "Les Tanneries", 'H', {7050, 4700}},
        {0, "0109", "Arsenal", 'H', {6900, 4200}},
        {0, "0110", "Hautes-Bornes Ouest", 'H', {5350, 3400}},
        {0, "0111", "Hautes-Bornes Est", 'H', {6300, 3350}},
        {0, "0112", "Pointe et Forges", 'A', {7300, 3300}},
        {0, "0113", "La Garenne", 'H', {9100, 2950}},
        {0, "0114", "Hôpital", 'H', {8300, 4800}},
        {0, "0115", "Beauregard", 'H', {9500, 4500}},
        {0, "0116", "Val Est", 'H', {10800, 4600}},
        {0, "0117", "Les Jardins", 'H', {3750, 4850}},
        {0, "0118", "Coteau de l'Est", 'H', {7900, 5000}},
        {1, "0101", "Bourg", 'H', {2900, 7400}},
        {1, "0102", "Bourg Ouest", 'H', {2000, 7250}},
        {1, "0103", "Bourg Nord", 'H', {3000, 8300}},
        {1, "0104", "Quai", 'H', {4300, 6100}},
        {1, "0105", "Les Vergers", 'H', {4200, 7300}},
        {1, "0106", "Quatre-Vents Ouest", 'H', {5300, 8400}},
        {1, "0107", "Val des Moulins", 'H', {2200, 6400}},
        {1, "0108", "Campagne Ouest", 'H', {900, 7600}},
        {2, "0101", "Bourg", 'H', {8700, 7500}},
        {2, "0102", "Rive-Neuve Ouest", 'H', {6500, 5850}},
        {2, "0103", "Rive-Neuve Est", 'H', {7350, 5950}},
        {2, "0104", "Bourg Ouest", 'H', {7600, 7300}},
        {2, "0105", "Bourg Est", 'H', {9800, 7300}},
        {2, "0106", "Quatre-Vents Est", 'H', {6200, 8350}},
        {2, "0107", "Le Lavoir", 'H', {8700, 6500}},
        {2, "0108", "Campagne Nord", 'H', {8300, 8900}},
        {3, "0101", "Bourg", 'H', {1500, 5200}},
        {3, "0102", "Grands-Prés", 'H', {2700, 5000}},
        {3, "0103", "Val Ouest", 'H', {500, 5500}},
        {3, "0104", "Zone du Triage", 'A', {2500, 3400}},
        {3, "0105", "Les Coudriers", 'H', {1600, 1600}},
        {3, "0106", "Les Genêts", 'H', {5300, 1700}},
        {3, "0107", "Plateau", 'H', {3600, 2000}},
        {4, "0000", "Mesnil-Garance (commune non irisée)", 'Z', {9300, 900}},
    };
}

}  // namespace

Plan town_plan() {
    Plan plan;
    plan.canal = smooth({{-1700, 6500},
                         {0, 6300},
                         {2500, 6050},
                         {4500, 5600},
                         {6000, 5420},
                         {7500, 5560},
                         {9500, 6050},
                         {12000, 6000},
                         {13700, 5700}},
                        60);
    plan.rail = smooth({{-1700, 2500},
                        {0, 2750},
                        {2000, 3050},
                        {3600, 3400},
                        {5000, 3720},
                        {6300, 3850},
                        {8000, 3750},
                        {10000, 3350},
                        {12000, 3050},
                        {13700, 2900}},
                       60);
    plan.motorway = smooth({{-1700, 4700},
                            {0, 4400},
                            {2000, 3980},
                            {3600, 3400},
                            {4800, 3130},
                            {6200, 2960},
                            {7600, 2820},
                            {9200, 2350},
                            {12000, 1750},
                            {13700, 1500}},
                           60);
    plan.frame = {{-1300, -1200}, {13300, -1200}, {13300, 10800}, {-1300, 10800}};
    plan.outline = {{400, 300},   {2600, -150},  {5200, 250},   {7300, -100},  {9600, -350},
                    {11400, 500}, {12050, 2600}, {11900, 5200}, {12100, 7300}, {10900, 9000},
                    {8600, 9700}, {6100, 9350},  {3800, 9600},  {1500, 9150},  {150, 7800},
                    {-250, 5600}, {100, 3000}};
    plan.zones = zones();
    plan.communes = {{"99001", "Lisse-le-Pont", {6000, 4780}},
                     {"99002", "Sainte-Orme", {2900, 7400}},
                     {"99003", "Aubray", {8700, 7500}},
                     {"99004", "Chanteraine", {1500, 5180}},
                     {"99005", "Mesnil-Garance", {9300, 900}}};
    plan.iris = iris_plan();
    plan.qpv = {{"QN09901M",
                 "Hautes-Bornes",
                 {{4985, 3215},
                  {5010, 3590},
                  {5400, 3690},
                  {6080, 3745},
                  {6740, 3765},
                  {6770, 3020},
                  {6300, 3045},
                  {5880, 3110},
                  {5420, 3150}},
                 {0},
                 .42},
                {"QN09902M",
                 "Rive-Neuve",
                 {{6190, 5500},
                  {6215, 6010},
                  {6520, 6190},
                  {7130, 6230},
                  {7590, 6340},
                  {7655, 5690},
                  {7280, 5590},
                  {6800, 5520}},
                 {2},
                 .39},
                {"QN09903M",
                 "Saint-Aubin",
                 {{4420, 4395},
                  {4390, 4900},
                  {4560, 5130},
                  {5040, 5165},
                  {5240, 4980},
                  {5265, 4360},
                  {4870, 4310}},
                 {0},
                 .36},
                {"QN09904M",
                 "Les Quatre-Vents",
                 {{5330, 8190},
                  {5345, 8500},
                  {5640, 8645},
                  {6010, 8630},
                  {6270, 8480},
                  {6255, 8190},
                  {5930, 8060},
                  {5560, 8075}},
                 {1, 2},
                 .41}};
    plan.veille = {
        {"",
         "Les Grands-Prés",
         {{3010, 4560}, {2990, 5060}, {3330, 5150}, {3690, 5080}, {3720, 4600}, {3350, 4510}},
         {0, 3},
         .22},
        {"", "Mesnil-Garance", {}, {4}, 0},
        // The ring crosses itself: the two last corners are in the wrong order, as hand-drawn files
        // have it.
        {"", "Rive-Neuve", {{3900, 5960}, {4700, 5860}, {3950, 6350}, {4750, 6330}}, {1}, .24}};
    // Hautes-Bornes was drawn a metre or two off; a former Rive-Neuve held the east of what is now
    // Les Quatre-Vents; Saint-Aubin is new; Les Grands-Prés left for veille active.
    plan.former = {
        {"QP099001",
         "Hautes-Bornes",
         {{{4986, 3214},
           {5011, 3591},
           {5401, 3691},
           {6081, 3746},
           {6741, 3764},
           {6771, 3019},
           {6301, 3044},
           {5881, 3111},
           {5419, 3149}}},
         {0}},
        {"QP099002",
         "Rive-Neuve - Quatre-Vents Est",
         {plan.qpv[1].ring, {{6010, 8630}, {6270, 8480}, {6255, 8190}, {5930, 8060}}},
         {1, 2}},
        {"QP099003",
         "Les Quatre-Vents",
         {{{5930, 8060}, {5560, 8075}, {5330, 8190}, {5345, 8500}, {5640, 8645}, {6010, 8630}}},
         {1, 2}},
        {"QP099004", "Les Grands-Prés", {plan.veille[0].ring}, {0, 3}}};
    plan.passages = {{"QN09901M", "QP099001", "Identique"}, {"QN09902M", "QP099002", "Scission"},
                     {"QN09904M", "QP099002", "Modifié"},   {"QN09904M", "QP099003", "Modifié"},
                     {"QN09903M", "", "Nouveau"},           {"", "QP099004", "Sortant"}};
    using Over = CrossingPlan::Over;
    using Kind = CrossingPlan::Kind;
    plan.crossings = {{Over::canal, Kind::road_bridge, 4350, "Pont-Vieux"},
                      {Over::canal, Kind::road_bridge, 9300, "Pont de l'Écluse"},
                      {Over::canal, Kind::footbridge, 6870, "Passerelle des Mariniers"},
                      {Over::canal, Kind::road_bridge, 700, "Pont de Chanteraine"},
                      {Over::rail, Kind::underpass, 5760, "Passage des Hautes-Bornes"},
                      {Over::rail, Kind::level, 8350, "Route de la Garenne"},
                      {Over::rail, Kind::road_bridge, 1750, "Route du Plateau"},
                      {Over::rail, Kind::level, 10900, "Chemin du Moulin"},
                      {Over::motorway, Kind::road_bridge, 1250, "Route de la Croix"},
                      {Over::motorway, Kind::road_bridge, 9150, "Avenue de l'Échangeur"},
                      {Over::motorway, Kind::road_bridge, 11300, "Chemin des Vignes"}};
    plan.centre = {6000, 4720};
    plan.gare = {6120, 3870};
    plan.hopital = {8600, 4700};
    return plan;
}

Sides Plan::sides(const Point& p) const {
    const auto side = [&](const Line& curve) { return p.y >= height_at(curve, p.x) ? 1 : -1; };
    return {side(canal), side(rail), side(motorway)};
}

int Plan::zone_at(const Point& p) const {
    const Sides at = sides(p);
    for (std::size_t z = 0; z < zones.size(); ++z)
        if (holds(zones[z], p, at)) return static_cast<int>(z);
    return static_cast<int>(zones.size()) - 1;
}

int Plan::commune_at(const Point& p) const {
    if (!inside(p, outline)) return -1;
    const Sides at = sides(p);
    const double wave = 170 * std::sin(p.y / 600 * pi / 3);
    if (at.canal > 0) return p.x < 5800 + wave ? 1 : 2;
    if (at.motorway > 0 && at.rail > 0) return p.x < 3350 + wave ? 3 : 0;
    if (at.motorway > 0) return 0;  // between railway and motorway, east of where they cross
    if (at.rail > 0) return 3;      // the same, west of it
    return p.x < 6900 + wave ? 3 : 4;
}

}  // namespace lisiere::demo
