// SPDX-License-Identifier: Apache-2.0
#include "io/gdal/session.hpp"

#include <cstring>
#include <mutex>
#include <new>

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>

#include "io/base/error.hpp"

namespace lisiere::io {

struct GdalErrorSink {
    static void CPL_STDCALL take(CPLErr level, CPLErrorNum number, const char* message) {
        if (level != CE_Warning && level != CE_Failure && level != CE_Fatal) return;
        auto* errors = static_cast<GdalErrors*>(CPLGetErrorHandlerUserData());
        // GDAL calls abort() after a fatal error.
        if (level == CE_Fatal && number == CPLE_OutOfMemory) throw std::bad_alloc();
        // SQLite says it in words only.
        if (level != CE_Warning &&
            (number == CPLE_OutOfMemory || std::strstr(message, "out of memory") != nullptr))
            errors->out_of_memory_ = true;
        std::string& text = level == CE_Warning ? errors->warnings_ : errors->failures_;
        // A broken file may complain once a feature: the first lines say enough.
        constexpr std::size_t enough = 400;
        if (text.size() > enough) return;
        if (!text.empty()) text += '\n';
        text += message;
    }
};

void ensure_gdal() {
    static std::once_flag once;
    std::call_once(once, [] {
        CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
        CPLSetConfigOption("PROJ_NETWORK", "OFF");
        CPLSetConfigOption("GDAL_CACHEMAX", "128");  // MB of raster blocks, whatever the machine
        GDALAllRegister();
    });
}

GdalErrors::GdalErrors() {
    ensure_gdal();
    CPLPushErrorHandlerEx(&GdalErrorSink::take, this);
}

GdalErrors::~GdalErrors() {
    CPLPopErrorHandler();
}

void GdalErrors::clear() {
    failures_.clear();
    warnings_.clear();
    out_of_memory_ = false;
}

void GdalErrors::require_none(const std::string& where, const std::string& advice) const {
    require_memory();
    if (failed()) throw InputError({where, failures_, "une lecture sans erreur", advice});
}

void GdalErrors::require_memory() const {
    if (out_of_memory_) throw std::bad_alloc();
}

}  // namespace lisiere::io
