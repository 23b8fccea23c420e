// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <functional>
#include <stdexcept>

#include "examples/generateur/town.hpp"

namespace lisiere::demo {

namespace {

struct CensusColumn {
    std::string name;
    std::function<int(const Tally&)> value;
};
using Columns = std::vector<CensusColumn>;

void save(const Folder& file, const std::string& text) {
    std::ofstream stream(file, std::ios::binary);
    stream << text;
    if (!stream.flush()) throw std::runtime_error("écriture impossible : " + file.string());
}

CensusColumn ages(const std::string& name, int first, int last) {
    return {name, [=](const Tally& t) { return t.between(first, last); }};
}
CensusColumn ages(const std::string& name, Sex sex, int first, int last) {
    return {name, [=](const Tally& t) { return t.by_sex(sex, first, last); }};
}

Columns population() {
    Columns c{ages("P21_POP", 0, 100)};
    for (const auto& [name, first, last] : {std::tuple{"0002", 0, 2},
                                            {"0305", 3, 5},
                                            {"0610", 6, 10},
                                            {"1117", 11, 17},
                                            {"1824", 18, 24},
                                            {"2539", 25, 39},
                                            {"4054", 40, 54},
                                            {"5564", 55, 64},
                                            {"6579", 65, 79},
                                            {"80P", 80, 100},
                                            {"0014", 0, 14},
                                            {"1529", 15, 29},
                                            {"3044", 30, 44},
                                            {"4559", 45, 59},
                                            {"6074", 60, 74},
                                            {"75P", 75, 100},
                                            {"0019", 0, 19},
                                            {"2064", 20, 64},
                                            {"65P", 65, 100}})
        c.push_back(ages(std::string("P21_POP") + name, first, last));
    for (const auto& [sex, letter] : {std::pair{man, "H"}, {woman, "F"}}) {
        c.push_back(ages(std::string("P21_POP") + letter, sex, 0, 100));
        for (const auto& [name, first, last] : {std::tuple{"0014", 0, 14},
                                                {"1529", 15, 29},
                                                {"3044", 30, 44},
                                                {"4559", 45, 59},
                                                {"6074", 60, 74},
                                                {"75P", 75, 100},
                                                {"0019", 0, 19},
                                                {"2064", 20, 64},
                                                {"65P", 65, 100}})
            c.push_back(ages(std::string("P21_") + letter + name, sex, first, last));
    }
    c.push_back(ages("C21_POP15P", 15, 100));
    for (std::size_t k = 0; k < 8; ++k)
        c.push_back({"C21_POP15P_CS" + std::to_string(k + 1),
                     [k](const Tally& t) { return t.classes[k]; }});
    c.push_back({"P21_POP_FR", [](const Tally& t) { return t.total() - t.foreign; }});
    c.push_back({"P21_POP_ETR", [](const Tally& t) { return t.foreign; }});
    c.push_back({"P21_POP_IMM", [](const Tally& t) { return t.immigrant; }});
    c.push_back({"P21_PMEN", [](const Tally& t) { return t.total(); }});
    c.push_back({"P21_PHORMEN", [](const Tally&) { return 0; }});
    return c;
}

/// Sum over sexes (-1: both) and the three working age classes (-1: all) of a table by both.
CensusColumn working(const std::string& name,
                     std::vector<std::array<std::array<int, 3>, 2> Tally::*> tables, int sex,
                     int band) {
    return {
        name, [=](const Tally& t) {
            int sum = 0;
            for (const auto table : tables)
                for (int s = 0; s < 2; ++s)
                    for (int b = 0; b < 3; ++b)
                        if ((sex < 0 || s == sex) && (band < 0 || b == band))
                            sum +=
                                (t.*
                                 table)[static_cast<std::size_t>(s)][static_cast<std::size_t>(b)];
            return sum;
        }};
}

Columns activity() {
    Columns c{ages("P21_POP1564", 15, 64),      ages("P21_POP1524", 15, 24),
              ages("P21_POP2554", 25, 54),      ages("P21_POP5564", 55, 64),
              ages("P21_H1564", man, 15, 64),   ages("P21_H1524", man, 15, 24),
              ages("P21_H2554", man, 25, 54),   ages("P21_H5564", man, 55, 64),
              ages("P21_F1564", woman, 15, 64), ages("P21_F1524", woman, 15, 24),
              ages("P21_F2554", woman, 25, 54), ages("P21_F5564", woman, 55, 64)};
    const std::vector<std::array<std::array<int, 3>, 2> Tally::*> in_work{&Tally::employed};
    const std::vector<std::array<std::array<int, 3>, 2> Tally::*> jobless{&Tally::unemployed};
    const std::vector<std::array<std::array<int, 3>, 2> Tally::*> active{&Tally::employed,
                                                                         &Tally::unemployed};
    for (const auto& [id, tables] :
         {std::pair{"ACT", active}, {"ACTOCC", in_work}, {"CHOM", jobless}})
        for (const auto& [letter, sex] : {std::pair{"", -1}, {"H", 0}, {"F", 1}})
            for (const auto& [band, b] :
                 {std::pair{"1564", -1}, {"1524", 0}, {"2554", 1}, {"5564", 2}})
                c.push_back(working(std::string("P21_") + letter + id + band, tables, sex, b));
    c.push_back({"P21_INACT1564", [](const Tally& t) {
                     int sum = t.between(15, 64);
                     for (std::size_t s = 0; s < 2; ++s)
                         for (std::size_t b = 0; b < 3; ++b)
                             sum -= t.employed[s][b] + t.unemployed[s][b];
                     return sum;
                 }});
    c.push_back(working("P21_ETUD1564", {&Tally::students}, -1, -1));
    c.push_back(working("P21_RETR1564", {&Tally::retired}, -1, -1));
    for (std::size_t k = 0; k < 6; ++k)
        c.push_back({"C21_ACT1564_CS" + std::to_string(k + 1),
                     [k](const Tally& t) { return t.active_classes[k]; }});
    c.push_back(working("C21_ACTOCC15P", in_work, -1, -1));
    constexpr const char* modes[] = {"PAS", "MAR", "VELO", "2ROUESMOT", "VOIT", "TCOM"};
    for (std::size_t k = 0; k < 6; ++k)
        c.push_back({std::string("C21_ACTOCC15P_") + modes[k],
                     [k](const Tally& t) { return t.to_work[k]; }});
    return c;
}

Columns housing() {
    Columns c{{"P21_LOG", [](const Tally& t) { return t.men() + t.vacant + t.second_homes; }},
              {"P21_RP", [](const Tally& t) { return t.men(); }},
              {"P21_RSECOCC", [](const Tally& t) { return t.second_homes; }},
              {"P21_LOGVAC", [](const Tally& t) { return t.vacant; }},
              {"P21_MAISON",
               [](const Tally& t) { return t.houses + t.vacant + t.second_homes - t.other_flats; }},
              {"P21_APPART", [](const Tally& t) { return t.flats + t.other_flats; }},
              {"P21_RPMAISON", [](const Tally& t) { return t.houses; }},
              {"P21_RPAPPART", [](const Tally& t) { return t.flats; }},
              {"P21_RP_PROP", [](const Tally& t) { return t.tenures[owner]; }},
              {"P21_RP_LOC",
               [](const Tally& t) { return t.tenures[social_tenant] + t.tenures[private_tenant]; }},
              {"P21_RP_LOCHLMV", [](const Tally& t) { return t.tenures[social_tenant]; }},
              {"P21_RP_GRAT", [](const Tally& t) { return t.tenures[free_tenant]; }},
              {"P21_RP_VOIT1P", [](const Tally& t) { return t.with_car; }},
              {"P21_MEN", [](const Tally& t) { return t.men(); }}};
    constexpr const char* periods[] = {"ACH19", "ACH45", "ACH70", "ACH90", "ACH05", "ACH18"};
    for (std::size_t k = 0; k < 6; ++k)
        c.push_back(
            {std::string("P21_RP_") + periods[k], [k](const Tally& t) { return t.built[k]; }});
    constexpr const char* lengths[] = {"0002", "0204", "0509", "10P"};
    for (std::size_t k = 0; k < 4; ++k)
        c.push_back({std::string("P21_MEN_ANEM") + lengths[k],
                     [k](const Tally& t) { return t.moved_in[k]; }});
    return c;
}

Columns education() {
    Columns c;
    constexpr std::tuple<const char*, int, int> bands[] = {
        {"0205", 2, 5},   {"0610", 6, 10},  {"1114", 11, 14}, {"1517", 15, 17},
        {"1824", 18, 24}, {"2529", 25, 29}, {"30P", 30, 100}};
    for (const auto& [name, first, last] : bands)
        c.push_back(ages(std::string("P21_POP") + name, first, last));
    for (std::size_t k = 0; k < 7; ++k)
        c.push_back({std::string("P21_SCOL") + std::get<0>(bands[k]),
                     [k](const Tally& t) { return t.in_school[k]; }});
    c.push_back({"P21_NSCOL15P", [](const Tally& t) {
                     int sum = 0;
                     for (const int n : t.diplomas) sum += n;
                     return sum;
                 }});
    constexpr const char* diplomas[] = {"DIPLMIN", "BEPC",  "CAPBEP", "BAC",
                                        "SUP2",    "SUP34", "SUP5"};
    for (std::size_t k = 0; k < 7; ++k)
        c.push_back({std::string("P21_NSCOL15P_") + diplomas[k],
                     [k](const Tally& t) { return t.diplomas[k]; }});
    return c;
}

Columns families() {
    const auto kind = [](const char* name, Household k) {
        return CensusColumn{name, [k](const Tally& t) { return t.households[k]; }};
    };
    Columns c{{"C21_MEN", [](const Tally& t) { return t.men(); }},
              kind("C21_MENPSEUL", alone),
              kind("C21_MENSFAM", no_family),
              kind("C21_MENCOUPSENF", couple),
              kind("C21_MENCOUPAENF", couple_children),
              kind("C21_MENFAMMONO", single_parent),
              {"C21_MENFAM",
               [](const Tally& t) {
                   return t.households[couple] + t.households[couple_children] +
                          t.households[single_parent];
               }},
              {"C21_PMEN", [](const Tally& t) { return t.total(); }},
              {"C21_FAM",
               [](const Tally& t) {
                   return t.households[couple] + t.households[couple_children] +
                          t.households[single_parent];
               }},
              kind("C21_COUPAENF", couple_children),
              kind("C21_FAMMONO", single_parent),
              kind("C21_COUPSENF", couple)};
    constexpr const char* children[] = {"C21_NE24F0", "C21_NE24F1", "C21_NE24F2", "C21_NE24F3",
                                        "C21_NE24F4P"};
    for (std::size_t k = 0; k < 5; ++k)
        c.push_back({children[k], [k](const Tally& t) { return t.families_by_children[k]; }});
    return c;
}

/// French number: decimal comma, one space between thousands.
std::string french(double value, int decimals) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    std::string number = text;
    std::size_t end = number.find('.');
    if (end != std::string::npos)
        number[end] = ',';
    else
        end = number.size();
    for (std::size_t at = end; at > 3; at -= 3) number.insert(at - 3, 1, ' ');
    return number;
}

int quantile(std::vector<std::pair<int, int>> incomes, double share) {
    std::sort(incomes.begin(), incomes.end());
    long long total = 0;
    for (const auto& [level, persons] : incomes) total += persons;
    double left = share * static_cast<double>(total);
    for (const auto& [level, persons] : incomes)
        if ((left -= persons) <= 0) return level / 10 * 10;
    return incomes.empty() ? 0 : incomes.back().first;
}

struct Group {
    Tally tally;
    std::vector<std::pair<int, int>> incomes;
    void add(const Building& building) {
        tally.add(building.tally);
        incomes.insert(incomes.end(), building.incomes.begin(), building.incomes.end());
    }
};

std::string income_row(const Group& group) {
    // Fiscal secrecy: too few households give `ns`, places where nearly nobody lives `nd`.
    const char* missing = group.tally.men() < 11 ? "nd" : group.tally.men() < 100 ? "ns" : nullptr;
    std::string row(1, ';');
    row += missing != nullptr ? missing : french(100.0 * group.tally.poor / group.tally.men(), 1);
    for (const double share : {.25, .5, .75, .1, .9}) {
        row.append(1, ';');
        row += missing != nullptr ? missing : std::to_string(quantile(group.incomes, share));
    }
    return row + ";0\n";
}

std::string quarter_row(const Town& town, const Tile& tile, const QuarterPlan& quarter,
                        const Tally& t, const std::vector<Tally>& communes, int in_quarters) {
    int around = 0;
    std::string names;
    for (const int c : quarter.communes) {
        around += communes[static_cast<std::size_t>(c)].total();
        names += (names.empty() ? "" : ", ") +
                 tile.named(town.plan.communes[static_cast<std::size_t>(c)].name);
    }
    const auto share = [](double part, double whole) { return french(100 * part / whole, 1); };
    const int women = t.by_sex(woman, 0, 100);
    return tile.quarter(quarter.code) + ";" + tile.named(quarter.name) + ";" +
           french(t.total(), 0) + ";" + french(in_quarters, 0) + ";" + french(around, 0) + ";" +
           names + ";" + share(women, t.total()) + ";" + share(t.between(0, 24), t.total()) + ";" +
           share(t.by_sex(woman, 0, 24), women) + ";" + share(t.between(60, 100), t.total()) + ";" +
           share(t.by_sex(woman, 60, 100), women) + ";" +
           french(static_cast<double>(t.between(0, 19)) / t.between(60, 100), 1) + ";" +
           share(t.sizes[0], t.men()) + ";" + share(t.sizes[5], t.men()) + ";" +
           share(t.foreign, t.total()) + ";;0\n";
}

}  // namespace

