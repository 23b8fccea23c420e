// SPDX-License-Identifier: Apache-2.0
#include "io/locate/locate_writer.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include "io/base/durable.hpp"
#include "io/base/error.hpp"
#include "io/edition/attributes.hpp"
#include "io/edition/names.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;

namespace {

std::vector<std::string> fields_of(const std::string& line, char delimiter) {
    std::vector<std::string> fields(1);
    for (const char c : line) {
        if (c == delimiter)
            fields.emplace_back();
        else if (c != '\r' && c != '"')
            fields.back() += c;
    }
    return fields;
}

/// The header of a result ends with our columns, each with "_lisiere" as often as was needed.
bool is_earlier_result(const fs::path& file, const std::vector<std::vector<std::string>>& results) {
    constexpr std::size_t longest_header = 1U << 16U;
    std::string line(longest_header, '\0');
    std::ifstream in(file, std::ios::binary);
    in.read(line.data(), static_cast<std::streamsize>(line.size()));
    line.resize(static_cast<std::size_t>(in.gcount()));
    line = line.substr(0, line.find('\n'));
    for (const char delimiter : {';', ',', '\t', '|'}) {
        const std::vector<std::string> fields = fields_of(line, delimiter);
        for (const std::vector<std::string>& ours : results)
            if (fields.size() > ours.size() &&
                std::equal(ours.rbegin(), ours.rend(), fields.rbegin(),
                           [](const std::string& name, const std::string& field) {
                               return field == name || field.starts_with(name + "_lisiere");
                           }))
                return true;
    }
    return false;
}

}  // namespace

WholeOutput::WholeOutput(const std::optional<fs::path>& file,
                         const std::vector<std::vector<std::string>>& results) {
    if (!file) {
        shown_ = "sortie standard";
        file_ = stdout;
        return;
    }
    shown_ = *file;
    std::error_code error;
    const fs::file_status end = fs::status(*file, error);
    if (fs::is_directory(end))
        throw OutputError(
            {shown_.string(), "un dossier", "un nom de fichier", "-o dossier/sortie.csv"});
    if (fs::is_symlink(fs::symlink_status(*file, error)) && !fs::exists(end))
        throw OutputError({shown_.string(), "un lien qui ne mène nulle part", "un fichier",
                           "choisir un autre fichier avec -o"});
    if (fs::exists(end) && !fs::is_regular_file(end)) {
        file_ = std::fopen(file->c_str(), "wb");
        if (file_ == nullptr) fail();
        return;
    }
    target_ = fs::weakly_canonical(fs::absolute(*file), error);
    if (error) {
        errno = error.value();
        fail();
    }
    open_beside(results);
}

void WholeOutput::open_beside(const std::vector<std::vector<std::string>>& results) {
    std::error_code error;
    if (fs::exists(*target_, error) && fs::file_size(*target_, error) > 0 &&
        !is_earlier_result(*target_, results))
        throw ConfigError({shown_.string(), "un fichier qui n'est pas un résultat de locate",
                           "un fichier absent, vide, ou d'un résultat précédent",
                           "choisir un autre fichier avec -o"});
    const fs::path lock = hidden_sibling(*target_, ".verrou");
    try {
        lock_ = FileLock::take(lock, FileLock::Kind::alone);
    } catch (const std::system_error& reason) {
        errno = reason.code().value();
        fail();
    }
    if (!lock_)
        throw OutputError(
            {shown_.string(),
             "une autre exécution qui écrit ce fichier (" + FileLock::holder(lock) + ")",
             "une exécution à la fois", "attendre qu'elle finisse"});
    partial_ = hidden_sibling(*target_, ".en-cours");
    fs::remove(partial_, error);  // of a run that was stopped
    file_ = std::fopen(partial_.c_str(), "wbx");
    if (file_ == nullptr) fail();
}

WholeOutput::~WholeOutput() {
    if (file_ == nullptr || file_ == stdout) return;
    std::fclose(file_);
    std::error_code ignored;
    if (target_) fs::remove(partial_, ignored);
}

void WholeOutput::write(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
}

void WholeOutput::finish() {
    if (std::fflush(file_) != 0) fail();
    if (!target_) return;
    if (::fsync(::fileno(file_)) != 0 && errno != EINVAL) fail();
    std::error_code error;
    if (fs::exists(*target_, error)) copy_attributes(*target_, partial_, Times::left);
    fs::rename(partial_, *target_, error);
    if (error) {
        errno = error.value();
        fail();
    }
    std::fclose(file_);  // written and synced: nothing left to fail
    file_ = nullptr;
    sync_path(target_->parent_path());
}

void WholeOutput::fail() const {
    throw OutputError(
        {shown_.string(), std::string("écriture impossible : ") + std::strerror(errno),
         "un fichier que l'on peut écrire", "vérifier le dossier, les droits et la place libre"});
}

}  // namespace lisiere::io
