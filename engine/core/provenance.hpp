// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace lisiere {

/// Where a layer comes from; written to the table `sources`. Every figure cites `id`.
struct Source {
    std::string id;  ///< key in the configuration, "insee_rp_2020"
    std::string title;
    std::string producer;
    std::string licence;
    std::string vintage;  ///< year or date of the data
    std::string url;      ///< page of the data set; may be empty
    std::string file;     ///< as written in the configuration
    std::string layer;
    std::string sha256;  ///< of the whole file (or of every file of a folder, in name order)
};

}  // namespace lisiere
