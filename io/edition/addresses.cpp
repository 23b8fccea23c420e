// SPDX-License-Identifier: Apache-2.0
#include <vector>

#include "io/address/address_index.hpp"
#include "io/base/files.hpp"
#include "io/edition/place_lookup.hpp"
#include "io/edition/products.hpp"

namespace lisiere::io::products {

void addresses(const Material& material, const Projector& projector, const Target& target) {
    report(target.progress, "adresses", 0);
    const RunConfig& config = material.config;
    const Inputs& inputs = material.inputs;
    Notices told;  // local lists are read with the same base
    const Gazetteer base = read_gazetteer(
        config.addresses, material.crs,
        read_address_words(data_folder() / "geodata" / "reference" / "abreviations_voies.csv"),
        config.local_lists.empty() ? target.notices : told);
    const std::vector<CodedArea> iris = coded_areas(inputs.areas);
    const Locator locator(inputs.territory.perimeters, inputs.territory.communes, iris,
                          locate_options(config));
    write_address_index({base, locator, inputs.territory, iris, projector},
                        target.folder / "carte" / "adresses");
    report(target.progress, "adresses", 1);
}

}  // namespace lisiere::io::products
