// SPDX-License-Identifier: Apache-2.0
#include "io/postgis/publication.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/base/files.hpp"
#include "io/postgis/copy_text.hpp"
#include "io/postgis/views.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view our_mark = "Lisière ";  ///< how the comment of a schema of ours begins
constexpr const char* mark_table = "edition";
constexpr std::size_t longest_name = 63;  ///< of an identifier: the server cuts what is longer
constexpr std::string_view step = "base PostGIS";

std::string joined(const std::vector<std::string>& words, std::string_view between = ", ") {
    return fmt::format("{}", fmt::join(words, between));
}

}  // namespace

PostgisPublication::PostgisPublication(const PostgisConfig& target)
    : target_(target),
      server_(target.connection),
      staging_(target.schema + "_en_cours"),
      kept_(target.schema + "_precedente"),
      aged_(target.schema + "_perimee") {
    require_base();
    require_names();
}

void PostgisPublication::require_base() {
    if (server_.value("SELECT pg_is_in_recovery()::text") == "true")
        server_.fail("un serveur en lecture seule (réplique)", "le serveur principal",
                     "donner dans [sorties] postgis l'adresse du serveur où l'on écrit");
    const auto home = server_.value(
        "SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace "
        "WHERE e.extname = 'postgis'");
    if (!home)
        server_.fail("une base sans PostGIS", "l'extension postgis",
                     "CREATE EXTENSION postgis; par un administrateur, dans cette base");
    // Types and functions of PostGIS by their own names, wherever an administrator has put them.
    server_.run("SET search_path TO " + server_.name(*home) + ", pg_catalog");
    if (server_.value("SELECT has_database_privilege(current_database(), 'CREATE')::text") !=
        "true") {
        const auto who = server_.rows("SELECT current_user, current_database()");
        server_.fail(
            fmt::format("un compte ({}) qui ne peut pas créer de schéma", *who[0][0]),
            "le droit CREATE sur la base : l'édition est chargée dans un schéma à part, qui "
            "prend ensuite sa place",
            fmt::format("GRANT CREATE ON DATABASE {} TO {}; par un administrateur",
                        server_.name(*who[0][1]), server_.name(*who[0][0])));
    }
    for (const std::string& role : target_.readers)
        if (!server_.value("SELECT 1 FROM pg_roles WHERE rolname = $1", {role}))
            server_.fail(fmt::format("un rôle « {} » qui n'existe pas", role),
                         "les rôles de [sorties] postgis_lecteurs",
                         fmt::format("CREATE ROLE {}; par un administrateur, ou corriger le nom",
                                     server_.name(role)));
}

bool PostgisPublication::exists(const std::string& schema) {
    return server_.value("SELECT 1 FROM pg_namespace WHERE nspname = $1", {schema}).has_value();
}

void PostgisPublication::require_ours(const std::string& schema) {
    const auto found = server_.rows(
        "SELECT coalesce(obj_description(n.oid, 'pg_namespace'), ''), "
        "pg_has_role(n.nspowner, 'USAGE')::text, pg_get_userbyid(n.nspowner), "
        "EXISTS (SELECT 1 FROM pg_class c WHERE c.relnamespace = n.oid)::text "
        "FROM pg_namespace n WHERE n.nspname = $1",
        {schema});
    if (found.empty()) return;
    const auto& about = found[0];
    if (about[1] != "true")
        server_.fail(fmt::format("le schéma « {} », qui est à {}", schema, *about[2]),
                     "un schéma de ce compte, ou un nom libre",
                     fmt::format("ALTER SCHEMA {} OWNER TO …, ou un autre nom : [sorties] "
                                 "postgis_schema",
                                 server_.name(schema)));
    if (about[3] == "true" && !about[0]->starts_with(our_mark))
        server_.fail(fmt::format("le schéma « {} », qui n'est pas une édition de Lisière", schema),
                     "un schéma vide, d'une édition, ou un nom libre",
                     "choisir un autre nom : [sorties] postgis_schema ; rien n'a été changé");
}

