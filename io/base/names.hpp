// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Names of places as people write them, made comparable. What is written is never changed: these
/// are keys beside it.
namespace lisiere::io {

/// "Cité des Œillets" → "Cite des OEillets": accents taken off, whether they are part of the letter
/// or follow it (Unicode's canonical decomposition), ligatures and crossed letters spelt out, case
/// kept. Characters without an ASCII letter, and bytes that are not UTF-8, become spaces. Cost:
/// O(length).
std::string without_accents(std::string_view text);

/// "Cité des Œillets" → "cite des oeillets": ASCII letters and digits in lower case, accents taken
/// off, any run of other characters one space, none at the ends. Cost: O(length).
std::string folded(std::string_view name);

/// "Rives de l'Escaut" → "rives-de-l-escaut"; `otherwise` when nothing is left.
std::string slug(std::string_view name, std::string_view otherwise = "sans-nom");

/// What two spellings of one name share: folded, without articles and joining words (le, la, les,
/// l, d, de, du, des, et, a, au, aux), "st" and "ste" spelt out. "St Waast" and "Saint-Waast" are
/// the same, so are "Le Jard" and "Jard"; "Cité Le Jard" is another name. A name of articles only
/// keeps them.
std::string comparable_name(std::string_view name);

/// "Lourches,  Denain" → two names; separators: comma, semicolon, slash.
std::vector<std::string> split_list(std::string_view text);

/// "99001, 99004" → "Lisse-Ville, Garance"; a code without a name stays as it is.
std::string names_of_codes(std::string_view codes, const std::map<std::string, std::string>& names);

}  // namespace lisiere::io
