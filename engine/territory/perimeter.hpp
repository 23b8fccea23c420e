// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/index.hpp"
#include "engine/core/maybe.hpp"
#include "engine/geo/geometry.hpp"

namespace lisiere {

using PerimeterIdx = Index<struct PerimeterTag>;
using CommuneIdx = Index<struct CommuneTag>;

enum class PerimeterKind { quartier_prioritaire, veille_active, quartier_vecu, comparaison };
enum class Statut { officiel, local, modelise };
enum class Generation { sans, g2015, g2024 };

std::string_view to_text(PerimeterKind kind);     ///< "quartier_prioritaire", ...
std::string_view to_text(Statut statut);          ///< "officiel", "local", "modélisé"
std::string_view to_text(Generation generation);  ///< "", "2015", "2024"
std::optional<PerimeterKind> parse_perimeter_kind(std::string_view text);

/// Official code, parsed and checked: 2015 `QP` + 3 + 3 (QP059020; overseas QP971001...), 2024
/// `Q[NMI]` + 3 characters of département + 2 digits + letter (QN05906M). Trimmed and upper-cased
/// first.
class PerimeterCode {
  public:
    static std::optional<PerimeterCode> parse(std::string_view text);
    const std::string& text() const { return text_; }
    Generation generation() const { return generation_; }
    friend bool operator==(const PerimeterCode&, const PerimeterCode&) = default;

  private:
    std::string text_;
    Generation generation_ = Generation::sans;
};

/// The reason written beside what is not known of a perimeter because nobody has drawn it.
inline constexpr std::string_view no_outline = "sans contour";

/// A quarter. `id` is unique in a run and is the `code` of every output table: the official code,
/// else `VA-<commune>-<slug of the name>` (made by io/gdal, never from the name alone: names are
/// homonyms).
struct Perimeter {
    std::string id;
    std::optional<PerimeterCode> code;
    std::string name;
    std::vector<std::string> aliases;
    std::vector<std::string> other_codes;  ///< codes other documents give it
    std::vector<std::string> sub_sectors;  ///< names of its parts
    PerimeterKind kind = PerimeterKind::quartier_prioritaire;
    Generation generation = Generation::sans;
    std::vector<std::string>
        communes;  ///< INSEE codes if known, else names as the file writes them
    std::vector<std::string> programmes;  ///< "NPNRU", ...
    Statut statut = Statut::officiel;
    std::string source;     ///< Source::id
    std::string reference;  ///< where its list names it: pages, lines
    std::string remark;     ///< what its list says of it, as written
    std::string sector;     ///< of a plan, see sectors.hpp; empty: none
    /// Valid and not empty; missing for a quarter that is named and that nobody has drawn: it stays
    /// in every table, its values NULL for the reason `no_outline`.
    Maybe<geo::MultiPolygon> shape = Absence::hors_couverture;
};

struct Commune {
    std::string code;  ///< INSEE
    std::string name;
    std::string epci;  ///< SIREN; may be empty
    geo::MultiPolygon shape;
    std::string source;
    std::string sector = {};  ///< of a plan, see sectors.hpp; empty: none
};

}  // namespace lisiere
