// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "io/style/portrait_settings.hpp"
#include "io/style/style.hpp"

namespace lisiere::io {

/// One paragraph about a method, and the page of the project that tells it in full.
struct ReportMethod {
    StyleText title;
    StyleText text;
    std::string page;
    std::string language;  ///< of the page
    std::string full;      ///< what the page says; empty where it is not installed
};

/// What rapport.html shows: styles/rapport.toml and, of a quarter, portrait.toml, with the style
/// sheet and the script it carries.
struct ReportSettings {
    StyleText title;
    ReportTable overview;                          ///< of `perimetres`
    std::map<std::string, StyleText> short_names;  ///< of columns, in place of their headings
    std::vector<HeadFigure> heads;                 ///< of `perimetres`, seen first
    std::vector<ShortName> headlines;  ///< indicators told first, beside commune and agglomeration
    HeadlineHeads headline_heads;
    std::vector<AroundPlace> around;  ///< what they are beside
    std::vector<ReportTable> portrait;
    std::vector<ReportTable> quality;
    std::vector<ReportMethod> methods;
    std::string css;
    std::string script;
};

/// `styles`: the folder, beside which geodata/ and the pages of the methods lie. ConfigError for an
/// unknown key or no TOML; InputError when a file of rapport/ is not there.
ReportSettings read_report_settings(const std::filesystem::path& styles);

}  // namespace lisiere::io