void write_census(const Town& town, const std::vector<Tile>& tiles, const Folder& out) {
    const Plan& plan = town.plan;
    std::vector<Group> iris(plan.iris.size());
    std::vector<Tally> communes(plan.communes.size());
    std::vector<Tally> quarters(plan.qpv.size());
    std::vector<int> in_quarters(plan.qpv.size(), 0);
    for (const Building& building : town.buildings) {
        const Block& block = town.land.blocks[static_cast<std::size_t>(building.block)];
        iris[static_cast<std::size_t>(block.iris)].add(building);
        communes[static_cast<std::size_t>(block.commune)].add(building.tally);
        for (std::size_t q = 0; q < plan.qpv.size(); ++q)
            if (inside(building.at, plan.qpv[q].ring)) quarters[q].add(building.tally);
    }
    for (std::size_t q = 0; q < plan.qpv.size(); ++q)
        for (std::size_t r = 0; r < plan.qpv.size(); ++r)
            for (const int c : plan.qpv[q].communes)
                if (std::find(plan.qpv[r].communes.begin(), plan.qpv[r].communes.end(), c) !=
                    plan.qpv[r].communes.end()) {
                    in_quarters[q] += quarters[r].total();
                    break;
                }

    const std::pair<const char*, Columns> files[] = {
        {"base-ic-evol-struct-pop-2021.CSV", population()},
        {"base-ic-activite-residents-2021.CSV", activity()},
        {"base-ic-logement-2021.CSV", housing()},
        {"base-ic-diplomes-formation-2021.CSV", education()},
        {"base-ic-couples-familles-menages-2021.CSV", families()}};
    for (const auto& [name, columns] : files) {
        std::string text = "IRIS;COM;TYP_IRIS;LAB_IRIS";
        for (const CensusColumn& column : columns) text.append(1, ';').append(column.name);
        text += "\n";
        for (const Tile& tile : tiles)
            for (std::size_t k = 0; k < iris.size(); ++k) {
                text += tile.iris(plan.iris[k]) + ";" + tile.commune(plan.iris[k].commune) + ";" +
                        plan.iris[k].type + ";" + (plan.iris[k].type == 'Z' ? "5" : "1");
                for (const CensusColumn& column : columns)
                    text.append(1, ';').append(std::to_string(column.value(iris[k].tally)));
                text += "\n";
            }
        save(out / name, text);
    }
    std::string incomes =
        "IRIS;LIBIRIS;COM;LIBCOM;DISP_TP6021;DISP_Q121;DISP_MED21;DISP_Q321;DISP_D121;DISP_D921;"
        "DISP_NOTE21\n";
    std::string official =
        "\xEF\xBB\xBF"
        "CODGEO;LIBGEO;POP_MUN;POP_COM_QP;POP_COM;LIB_COM;TX_F;TX_TOT_0A24;TX_F_0A24;TX_TOT_"
        "60ETPLUS;TX_F_60ETPLUS;IND_JEUNE;TX_TOT_MEN1;TX_TOT_MEN6;TX_TOT_ET;TX_F_ET;NOTE_RP\n";
    for (const Tile& tile : tiles) {
        for (std::size_t k = 0; k < iris.size(); ++k)
            incomes +=
                tile.iris(plan.iris[k]) + ";" + plan.iris[k].name + ";" +
                tile.commune(plan.iris[k].commune) + ";" +
                tile.named(plan.communes[static_cast<std::size_t>(plan.iris[k].commune)].name) +
                income_row(iris[k]);
        for (std::size_t q = 0; q < quarters.size(); ++q)
            official += quarter_row(town, tile, plan.qpv[q], quarters[q], communes, in_quarters[q]);
    }
    save(out / "BASE_TD_FILO_DISP_IRIS_2021.csv", incomes);
    save(out / "qpv_demographie.csv", official);
}

}  // namespace lisiere::demo
