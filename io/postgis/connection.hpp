// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lisiere::io {

/// One connection to a PostgreSQL server. Private to io/postgis. Every failure is an OutputError
/// with the server's own words and what to try. What was begun and not committed is undone by the
/// server when the connection ends, however it ends.
class PostgresConnection {
  public:
    /// `target`: what libpq takes: "service=...", "host=... dbname=...", "postgresql://...". Ten
    /// seconds unless it says `connect_timeout`.
    explicit PostgresConnection(const std::string& target);
    ~PostgresConnection();
    PostgresConnection(PostgresConnection&&) noexcept;
    PostgresConnection& operator=(PostgresConnection&&) noexcept;

    void run(const std::string& sql);
    /// False when the server refuses; the transaction around it is lost then.
    bool tries(const std::string& sql);
    using Row = std::vector<std::optional<std::string>>;
    std::vector<Row> rows(const std::string& sql, const std::vector<std::string>& parameters = {});
    /// The first value of the first row; nothing for no row or NULL.
    std::optional<std::string> value(const std::string& sql,
                                     const std::vector<std::string>& parameters = {});

    /// "COPY ... FROM STDIN", then the rows as text, then the end.
    void begin_copy(const std::string& sql);
    void send(std::string_view rows);
    void end_copy();

    std::string name(const std::string& identifier) const;  ///< quoted
    std::string text(const std::string& literal) const;     ///< quoted

    [[noreturn]] void fail(const std::string& found, const std::string& expected,
                           const std::string& advice) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace lisiere::io
