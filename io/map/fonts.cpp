// SPDX-License-Identifier: Apache-2.0
#include "io/map/fonts.hpp"

#include <fontconfig/fontconfig.h>

#include <memory>

namespace lisiere::io {
namespace {

std::string property(FcPattern* pattern, const char* name) {
    FcChar8* text = nullptr;
    if (FcPatternGetString(pattern, name, 0, &text) != FcResultMatch) return {};
    return reinterpret_cast<const char*>(text);
}

}  // namespace

std::string found_family(const std::string& family, Notices& notices) {
    const std::unique_ptr<FcPattern, void (*)(FcPattern*)> wanted(FcPatternCreate(),
                                                                  FcPatternDestroy);
    FcPatternAddString(wanted.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(family.c_str()));
    FcPatternAddBool(wanted.get(), FC_OUTLINE, FcTrue);
    FcConfigSubstitute(nullptr, wanted.get(), FcMatchPattern);
    FcDefaultSubstitute(wanted.get());
    FcResult result = FcResultNoMatch;
    const std::unique_ptr<FcPattern, void (*)(FcPattern*)> match(
        FcFontMatch(nullptr, wanted.get(), &result), FcPatternDestroy);
    const std::string found = match && !property(match.get(), FC_FILE).empty()
                                  ? property(match.get(), FC_FAMILY)
                                  : std::string();
    if (found.empty())
        notices.add(Severity::avertissement, {"police_absente", {{"remplacee", "non"}}}, "atlas",
                    family);
    else if (found != family)
        notices.add(Severity::avertissement, {"police_absente", {{"remplacee", "oui"}}}, "atlas",
                    family + " → " + found);
    return found;
}

}  // namespace lisiere::io
