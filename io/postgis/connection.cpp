// SPDX-License-Identifier: Apache-2.0
#include "io/postgis/connection.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <array>

#include "io/base/error.hpp"

namespace lisiere::io {
namespace {

struct FinishConnection {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

/// The server's words on one line.
std::string one_line(const char* message) {
    std::string text;
    for (const char c : std::string_view(message == nullptr ? "" : message))
        if (c != '\n' && c != '\t' && c != '\r')
            text += c;
        else if (!text.empty() && text.back() != ' ')
            text += ' ';
    while (!text.empty() && text.back() == ' ') text.pop_back();
    return text;
}

std::string advice_for(PGconn* connection, const std::string& said) {
    const auto has = [&](std::string_view part) { return said.find(part) != said.npos; };
    if (PQconnectionNeedsPassword(connection) != 0 || has("password"))
        return "mettre le mot de passe dans ~/.pgpass (droits 600) : "
               "serveur:5432:base:compte:mot de passe";
    if (has("service"))
        return "déclarer le service dans ~/.pg_service.conf, ou dire où il est par PGSERVICEFILE";
    if (has("does not exist"))
        return "créer la base et le compte (createdb, createuser), ou corriger leur nom";
    return "vérifier que le serveur répond (pg_isready) : adresse, port, pare-feu ; rien n'a été "
           "changé";
}

std::string advice_for_state(const char* state) {
    const std::string code = state == nullptr ? "" : state;
    if (code == "42501")
        return "demander ce droit à l'administrateur de la base : GRANT CREATE ON DATABASE … TO …";
    if (code == "55P03")
        return "attendre la fin de ce qui lit ou écrit dans ce schéma (pg_stat_activity)";
    if (code == "53100") return "faire de la place sur le disque du serveur";
    return "l'édition d'avant reste en place dans la base ; relancer lisiere run";
}

}  // namespace

struct PostgresConnection::Impl {
    std::string target;
    std::unique_ptr<PGconn, FinishConnection> connection;

    [[noreturn]] void refuse(const Result& result) const {
        const std::string said = one_line(result ? PQresultErrorMessage(result.get())
                                                 : PQerrorMessage(connection.get()));
        throw OutputError(
            {"base PostGIS « " + target + " »", said, "une base qui accepte l'édition",
             advice_for_state(result ? PQresultErrorField(result.get(), PG_DIAG_SQLSTATE) : "")});
    }
};

PostgresConnection::PostgresConnection(const std::string& target)
    : impl_(std::make_unique<Impl>()) {
    impl_->target = target;
    // What stands after `dbname` is not for the target to change.
    const std::array<const char*, 5> keys{"connect_timeout", "fallback_application_name", "dbname",
                                          "client_encoding", nullptr};
    const std::array<const char*, 5> values{"10", "lisiere", target.c_str(), "UTF8", nullptr};
    impl_->connection.reset(PQconnectdbParams(keys.data(), values.data(), 1));
    PGconn* connection = impl_->connection.get();
    if (PQstatus(connection) == CONNECTION_OK) {
        // Notices of the server ("schema does not exist, skipping") are not for the terminal.
        PQsetNoticeProcessor(
            connection, [](void*, const char*) {}, nullptr);
        return;
    }
    const std::string said = one_line(PQerrorMessage(connection));
    throw OutputError({"base PostGIS « " + target + " »", said.empty() ? "aucune réponse" : said,
                       "un serveur PostgreSQL joignable", advice_for(connection, said)});
}

PostgresConnection::~PostgresConnection() = default;
PostgresConnection::PostgresConnection(PostgresConnection&&) noexcept = default;
PostgresConnection& PostgresConnection::operator=(PostgresConnection&&) noexcept = default;

void PostgresConnection::run(const std::string& sql) {
    const Result result(PQexec(impl_->connection.get(), sql.c_str()));
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) impl_->refuse(result);
}

bool PostgresConnection::tries(const std::string& sql) {
    const Result result(PQexec(impl_->connection.get(), sql.c_str()));
    const ExecStatusType status = PQresultStatus(result.get());
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

std::vector<PostgresConnection::Row> PostgresConnection::rows(
    const std::string& sql, const std::vector<std::string>& parameters) {
    std::vector<const char*> values;
    for (const std::string& parameter : parameters) values.push_back(parameter.c_str());
    const Result result(PQexecParams(impl_->connection.get(), sql.c_str(),
                                     static_cast<int>(values.size()), nullptr, values.data(),
                                     nullptr, nullptr, 0));
    if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) impl_->refuse(result);
    std::vector<Row> found;
    for (int row = 0; row < PQntuples(result.get()); ++row) {
        Row& values_of_row = found.emplace_back();
        for (int column = 0; column < PQnfields(result.get()); ++column)
            if (PQgetisnull(result.get(), row, column) != 0)
                values_of_row.emplace_back();
            else
                values_of_row.emplace_back(PQgetvalue(result.get(), row, column));
    }
    return found;
}

std::optional<std::string> PostgresConnection::value(const std::string& sql,
                                                     const std::vector<std::string>& parameters) {
    const std::vector<Row> found = rows(sql, parameters);
    return found.empty() || found[0].empty() ? std::nullopt : found[0][0];
}

void PostgresConnection::begin_copy(const std::string& sql) {
    const Result result(PQexec(impl_->connection.get(), sql.c_str()));
    if (PQresultStatus(result.get()) != PGRES_COPY_IN) impl_->refuse(result);
}

void PostgresConnection::send(std::string_view rows) {
    if (PQputCopyData(impl_->connection.get(), rows.data(), static_cast<int>(rows.size())) != 1)
        impl_->refuse(nullptr);
}

void PostgresConnection::end_copy() {
    if (PQputCopyEnd(impl_->connection.get(), nullptr) != 1) impl_->refuse(nullptr);
    const Result result(PQgetResult(impl_->connection.get()));
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) impl_->refuse(result);
    while (const Result more{PQgetResult(impl_->connection.get())}) {
    }
}

std::string PostgresConnection::name(const std::string& identifier) const {
    char* quoted =
        PQescapeIdentifier(impl_->connection.get(), identifier.data(), identifier.size());
    if (quoted == nullptr) impl_->refuse(nullptr);
    std::string text(quoted);
    PQfreemem(quoted);
    return text;
}

std::string PostgresConnection::text(const std::string& literal) const {
    char* quoted = PQescapeLiteral(impl_->connection.get(), literal.data(), literal.size());
    if (quoted == nullptr) impl_->refuse(nullptr);
    std::string text(quoted);
    PQfreemem(quoted);
    return text;
}

void PostgresConnection::fail(const std::string& found, const std::string& expected,
                              const std::string& advice) const {
    throw OutputError({"base PostGIS « " + impl_->target + " »", found, expected, advice});
}

}  // namespace lisiere::io
