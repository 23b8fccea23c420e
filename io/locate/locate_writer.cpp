// SPDX-License-Identifier: Apache-2.0
#include "io/locate/locate_writer.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "io/base/error.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;

WholeOutput::WholeOutput(const std::optional<fs::path>& file) : target_(file) {
    if (!target_) {
        file_ = stdout;
        return;
    }
    if (fs::is_directory(*target_))
        throw OutputError(
            {target_->string(), "un dossier", "un nom de fichier", "-o dossier/sortie.csv"});
    partial_ = *target_;
    partial_ += "." + std::to_string(::getpid()) + ".partiel";
    file_ = std::fopen(partial_.c_str(), "wb");
    if (file_ == nullptr) fail();
}

WholeOutput::~WholeOutput() {
    if (!target_ || file_ == nullptr) return;
    std::fclose(file_);
    std::error_code ignored;
    fs::remove(partial_, ignored);
}

void WholeOutput::write(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
}

void WholeOutput::finish() {
    if (std::fflush(file_) != 0) fail();
    if (!target_) return;
    if (::fsync(::fileno(file_)) != 0 && errno != EINVAL) fail();
    std::FILE* done = file_;
    if (std::fclose(done) != 0) fail();
    file_ = nullptr;
    std::error_code error;
    fs::rename(partial_, *target_, error);
    if (error) {
        errno = error.value();
        fail();
    }
}

void WholeOutput::fail() const {
    throw OutputError({target_ ? target_->string() : "sortie standard",
                       std::string("écriture impossible : ") + std::strerror(errno),
                       "un fichier que l'on peut écrire",
                       "vérifier le dossier, les droits et la place libre"});
}

}  // namespace lisiere::io
