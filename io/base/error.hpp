// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

namespace lisiere::io {

/// What every error of io/ says: where, what was found, what was expected, what to try. French
/// sentences.
struct Trouble {
    std::string where;  ///< "quartiers.gpkg, couche qpv, ligne 12, champ CODE_QP"
    std::string found;
    std::string expected;
    std::string advice;
};

/// One message from the four parts; empty parts are left out.
std::string to_text(const Trouble& trouble);

class Error : public std::runtime_error {
  public:
    explicit Error(Trouble trouble)
        : std::runtime_error(to_text(trouble)), trouble_(std::move(trouble)) {}
    const Trouble& trouble() const { return trouble_; }

  private:
    Trouble trouble_;
};

/// The configuration or the command line is wrong: exit code 2.
class ConfigError : public Error {
  public:
    using Error::Error;
};
/// An input cannot be used: exit code 3.
class InputError : public Error {
  public:
    using Error::Error;
};
/// A result cannot be written: exit code 1.
class OutputError : public Error {
  public:
    using Error::Error;
};

}  // namespace lisiere::io
