// SPDX-License-Identifier: Apache-2.0
#include "io/base/zip_file.hpp"

#include <zip.h>

#include "io/base/error.hpp"

namespace lisiere::io {

void write_zip(const std::filesystem::path& archive, const std::string& name,
               const std::string& text) {
    const auto fail = [&](const std::string& why) {
        throw OutputError(
            {archive.string(), why, "de la place et des droits d'écriture", "vérifier le disque"});
    };
    int code = 0;
    zip_t* zip = zip_open(archive.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (zip == nullptr) {
        zip_error_t error;
        zip_error_init_with_code(&error, code);
        const std::string why = zip_error_strerror(&error);
        zip_error_fini(&error);
        fail(why);
    }
    zip_source_t* source = zip_source_buffer(zip, text.data(), text.size(), 0);
    const zip_int64_t at =
        source == nullptr ? -1 : zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (at < 0) {
        if (source != nullptr) zip_source_free(source);
        zip_discard(zip);
        fail("archive refusée");
    }
    constexpr zip_uint16_t first_of_january_2000 = (2000 - 1980) << 9 | 1 << 5 | 1;
    zip_file_set_dostime(zip, static_cast<zip_uint64_t>(at), 0, first_of_january_2000, 0);
    if (zip_close(zip) != 0) {
        const std::string why = zip_strerror(zip);
        zip_discard(zip);
        fail(why);
    }
}

}  // namespace lisiere::io
