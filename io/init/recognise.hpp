// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "io/gdal/sample.hpp"
#include "io/init/signature.hpp"

namespace lisiere::io::init {

/// How a layer fits a signature.
struct Fit {
    const Signature* signature = nullptr;
    std::map<std::string, std::size_t> columns;  ///< field → column of the layer
    std::map<std::string, std::string> mapping;  ///< `champs` to write: found by values, not name
    std::vector<std::string> met;                ///< "code_qp (code)", in words
    std::vector<std::string> missing;            ///< what it lacks, in words
    bool right_shape = true;                     ///< its geometry is one the signature asks for
    std::size_t fields_missing = 0;              ///< of the required ones
    bool whole() const { return missing.empty(); }
};

/// A layer against one signature. A field whose column has another name is found by its values,
/// where the signature says what they look like.
Fit fit(const LayerSample& layer, const Kind& kind, const Signature& signature);

/// The signature that a layer fits in full, first in order; else, with something `missing`, the one
/// that it comes nearest to. nullopt: it has nothing of any. No file name is looked at.
std::optional<Fit> recognise(const LayerSample& layer, const std::vector<Kind>& kinds);

}  // namespace lisiere::io::init
