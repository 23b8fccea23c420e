// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/notice.hpp"
#include "engine/core/progress.hpp"
#include "io/config/output_config.hpp"
#include "io/postgis/connection.hpp"
#include "io/postgis/geopackage_tables.hpp"

namespace lisiere::io {

/// What tells one edition from another in a base.
struct EditionMark {
    std::string territory;
    std::string fingerprint;
    std::string language;
};

/// An edition in a PostGIS base, replaced in one transaction: a schema is filled under another name
/// from the edition's GeoPackage, then takes its place by renaming.
/// - Readers see the old edition or the new one, whole, never a mix nor an empty table: rows are
///   loaded frozen, so that a reader whose transaction began before sees them too.
/// - Nobody waits: renaming asks for no lock on the tables that are read.
/// - Without `commit()` (error, Ctrl-C, kill, the server gone) nothing has changed.
/// - What is not ours is not touched: a schema of that name without our comment is refused, and one
///   that is to leave while views or tables of others hang on it.
/// - Two publications to one schema at once: the second gets an OutputError.
class PostgisPublication {
  public:
    /// Connects and asks what could stand in the way: PostGIS, rights, roles, names taken.
    /// OutputError with what to try. Changes nothing.
    explicit PostgisPublication(const PostgisConfig& target);

    /// The fingerprint of the edition in place; nothing: there is none.
    std::optional<std::string> fingerprint();

    /// Loads every layer of `geopackage`, with comments, keys, indexes, views and grants. Cost: see
    /// README.md. Notices: `postgis_vues_ailleurs`.
    void load(const std::filesystem::path& geopackage, const EditionMark& mark, Notices& notices,
              const Progress& progress);
    /// The new edition takes its place. Then, if nobody reads it, the one that leaves is removed;
    /// `postgis_ancienne_gardee` tells when somebody does: the next publication removes it.
    void commit(Notices& notices);

  private:
    void require_base();
    void require_names();
    void require_ours(const std::string& schema);
    std::vector<std::string> of_others(const std::string& schema);
    bool exists(const std::string& schema);
    void load_table(const GeopackageTables& file, const PostgisTable& table,
                    const std::function<void(std::size_t rows)>& loaded);
    void describe(const PostgisTable& table);
    void make_views(const std::vector<PostgisTable>& tables, const std::string& language);
    void mark_edition(const EditionMark& mark);
    void grant();
    std::string named(const std::string& schema, const std::string& relation) const;

    PostgisConfig target_;
    PostgresConnection server_;
    std::string staging_;
    std::string kept_;  ///< where the edition before stands
    std::string aged_;  ///< what is to leave, after the transaction
    std::vector<std::string> relations_;
};

}  // namespace lisiere::io
