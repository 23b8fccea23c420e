// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/gdal/read_layer.hpp"

namespace lisiere::io {

/// Gives the empty cells of a table the reason that its note columns tell (NOTE_CNAF, NOTE_PE...),
/// by [[notes]] of the schema, and takes the note columns out. A cell that holds a marker ("s",
/// "nd") or a value keeps it.
void apply_notes(const Schema& schema, RawLayer& layer);

}  // namespace lisiere::io
