// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/catalogue/record.hpp"

namespace lisiere::tests {

/// An edition of two products and three sources, two files of which are of one source.
inline io::CatalogueRecord sample_record() {
    io::CatalogueRecord record;
    record.identifier = "val-de-lisse";
    record.title = "Géographie prioritaire\u00a0: Val-de-Lisse";
    record.description = "Quartiers & carreaux <d'essai>";
    record.date = "2026-03-17";
    record.declared.publisher = "Agglomération du Val-de-Lisse";
    record.declared.contact = "sig@example.org";
    record.declared.licence = "Licence Ouverte 2.0";
    record.declared.periodicity = "annuelle";
    record.periodicity = "ANNUAL";
    record.keywords = {"quartiers prioritaires", "QPV"};
    record.themes = {"REGI", "SOCI"};
    record.epsg = 2154;
    record.extent = io::MetadataExtent{2.9, 46.4, 3.1000001, 46.6};
    record.sources = {
        {"rues", "Rues", "OSM", "ODbL", "2026", "https://www.openstreetmap.org/", "r.pbf", "", ""},
        {"rues", "Rues", "OSM", "ODbL", "2026", "", "autre.pbf", "", ""},
        {"iris", "IRIS", "IGN", "Licence Ouverte 2.0", "2015 à 2021", "pas une adresse", "", "",
         ""},
        {"liste", "Liste locale", "", "document public", "", "", "l.csv", "", ""}};
    record.licences = io::read_licences(LISIERE_ROOT "/geodata/reference/licences.csv", "fr");
    record.products = {{"lisiere.gpkg", "Toutes les couches", "application/geopackage+sqlite3",
                        "GPKG", true, 4096, std::string(64, 'a')},
                       {"tuiles/lisiere.pmtiles", "Tuiles", "application/vnd.pmtiles", "", false,
                        12, std::string(64, 'b')}};
    return record;
}

}  // namespace lisiere::tests
