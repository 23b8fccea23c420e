// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/gunzip.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <zlib.h>

#include <memory>
#include <vector>

#include "io/fetch/content_kind.hpp"
#include "io/fetch/durable.hpp"
#include "io/fetch/fetch_error.hpp"

namespace lisiere::io {
namespace {

struct Close {
    void operator()(gzFile file) const { gzclose(file); }
};

bool called_gz(std::string_view target) {
    const std::string_view path = target.substr(0, target.find('?'));
    return path.ends_with(".gz") || path.ends_with(".tgz");
}

}  // namespace

bool undo_gzip(const std::filesystem::path& from, const std::filesystem::path& to,
               std::string_view target, const std::string& where, std::uintmax_t most_bytes) {
    const auto refuse = [&](FetchFailure why, const std::string& found) {
        throw FetchError(why, {where, found, "un envoi entier", "réessayer plus tard"});
    };
    if (content_kind(from) != "gz")
        refuse(FetchFailure::cut, "un envoi annoncé en gzip, et qui n'en est pas");
    {
        const std::unique_ptr<gzFile_s, Close> in(gzopen(from.c_str(), "rb"));
        const durable::Descriptor out(
            ::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        if (in == nullptr || out.get() < 0) durable::refuse_to_write(to);
        gzbuffer(in.get(), 1U << 18U);
        std::vector<char> block(1U << 20U);
        std::uintmax_t total = 0;
        for (;;) {
            const int got = gzread(in.get(), block.data(), static_cast<unsigned>(block.size()));
            if (got < 0) refuse(FetchFailure::cut, "un envoi en gzip abîmé");
            if (got == 0) break;
            total += static_cast<std::uintmax_t>(got);
            if (total > most_bytes)
                refuse(FetchFailure::too_large,
                       fmt::format("plus de {} octets une fois décompressé", most_bytes));
            durable::write_all(out.get(), block.data(), static_cast<std::size_t>(got), to);
        }
        int error = Z_OK;
        gzerror(in.get(), &error);
        // A cut stream ends like a whole one for gzread, but for this.
        if (error == Z_BUF_ERROR) refuse(FetchFailure::cut, "un envoi en gzip interrompu");
    }
    return !called_gz(target) || content_kind(to) == "gz";
}

}  // namespace lisiere::io
