// SPDX-License-Identifier: Apache-2.0
#include "io/config/root_keys.hpp"

#include "io/config/computing_keys.hpp"
#include "io/config/layer_keys.hpp"
#include "io/config/output_keys.hpp"
#include "io/config/print_keys.hpp"
#include "io/config/refresh_keys.hpp"
#include "io/config/scenario_keys.hpp"
#include "io/config/territory_keys.hpp"

namespace lisiere::io {

const Keys<RefreshedTerritory>& root_keys() {
    static const Keys<RefreshedTerritory> keys = keys_of<RefreshedTerritory>(
        within(&RefreshedTerritory::run,
               keys_of<RunConfig>(territory_table(), source_tables(), layer_tables(),
                                  destination_tables(), scenario_tables(), computing_table(),
                                  print_table(), output_table(), catalogue_table())),
        refresh_table());
    return keys;
}

std::vector<KeyFacts> config_keys() {
    return facts_of(root_keys());
}

}  // namespace lisiere::io