/// What in the schema is not of its edition, and what elsewhere hangs on it.
std::vector<std::string> PostgisPublication::of_others(const std::string& schema) {
    if (!exists(schema)) return {};
    const std::string edition = named(schema, mark_table);
    std::vector<std::string> names;
    if (server_.value("SELECT to_regclass($1)", {edition}))
        for (const auto& row : server_.rows(
                 "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                 "WHERE n.nspname = $1 AND c.relkind IN ('r', 'v', 'm', 'p', 'f') AND NOT "
                 "c.relname = ANY (SELECT unnest(relations) FROM " +
                     edition + ") ORDER BY 1",
                 {schema}))
            names.push_back(schema + "." + *row[0]);
    for (
        const auto& row : server_.rows(
            "SELECT DISTINCT vn.nspname || '.' || v.relname FROM pg_depend d "
            "JOIN pg_rewrite r ON r.oid = d.objid AND d.classid = 'pg_rewrite'::regclass "
            "JOIN pg_class v ON v.oid = r.ev_class JOIN pg_namespace vn ON vn.oid = v.relnamespace "
            "JOIN pg_class t ON t.oid = d.refobjid AND d.refclassid = 'pg_class'::regclass "
            "JOIN pg_namespace tn ON tn.oid = t.relnamespace "
            "WHERE tn.nspname = $1 AND vn.nspname <> $1 "
            "UNION SELECT fn.nspname || '.' || f.relname FROM pg_constraint k "
            "JOIN pg_class f ON f.oid = k.conrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace "
            "JOIN pg_class t ON t.oid = k.confrelid JOIN pg_namespace tn ON tn.oid = "
            "t.relnamespace "
            "WHERE tn.nspname = $1 AND fn.nspname <> $1 ORDER BY 1",
            {schema}))
        names.push_back(*row[0]);
    return names;
}

void PostgisPublication::require_names() {
    for (const std::string& schema : {target_.schema, staging_, kept_, aged_}) require_ours(schema);
    // What is to leave, now or after this edition.
    for (const std::string& schema : {target_.keep ? kept_ : target_.schema, aged_})
        if (const std::vector<std::string> others = of_others(schema); !others.empty())
            server_.fail(
                fmt::format("dans le schéma « {} », qui doit partir, ou tenant à lui : {}", schema,
                            joined(others)),
                "rien que l'édition",
                fmt::format(
                    "les déplacer (ALTER … SET SCHEMA …), les supprimer, ou les refaire sur "
                    "« {} », dont le nom reste ; rien n'a été changé",
                    target_.schema));
}

std::string PostgisPublication::named(const std::string& schema,
                                      const std::string& relation) const {
    return server_.name(schema) + "." + server_.name(relation);
}

std::optional<std::string> PostgisPublication::fingerprint() {
    const std::string edition = named(target_.schema, mark_table);
    if (!server_.value("SELECT to_regclass($1)", {edition})) return std::nullopt;
    return server_.value("SELECT empreinte FROM " + edition);
}

void PostgisPublication::load(const fs::path& geopackage, const EditionMark& mark, Notices& notices,
                              const Progress& progress) {
    report(progress, step, 0);
    for (const std::string& other : of_others(target_.schema))
        notices.add(Severity::avertissement, "postgis_vues_ailleurs", "postgis", other);
    const GeopackageTables file(geopackage);
    const std::vector<PostgisTable> tables = file.all();
    std::size_t total = 1;
    for (const PostgisTable& table : tables) total += table.rows;

    server_.run("BEGIN");
    server_.run("SET LOCAL lock_timeout TO '30s'");  // whoever still reads what is to leave
    if (server_.value("SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0))::text",
                      {"lisiere:" + target_.schema}) != "true")
        server_.fail(fmt::format("une autre publication vers le schéma « {} »", target_.schema),
                     "une publication à la fois", "attendre qu'elle finisse");
    for (const std::string& schema : {staging_, aged_})
        server_.run("DROP SCHEMA IF EXISTS " + server_.name(schema) + " CASCADE");
    server_.run("CREATE SCHEMA " + server_.name(staging_));
    server_.run(fmt::format(
        "COMMENT ON SCHEMA {} IS {}", server_.name(staging_),
        server_.text(fmt::format("{}{} : {}", our_mark, LISIERE_VERSION, mark.territory))));
    std::size_t done = 0;
    for (const PostgisTable& table : tables) {
        relations_.push_back(table.name.substr(0, longest_name));
        load_table(file, table, [&](std::size_t rows) {
            report(progress, step,
                   0.95 * static_cast<double>(done + rows) / static_cast<double>(total));
        });
        done += table.rows;
        describe(table);
    }
    make_views(tables, mark.language);
    mark_edition(mark);
    grant();
    report(progress, step, 0.99);
}

void PostgisPublication::load_table(const GeopackageTables& file, const PostgisTable& table,
                                    const std::function<void(std::size_t rows)>& loaded) {
    if (table.srid != 0 && !server_.value("SELECT 1 FROM spatial_ref_sys WHERE srid = $1::int",
                                          {std::to_string(table.srid)}))
        server_.fail(fmt::format("une base qui ne connaît pas EPSG:{}", table.srid),
                     "la projection de l'édition dans spatial_ref_sys",
                     "mettre PostGIS à jour, ou y ajouter cette projection");
    const std::string name = named(staging_, table.name);
    std::vector<std::string> columns;
    for (const PostgisColumn& column : table.columns)
        columns.push_back(server_.name(column.name) + " " + column.type);
    server_.run(fmt::format("CREATE TABLE {} ({})", name, joined(columns)));
    // Frozen: seen by every reader as soon as the schema is, whenever its transaction began.
    server_.begin_copy(fmt::format("COPY {} FROM STDIN WITH (FORMAT text, FREEZE)", name));
    std::size_t rows = 0;
    file.read(table, [&](std::string_view text) {
        server_.send(text);
        rows += static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
        loaded(rows);
    });
    server_.end_copy();
    server_.run(fmt::format("ALTER TABLE {} ADD PRIMARY KEY ({})", name, server_.name(table.key)));
    if (!table.geometry.empty())
        server_.run(
            fmt::format("CREATE INDEX ON {} USING gist ({})", name, server_.name(table.geometry)));
    for (const char* code : {"code", "code_iris", "insee_com"})  // what tables are joined by
        if (std::any_of(table.columns.begin(), table.columns.end(),
                        [&](const PostgisColumn& column) { return column.name == code; }))
            server_.run(fmt::format("CREATE INDEX ON {} ({})", name, server_.name(code)));
    server_.run("ANALYZE " + name);
}

