// SPDX-License-Identifier: Apache-2.0
#include "io/edition/place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <climits>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>

#include "io/base/error.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

constexpr const char* another_folder = "choisir un autre dossier avec -o";

/// The first names of everything that an edition or a scenario writes.
constexpr std::array<std::string_view, 12> first_names{
    "atlas",         "carte",           "catalogue.jsonld", "lisiere.gpkg",
    manifest_name,   "metadonnees.xml", "rapport",          "rapport.html",
    "tableaux.xlsx", "tables",          "territoire.qgz",   "tuiles"};

[[noreturn]] void refuse(const fs::path& path, const std::string& found,
                         const std::string& expected, const std::string& advice = another_folder) {
    throw OutputError({path.string(), found, expected, advice});
}

[[noreturn]] void refuse_choice(const fs::path& path, const std::string& found,
                                const std::string& expected,
                                const std::string& advice = another_folder) {
    throw ConfigError({path.string(), found, expected, advice});
}

/// Below the folder, or the folder itself.
bool lies_in(const fs::path& path, const fs::path& folder) {
    return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first ==
           folder.end();
}

fs::path without_last_slash(const fs::path& path) {
    return path.has_filename() ? path : path.parent_path();
}

void refuse_long_names(const fs::path& path) {
    // Below it we write names of our own, of 150 bytes at most.
    constexpr std::size_t below = 256;
    const bool long_name = std::any_of(path.begin(), path.end(), [](const fs::path& name) {
        return name.string().size() > NAME_MAX;
    });
    if (long_name || path.string().size() + below > PATH_MAX)
        refuse_choice(
            path, "un nom trop long pour un système de fichiers",
            fmt::format("des noms de {} octets au plus, {} en tout", NAME_MAX, PATH_MAX - below));
}

/// The folder that the last existing link or folder of a path leads to, with the rest behind it.
fs::path followed(const fs::path& path) {
    std::error_code error;
    for (fs::path part = path; part.has_relative_path(); part = part.parent_path()) {
        const fs::file_status here = fs::symlink_status(part, error);
        if (here.type() == fs::file_type::not_found || here.type() == fs::file_type::none) continue;
        const bool link = here.type() == fs::file_type::symlink;
        const fs::file_status end = fs::status(part, error);
        if (link && !fs::exists(end))
            refuse(
                part,
                fmt::format("un lien vers « {} », {}", fs::read_symlink(part, error).string(),
                            end.type() == fs::file_type::not_found ? "qui n'existe pas"
                                                                   : "que l'on ne peut pas suivre"),
                "un dossier, ou un lien vers un dossier qui existe",
                "créer le dossier, ou choisir un autre dossier avec -o");
        if (end.type() == fs::file_type::unknown)
            refuse(part, "accès refusé", "un dossier que l'on peut atteindre",
                   "vérifier les droits, ou choisir un autre dossier avec -o");
        if (!fs::is_directory(end))
            refuse(part, link ? "un lien vers un fichier" : "un fichier", "un dossier");
        break;
    }
    fs::path real = fs::weakly_canonical(path, error);
    if (error) refuse(path, error.message(), "un dossier que l'on peut atteindre");
    return without_last_slash(real);
}

const char* of_a(EditionKind kind) {
    return kind == EditionKind::edition    ? "d'une édition"
           : kind == EditionKind::scenario ? "d'un scénario"
                                           : "d'une comparaison";
}

const char* that_a(EditionKind kind) {
    return kind == EditionKind::edition    ? "qu'une édition"
           : kind == EditionKind::scenario ? "qu'un scénario"
                                           : "qu'une comparaison";
}

bool holds_other_things(const fs::path& folder, EditionKind kind) {
    std::error_code error;
    for (fs::directory_iterator entries(folder, error);
         !error && entries != fs::directory_iterator(); entries.increment(error)) {
        // Scenarios may be compared before a first edition is made.
        if (kind == EditionKind::edition && entries->path().filename() == scenarios_folder)
            continue;
        return true;
    }
    if (error) refuse(folder, error.message(), "un dossier que l'on peut lire");
    return false;
}

