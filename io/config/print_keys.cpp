// SPDX-License-Identifier: Apache-2.0
#include "io/config/print_keys.hpp"

namespace lisiere::io {

Key<RunConfig> print_table() {
    const std::vector<std::pair<std::string, std::string>> formats{
        {"pdf", "pdf"}, {"png", "png"}, {"svg", "svg"}};
    return table(
        "atlas",
        within(&RunConfig::print,
               keys_of<PrintConfig>(
                   flag("produire", &PrintConfig::enabled),
                   choice("papier", &PrintConfig::paper, {"A4", "A3"}),
                   word<PrintConfig, bool>("orientation", &PrintConfig::portrait,
                                           {{"paysage", false}, {"portrait", true}}),
                   text("date", &PrintConfig::date).if_set(),
                   words("formats", &PrintConfig::formats, formats, "pdf, png ou svg", true))));
}

}  // namespace lisiere::io
