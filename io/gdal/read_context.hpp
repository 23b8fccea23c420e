// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/table/table.hpp"
#include "engine/territory/sectors.hpp"
#include "io/gdal/read_layer.hpp"
#include "io/style/style.hpp"

namespace lisiere::io {

/// Reads a context layer as the table that every product carries: shapes of the kind that `style`
/// draws, reprojected, valid, one row a feature (a point of a multipoint each) that touches the
/// window.
///
/// Columns, and no others, for a layer that people have drawn may hold their names: what `champs`
/// names (`nom`, what the drawing classes, sorts or labels by), the drawing's own columns by their
/// name, `nom` excepted; those of `colonnes` under their name in ASCII snake case, with `_fichier`
/// behind where it is one of ours; then `statut` ("local") and `source`. Values keep the file's
/// type, what is none of integer, real or boolean being text; missing stays NULL. `valeurs`
/// translates the column that the drawing classes by.
///
/// ConfigError: `champs` names what the drawing does not know. InputError: as read_layer, and a
/// column that is not there, a CSV, a layer with no shape of the drawing's kind, one far from the
/// study area. Notices: `contexte_colonnes_laissees`, `contexte_sans_nom`,
/// `contexte_autre_geometrie`, `contexte_hors_zone`, `contexte_valeurs_autres`, `couche_hors_zone`,
/// and those of repairs. Cost: one pass over the file.
Table read_context(const ContextSpec& spec, const LayerStyle& style, const ReadContext& context,
                   Notices& notices);

/// The areas of a reference layer, by name; one without a name is none: notice `secteur_sans_nom`.
std::vector<Sector> sectors_of(const Table& table, Notices& notices);

/// The column of a table that a column of a file becomes: "Nom du projet" → "nom_du_projet", "fid"
/// → "fid_fichier".
std::string context_column(const std::string& column);

}  // namespace lisiere::io