void refuse_inputs_within(const OutputPlace& place, std::span<const fs::path> inputs) {
    const auto earlier = read_earlier_edition(place.folder);
    for (const fs::path& input : inputs) {
        std::error_code error;
        const fs::path file = fs::weakly_canonical(input, error);
        if (error) continue;
        if (fs::is_directory(file, error) && lies_in(place.folder, file))
            refuse_choice(place.shown,
                          "un dossier d'entrée, ou dans un dossier d'entrée : " + input.string(),
                          "un dossier à part des entrées");
        if (!lies_in(file, place.folder)) continue;
        const fs::path inside = file.lexically_relative(place.folder);
        const bool ours = std::find(first_names.begin(), first_names.end(),
                                    inside.begin()->string()) != first_names.end();
        const bool written =
            earlier && std::any_of(earlier->outputs.begin(), earlier->outputs.end(),
                                   [&](const HashedFile& one) { return one.path == inside; });
        if (ours || written)
            refuse_choice(place.shown,
                          "l'entrée " + input.string() +
                              " est dans ce dossier, à une place où l'édition écrit",
                          "des entrées hors de ce que l'édition remplace",
                          "déplacer l'entrée, ou choisir un autre dossier avec -o");
    }
}

/// "\040" of /proc/self/mountinfo to a space.
std::string unescaped(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 3 < text.size()) {
            out += static_cast<char>(std::stoi(text.substr(i + 1, 3), nullptr, 8));
            i += 3;
        } else {
            out += text[i];
        }
    }
    return out;
}

}  // namespace

void refuse_other_contents(const fs::path& folder, EditionKind kind) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) return;
    const auto earlier = read_earlier_edition(folder);
    if (!earlier && holds_other_things(folder, kind))
        refuse(
            folder,
            fs::exists(fs::symlink_status(folder / manifest_name, error))
                ? "un dossier qui contient autre chose (son manifeste.json n'est pas celui d'une "
                  "édition)"
                : "un dossier qui contient autre chose (pas de manifeste.json)",
            "un dossier vide, absent, ou d'une édition précédente");
    if (earlier && earlier->kind != kind)
        refuse_choice(
            folder,
            fmt::format("le dossier {}, {} remplacerait", of_a(earlier->kind), that_a(kind)),
            fmt::format("un dossier vide, absent, ou celui {} d'avant", of_a(kind)),
            kind == EditionKind::scenario
                ? fmt::format("sans -o, ou -o {}", (folder / scenarios_folder / "NOM").string())
                : another_folder);
}

void refuse_mounts(const fs::path& folder) {
    std::ifstream mounts("/proc/self/mountinfo");
    for (std::string line; std::getline(mounts, line);) {
        std::istringstream fields(line);
        std::string skipped;
        std::string escaped;
        fields >> skipped >> skipped >> skipped >> skipped >> escaped;
        const fs::path mount = unescaped(escaped);
        if (!lies_in(mount, folder)) continue;
        if (mount == folder)
            refuse(folder,
                   "un point de montage (un volume) : il ne peut pas être échangé d'un coup avec "
                   "la nouvelle édition",
                   "un dossier dans ce volume",
                   fmt::format("-o {}", (folder / "edition").string()));
        refuse(folder, fmt::format("un point de montage à l'intérieur : {}", mount.string()),
               "un dossier d'un seul volume",
               "démonter ce volume, ou choisir un autre dossier avec -o");
    }
}

OutputPlace output_place(const fs::path& asked, EditionKind kind,
                         std::span<const fs::path> inputs) {
    if (asked.empty())
        refuse_choice("-o", "un nom de dossier vide", "le dossier où écrire",
                      "donner un dossier, ou ne pas écrire -o");
    OutputPlace place;
    place.kind = kind;
    std::error_code error;
    const fs::path absolute = fs::absolute(asked, error);
    if (error)
        refuse(asked, "un chemin depuis un dossier courant qui n'existe plus", "un dossier",
               "se placer ailleurs (cd)");
    place.shown = without_last_slash(absolute.lexically_normal());
    refuse_long_names(place.shown);
    place.folder = followed(without_last_slash(absolute));
    // "link/.." is not where it reads.
    if (fs::weakly_canonical(place.shown, error) != place.folder) place.shown = place.folder;
    if (!place.folder.has_filename())
        refuse_choice(place.shown, "la racine du système de fichiers", "un dossier à part");
    if (lies_in(fs::current_path(error), place.folder))
        refuse_choice(place.shown,
                      "le dossier courant, ou un dossier qui le contient : le remplacer laisserait "
                      "ce terminal dans un dossier qui n'existe plus",
                      "un dossier à part",
                      "se placer ailleurs (cd), ou donner un sous-dossier avec -o");
    refuse_mounts(place.folder);
    refuse_other_contents(place.folder, kind);
    refuse_inputs_within(place, inputs);
    return place;
}

}  // namespace lisiere::io
