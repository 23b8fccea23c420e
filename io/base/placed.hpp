// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "io/base/error.hpp"

namespace lisiere::io {

/// Does the work; an InputError that does not know its place (a projection knows no file) gets
/// `where`.
template <class Work>
decltype(auto) placed(const std::string& where, const Work& work) {
    try {
        return work();
    } catch (const InputError& error) {
        if (!error.trouble().where.empty()) throw;
        Trouble trouble = error.trouble();
        trouble.where = where;
        throw InputError(trouble);
    }
}

}  // namespace lisiere::io