void PostgisPublication::describe(const PostgisTable& table) {
    const std::string name = named(staging_, table.name);
    std::string sql = fmt::format("COMMENT ON TABLE {} IS {};", name, server_.text(table.comment));
    for (const PostgisColumn& column : table.columns)
        if (!column.comment.empty())
            sql += fmt::format("COMMENT ON COLUMN {}.{} IS {};", name, server_.name(column.name),
                               server_.text(column.comment));
    server_.run(sql);
}

void PostgisPublication::make_views(const std::vector<PostgisTable>& tables,
                                    const std::string& language) {
    for (const PostgisView& view :
         read_views(data_folder() / "geodata" / "schemas" / "vues.csv", language)) {
        const auto table = std::find_if(tables.begin(), tables.end(), [&](const PostgisTable& one) {
            return one.name == view.layer;
        });
        if (table == tables.end() || table->geometry.empty()) continue;
        std::vector<std::string> columns{server_.name(table->key), server_.name(table->geometry)};
        std::string comments;
        const std::string name = named(staging_, view.name);
        for (const std::string& wanted : view.columns)
            for (const PostgisColumn& column : table->columns) {
                if (column.name != wanted) continue;
                columns.push_back(server_.name(wanted));
                comments += fmt::format("COMMENT ON COLUMN {}.{} IS {};", name,
                                        server_.name(wanted), server_.text(column.comment));
            }
        server_.run(fmt::format("CREATE VIEW {} AS SELECT {} FROM {};COMMENT ON VIEW {} IS {};{}",
                                name, joined(columns), named(staging_, table->name), name,
                                server_.text(view.comment), comments));
        relations_.push_back(view.name);
    }
}

/// By this table a later publication knows what is its own, and whether there is anything to do.
void PostgisPublication::mark_edition(const EditionMark& mark) {
    const std::string name = named(staging_, mark_table);
    relations_.emplace_back(mark_table);
    server_.run("CREATE TABLE " + name +
                " (empreinte text PRIMARY KEY, territoire text, lisiere text, langue text, "
                "publiee_le timestamptz DEFAULT now(), relations text[])");
    std::string row;
    for (const std::string& text :
         {mark.fingerprint, mark.territory, std::string(LISIERE_VERSION), mark.language}) {
        add_copy_text(row, text);
        row += '\t';
    }
    row += "{" + joined(relations_, ",") + "}\n";
    server_.begin_copy("COPY " + name +
                       " (empreinte, territoire, lisiere, langue, relations) FROM STDIN WITH "
                       "(FORMAT text, FREEZE)");
    server_.send(row);
    server_.end_copy();
    server_.run(fmt::format(
        "COMMENT ON TABLE {} IS {}", name,
        server_.text("L'édition que ce schéma tient : son empreinte est celle de manifeste.json")));
}

void PostgisPublication::grant() {
    for (const std::string& role : target_.readers)
        server_.run(
            fmt::format("GRANT USAGE ON SCHEMA {0} TO {1};"
                        "GRANT SELECT ON ALL TABLES IN SCHEMA {0} TO {1}",
                        server_.name(staging_), server_.name(role)));
}

void PostgisPublication::commit(Notices& notices) {
    const auto rename = [this](const std::string& from, const std::string& to) {
        if (exists(from))
            server_.run("ALTER SCHEMA " + server_.name(from) + " RENAME TO " + server_.name(to));
    };
    // An empty schema that an administrator has made is no edition to keep.
    const bool keep = target_.keep && fingerprint().has_value();
    if (keep) rename(kept_, aged_);
    rename(target_.schema, keep ? kept_ : aged_);
    rename(staging_, target_.schema);
    server_.run("COMMIT");
    server_.run("SET lock_timeout TO '5s'");
    if (!server_.tries("DROP SCHEMA IF EXISTS " + server_.name(aged_) + " CASCADE"))
        notices.add(Severity::info, "postgis_ancienne_gardee", "postgis", aged_);
}

}  // namespace lisiere::io
