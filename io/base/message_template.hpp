// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "engine/core/named_value.hpp"

namespace lisiere::io {

/// A sentence of a data file with the names of what it tells, in the syntax of ICU's MessageFormat:
///     {code}                  as the data has it: a text, or a number with neither separators nor
///                             rounding but to six figures (2024, 12.1)
///     {surface, number}       a number as readers of the language write it (`number_text`), whole
///     {part, number, 0.0}     with as many decimals; {ecart, number, +0.0} always signed
///     {n, plural, one {# row} other {# rows}}
///     {mode, select, velo {bicycles} other {cars}}
/// A brace that is meant stands between apostrophes: '{'.
///
/// Why a template cannot be read, in French; empty: it can.
std::string fault_of(std::string_view pattern);

/// The names that a template tells. Expects a template that can be read.
std::set<std::string> names_in(std::string_view pattern);

/// The template said with its values, in "fr" or "en". Expects a template that can be read and a
/// value for each of its names. Cost: some 10 µs.
std::string said(std::string_view pattern, const NamedValues& values, const std::string& language);

}  // namespace lisiere::io
