// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "io/base/error.hpp"

namespace lisiere::io {

/// The parts of an error on one line: logs, mails and tables of runs have one for the reason.
std::string on_one_line(const Trouble& trouble);

}  // namespace lisiere::io
