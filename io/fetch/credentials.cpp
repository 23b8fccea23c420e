// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/credentials.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <toml++/toml.h>
#include <algorithm>
#include <array>

#include "io/base/csv.hpp"
#include "io/base/error.hpp"

namespace lisiere::io {
namespace {

constexpr std::uintmax_t largest_file = 1U << 20U;

class Descriptor {
  public:
    explicit Descriptor(int handle) : handle_(handle) {}
    ~Descriptor() {
        if (handle_ >= 0) ::close(handle_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return handle_; }

  private:
    int handle_;
};

/// The text of a file that only its owner can read; what is checked is what is read.
std::string read_private(const std::filesystem::path& path) {
    const std::string where = path.string() + " (identifiants)";
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat about {};
    if (file.get() < 0 || ::fstat(file.get(), &about) != 0)
        throw ConfigError({where, "fichier absent ou illisible", "un fichier lisible",
                           "vérifier le chemin et les droits"});
    if (!S_ISREG(about.st_mode) || static_cast<std::uintmax_t>(about.st_size) > largest_file)
        throw ConfigError({where, "ce n'est pas un petit fichier ordinaire",
                           "un fichier TOML de moins de 1 Mo", "vérifier le chemin"});
    if (about.st_uid != ::geteuid() && about.st_uid != 0)
        throw ConfigError({where, "le fichier appartient à un autre utilisateur",
                           "un fichier de l'utilisateur qui lance lisiere, ou de root",
                           "chown sur ce fichier"});
    if ((about.st_mode & 0177U) != 0)
        throw ConfigError(
            {where, fmt::format("droits {:04o}", about.st_mode & 07777U),
             "droits 0600 ou 0400 : ces secrets ne sont lus que par leur propriétaire",
             fmt::format("chmod 600 {}", path.string())});
    std::string text;
    std::array<char, 65536> block{};
    for (ssize_t got = 0; (got = ::read(file.get(), block.data(), block.size())) > 0;)
        text.append(block.data(), static_cast<std::size_t>(got));
    return text;
}

const std::vector<std::string> keys{"utilisateur", "mot_de_passe", "jeton",
                                    "entete",      "parametre",    "en_clair"};

class Reader {
  public:
    explicit Reader(std::string file) : file_(std::move(file)) {}

    Secret secret(const std::string& place, const toml::node& node) const {
        const toml::table* table = node.as_table();
        if (table == nullptr) refuse(place, node, "une valeur", "une section");
        Secret secret;
        for (const auto& [key, value] : *table) {
            const std::string at = fmt::format("{}.{}", place, key.str());
            if (key == "utilisateur")
                secret.user = text(at, value);
            else if (key == "mot_de_passe")
                secret.password = text(at, value);
            else if (key == "jeton")
                secret.token = text(at, value);
            else if (key == "entete")
                secret.header = pair(at, value);
            else if (key == "parametre")
                secret.parameter = pair(at, value);
            else if (key == "en_clair" && value.is_boolean())
                secret.in_clear = *value.value<bool>();
            else {
                const std::string nearest = nearest_name(key.str(), keys);
                refuse(
                    at, value, "une clé inconnue ou d'un autre type",
                    "utilisateur, mot_de_passe, jeton, entete, parametre, en_clair (true, false)",
                    nearest);
            }
        }
        if (secret.user.find(':') != std::string::npos)
            refuse(place, node, "un utilisateur avec « : »", "un nom sans deux-points");
        return secret;
    }

    [[noreturn]] void refuse(const std::string& place, const toml::node& node,
                             const std::string& found, const std::string& expected,
                             const std::string& nearest = {}) const {
        throw ConfigError(
            {fmt::format("{}, ligne {}, {}", file_, node.source().begin.line, place), found,
             expected,
             nearest.empty() ? "corriger la ligne" : fmt::format("écrire « {} »", nearest)});
    }

  private:
    std::string text(const std::string& place, const toml::node& node) const {
        const auto value = node.value<std::string>();
        if (!node.is_string() || !value || value->empty())
            refuse(place, node, "rien, ou autre chose qu'un texte", "un texte entre guillemets");
        // A line end would start another header of the request.
        if (std::any_of(value->begin(), value->end(), [](unsigned char c) { return c < 0x20U; }))
            refuse(place, node, "un caractère de contrôle", "un texte d'une seule ligne");
        return *value;
    }
    std::pair<std::string, std::string> pair(const std::string& place,
                                             const toml::node& node) const {
        const toml::table* table = node.as_table();
        if (table == nullptr || table->size() != 2 || !table->contains("nom") ||
            !table->contains("valeur"))
            refuse(place, node, "autre chose que nom et valeur", "{ nom = \"…\", valeur = \"…\" }");
        std::string name = text(place + ".nom", *table->get("nom"));
        if (name.find_first_of(" :\t") != std::string::npos)
            refuse(place, node, "un nom avec « : » ou un blanc", "le nom seul");
        return {std::move(name), text(place + ".valeur", *table->get("valeur"))};
    }
    std::string file_;
};

}  // namespace

const Secret* Credentials::find(std::string_view source, std::string_view host, bool own) const {
    if (own)
        if (const auto at = by_source_.find(source); at != by_source_.end()) return &at->second;
    const auto hosts = by_host_.find(host);
    return hosts == by_host_.end() ? nullptr : &hosts->second;
}

std::vector<std::string> Credentials::secrets() const {
    std::vector<std::string> all;
    for (const auto* group : {&by_host_, &by_source_})
        for (const auto& [name, secret] : *group)
            for (const std::string& text :
                 {secret.password, secret.token, secret.header.second, secret.parameter.second})
                if (!text.empty()) all.push_back(text);
    // The longest first: a secret that holds another is hidden whole.
    std::sort(all.begin(), all.end(), [](const std::string& a, const std::string& b) {
        return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    return all;
}

Credentials read_credentials(const std::filesystem::path& path) {
    const std::string text = read_private(path);
    const Reader reader(path.string());
    toml::table root;
    try {
        root = toml::parse(text, path.string());
    } catch (const toml::parse_error& error) {
        // The parser's own message may quote the line, hence a secret.
        throw ConfigError({fmt::format("{}, ligne {}", path.string(), error.source().begin.line),
                           "une ligne qui n'est pas du TOML", "cle = \"valeur\"",
                           "corriger la ligne"});
    }
    std::map<std::string, Secret, std::less<>> hosts;
    std::map<std::string, Secret, std::less<>> sources;
    for (const auto& [section, node] : root) {
        const toml::table* table = node.as_table();
        if (table == nullptr || (section != "hote" && section != "source"))
            reader.refuse(std::string(section.str()), node, "une section inconnue",
                          "[hote.\"serveur\"] ou [source.identifiant]");
        for (const auto& [name, value] : *table) {
            const std::string key(name.str());
            const std::string place = fmt::format("{}.{}", section.str(), key);
            if (section == "hote")
                hosts[key] = reader.secret(place, value);
            else
                sources[key] = reader.secret(place, value);
        }
    }
    return {std::move(hosts), std::move(sources)};
}

}  // namespace lisiere::io
