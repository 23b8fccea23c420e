// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <utility>

#include "io/base/files.hpp"
#include "io/inputs/reading.hpp"
#include "io/reference/access_reference.hpp"
#include "io/reference/periods.hpp"
#include "io/reference/read_indicators.hpp"
#include "io/reference/read_publication.hpp"
#include "io/reference/read_supply_index.hpp"
#include "io/reference/reduced_vat_reference.hpp"
#include "io/reference/reference.hpp"

namespace lisiere::io {

void read_references(Reading& reading) {
    Inputs& in = reading.in();
    in.categories = reading.categories.list();
    for (const std::string& service : reading.config.access.services)
        reading.categories.require(service, reading.config.file.string() + ", clé calcul.services");
    in.visit_rates = read_visit_rates();
    join_visit_rates(in.categories, in.visit_rates);
    const std::filesystem::path reference = data_folder() / "geodata" / "reference";
    in.indicators = read_indicators(reference / "indicateurs.csv", reading.config.language);
    in.secrecy = read_secrecy(reference / "secret.csv");
    in.identities = read_identities(reference / "identites.csv");
    in.few_units = read_few_units(reference / "effectifs_faibles.csv");
    in.interval_references = read_interval_references(reference / "intervalles.csv");
    in.adjustments = parse_adjustments(read_text(reference / "recalage.csv"), "recalage.csv");
    in.roundings = parse_roundings(read_text(reference / "arrondis.csv"), "arrondis.csv");
    in.reserves = parse_reserves(read_text(reference / "reserves.csv"), "reserves.csv",
                                 reading.config.language);
    in.reduced_vat = parse_reduced_vat(read_text(reference / "tva_reduite.csv"), "tva_reduite.csv");
    in.periods = periods_of(read_periods());
    in.supply_index = read_supply_index(reference / "indice_offre.csv");
    in.measures = read_enclosure_measures(reference, reading.config.language);
    in.motorways = read_motorway_kinds(reference);
    in.choices = read_choices(reference, in.measures, reading.config.language);
    in.wording = read_wording(reference, reading.config.language);
    AccessReference access = read_access_reference(reference, reading.config.language);
    in.opportunity_measures = std::move(access.measures);
    in.floating_rules = std::move(access.floating);
    in.poverty_lines = std::move(access.poverty);
}

}  // namespace lisiere::io
