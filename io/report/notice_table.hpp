// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/core/notice.hpp"
#include "engine/table/table.hpp"
#include "io/reference/notice_words.hpp"

namespace lisiere::io {

/// Writes what the notices say into the table `constats` made of them, whose message and examples
/// the engine leaves empty. Expects their rows in their order.
void say_notices(Table& table, const Notices& notices, const NoticeWords& words);

}  // namespace lisiere::io
