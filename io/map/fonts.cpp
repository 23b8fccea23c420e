// SPDX-License-Identifier: Apache-2.0
#include "io/map/fonts.hpp"

#include <fontconfig/fontconfig.h>

#include <memory>

namespace lisiere::io {
namespace {

struct Match {
    Font font;
    std::string family;
};

std::string property(FcPattern* pattern, const char* name) {
    FcChar8* text = nullptr;
    if (FcPatternGetString(pattern, name, 0, &text) != FcResultMatch) return {};
    return reinterpret_cast<const char*>(text);
}

Match match(const std::string& family, int weight) {
    const std::unique_ptr<FcPattern, void (*)(FcPattern*)> wanted(FcPatternCreate(),
                                                                  FcPatternDestroy);
    FcPatternAddString(wanted.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(family.c_str()));
    FcPatternAddInteger(wanted.get(), FC_WEIGHT, weight);
    FcPatternAddBool(wanted.get(), FC_OUTLINE, FcTrue);
    FcConfigSubstitute(nullptr, wanted.get(), FcMatchPattern);
    FcDefaultSubstitute(wanted.get());
    FcResult result = FcResultNoMatch;
    const std::unique_ptr<FcPattern, void (*)(FcPattern*)> found(
        FcFontMatch(nullptr, wanted.get(), &result), FcPatternDestroy);
    if (!found) return {};
    Match out;
    out.family = property(found.get(), FC_FAMILY);
    out.font = {property(found.get(), FC_FILE), out.family + " " + property(found.get(), FC_STYLE)};
    return out;
}

}  // namespace

Fonts find_fonts(const std::string& family, Notices& notices) {
    const Match regular = match(family, FC_WEIGHT_REGULAR);
    const Match bold = match(family, FC_WEIGHT_BOLD);
    if (regular.font.file.empty())
        notices.add(Severity::avertissement, "police_absente", "atlas",
                    "aucune police sur cette machine : l'atlas n'a pas de texte ; installer "
                    "fonts-dejavu-core",
                    family);
    else if (regular.family != family)
        notices.add(Severity::avertissement, "police_absente", "atlas",
                    "police absente de cette machine, remplacée ; installer fonts-dejavu-core, ou "
                    "changer styles/impression.toml",
                    family + " → " + regular.family);
    return {regular.family, regular.font, bold.font.file.empty() ? regular.font : bold.font};
}

}  // namespace lisiere::io
