// SPDX-License-Identifier: Apache-2.0
#include "io/config/remote_keys.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace lisiere::io {
namespace {

constexpr std::string_view algorithm = "sha256:";

bool is_sum(const std::string& text) {
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

Key<RemoteSpec> address() {
    return text("url", &RemoteSpec::url).checked([](const Section& section, RemoteSpec& spec) {
        if (section.has("url") && spec.url.empty())
            section.fail("url", "un texte vide", "une adresse ou un chemin");
    });
}

Key<RemoteSpec> checksum() {
    return text("somme", &RemoteSpec::checksum)
        .of_own_form()
        .checked([](const Section& section, RemoteSpec& spec) {
            if (!section.has("somme")) return;
            const std::string written = spec.checksum;
            if (written.starts_with(algorithm)) spec.checksum = written.substr(algorithm.size());
            if (!written.starts_with(algorithm) || !is_sum(spec.checksum))
                section.fail("somme", fmt::format("\"{}\"", written),
                             "\"sha256:\" et 64 chiffres hexadécimaux en minuscules",
                             "sha256sum FICHIER les donne");
        });
}

void refuse_without_address(const Section& section, RemoteSpec&) {
    if (section.has("url")) return;
    for (const char* key : {"membre", "somme", "si_absent"})
        if (section.has(key))
            section.fail(key, "une couche sans url", "url = \"...\" à côté",
                         "ces clés disent comment lisiere refresh va chercher un fichier");
}

}  // namespace

const Keys<RemoteSpec>& remote_keys() {
    static const Keys<RemoteSpec> keys = keys_of<RemoteSpec>(
        address().aside(), text("membre", &RemoteSpec::member).aside(), checksum().aside(),
        choice("si_absent", &RemoteSpec::if_absent, {"garder", "refuser"}).aside(),
        check<RemoteSpec>(refuse_without_address));
    return keys;
}

}  // namespace lisiere::io
