// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace lisiere::io {

/// What geodata/schemas/couches.csv says of one output layer.
struct LayerMeaning {
    std::string title;        ///< "" for a layer with a style: titled there
    std::string description;  ///< one or two sentences
};

/// By layer, in one language; `*` in a name stands for any characters.
using LayerTexts = std::map<std::string, LayerMeaning, std::less<>>;

/// `language`: "fr" or "en". InputError when the file lacks a column.
LayerTexts read_layer_texts(const std::filesystem::path& file, const std::string& language);

/// What is said of the layer by its name, else by a name with a star; null: nothing.
const LayerMeaning* find_layer(const LayerTexts& texts, std::string_view layer);

}  // namespace lisiere::io
