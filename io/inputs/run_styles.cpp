// SPDX-License-Identifier: Apache-2.0
#include "io/inputs/run_styles.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/base/files.hpp"
#include "io/style/context_styles.hpp"

namespace lisiere::io {

Styles run_styles(const RunConfig& config) {
    const std::filesystem::path folder = data_folder() / "styles";
    Styles styles = read_styles(folder);
    std::vector<ContextDrawing> drawings;
    for (const ContextSpec& spec : config.contexts)
        drawings.push_back({spec.table(),
                            {spec.title, spec.title_en},
                            spec.group,
                            spec.visible,
                            spec.reference,
                            spec.style,
                            spec.style_file,
                            fmt::format("{}, clé {}", config.file.string(), spec.key)});
    add_context_styles(styles, drawings, folder);
    return styles;
}

const ContextSpec* context_of(const RunConfig& config, const std::string& table) {
    const auto found = std::find_if(config.contexts.begin(), config.contexts.end(),
                                    [&](const ContextSpec& spec) { return spec.table() == table; });
    return found == config.contexts.end() ? nullptr : &*found;
}

}  // namespace lisiere::io
