// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/config/keys.hpp"

namespace lisiere::io {

/// `url`, `membre`, `somme` and `si_absent` of a layer: how `lisiere refresh` fetches its file.
/// They bear on no edition. Private to io/config.
const Keys<RemoteSpec>& remote_keys();

}  // namespace lisiere::io
