// SPDX-License-Identifier: Apache-2.0
#include "io/init/item.hpp"

namespace lisiere::io::init {

std::string Item::column(const std::string& field) const {
    if (!fit) return {};
    const auto found = fit->columns.find(field);
    return found == fit->columns.end() ? std::string() : layer.info.columns[found->second].name;
}

}  // namespace lisiere::io::init
