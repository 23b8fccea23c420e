// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "io/report/html_report.hpp"

namespace lisiere::io {

/// What a document's template may name, version 1 (io/document/README.md): the portraits of the
/// report, one a perimeter, in the order of `perimetres`, with the same figures written the same
/// way.
class PortraitDocuments {
  public:
    /// `date`: of the edition, as it is printed. Views: they must outlive it.
    PortraitDocuments(const ReportEdition& edition, std::string date);
    std::size_t size() const { return codes_.size(); }
    const std::vector<std::string>& codes() const { return codes_; }
    nlohmann::ordered_json data(std::size_t perimeter) const;

  private:
    const ReportEdition& edition_;
    std::string date_;
    std::vector<std::string> codes_;
    std::map<std::string, std::map<std::string, std::vector<std::size_t>>>
        rows_;  ///< by layer and code
};

/// One of each name that a template may ask for: whether a template can be filled is known before
/// anything is computed.
nlohmann::ordered_json every_name_of_a_portrait();

}  // namespace lisiere::io
