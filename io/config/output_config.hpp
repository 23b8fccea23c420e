// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace lisiere::io {

/// Who opens tables/*.csv.
enum class CsvReader {
    machine,     ///< decimal point, no byte order mark, true and false
    spreadsheet  ///< a French spreadsheet: byte order mark, decimal comma, VRAI and FAUX
};

/// `[sorties] postgis`: a base that editions are published to. It bears on no edition: the manifest
/// does not name it.
struct PostgisConfig {
    std::string connection;            ///< `postgis`, as libpq takes it; empty: none
    std::string schema;                ///< `postgis_schema`. DEFAULT: from the territory's folder
    std::vector<std::string> readers;  ///< `postgis_lecteurs`: roles that may read
    bool keep =
        true;  ///< `postgis_precedente`. DEFAULT: the edition before stays in <schema>_precedente
    explicit operator bool() const { return !connection.empty(); }
};

/// `[sorties]`: what an edition holds beside its maps.
struct OutputConfig {
    bool workbook = true;                ///< `classeur`. DEFAULT: tableaux.xlsx is made
    CsvReader csv = CsvReader::machine;  ///< `csv`: "machine" or "tableur"
    /// `documents`: "odt", "docx", or a template of one's own beside the configuration. DEFAULT:
    /// none
    std::vector<std::string> documents;
    /// `adresse`: where the folder of the edition is published, with a last slash. DEFAULT: empty,
    /// its catalogue record names files relative to itself.
    std::string address;
    PostgisConfig postgis;
};

/// `[catalogue]`: what catalogue.jsonld and metadonnees.xml say beyond what a run knows.
struct CatalogueConfig {
    std::string title;                  ///< `titre`. DEFAULT: that of styles/fiche.toml
    std::string description;            ///< `description`. DEFAULT: the same
    std::string publisher;              ///< `editeur`: who answers for the edition
    std::string publisher_url;          ///< `editeur_url`
    std::string contact;                ///< `contact`: a mail address, or the address of a page
    std::string licence;                ///< `licence`: of the edition, in words or as an address
    std::string periodicity;            ///< `periodicite`: an id of styles/fiche.toml
    std::vector<std::string> keywords;  ///< `mots_cles`, beside those of styles/fiche.toml
};

/// What `periodicite` may be; styles/fiche.toml has a line for each.
inline const std::vector<std::string> periodicities{"quotidienne",   "hebdomadaire", "mensuelle",
                                                    "trimestrielle", "semestrielle", "annuelle",
                                                    "irreguliere",   "ponctuelle"};

}  // namespace lisiere::io
