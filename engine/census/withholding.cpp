// SPDX-License-Identifier: Apache-2.0
#include "engine/census/withholding.hpp"

#include <map>
#include <set>
#include <utility>

namespace lisiere::census {
namespace {

/// Σ coefficient × count, term by term; missing where one is.
template <class ValueOf>
Maybe<double> sum_of(const std::vector<Term>& terms, const std::vector<const Figure*>& figures,
                     const ValueOf& value_of) {
    Maybe<double> total = 0.0;
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const Maybe<double>& value = value_of(*figures[i]);
        if (!value) return value;
        total = *total + terms[i].coefficient * *value;
    }
    return total;
}

/// How perimeters and references make up one another.
class Quarters : public Ground {
  public:
    Quarters(const IndicatorInputs& inputs, const References& references) {
        // Without a rule nothing asks for the pieces, and overlapping perimeters cost overlays.
        if (inputs.secrecy.empty()) return;
        std::vector<std::vector<std::uint32_t>> communes_of;
        std::vector<double> shown(references.communes.size(), 0);
        for (std::size_t p = 0; p < inputs.perimeters.size(); ++p) {
            const std::size_t own = references.commune_of[p];
            communes_of.push_back(own == References::none ? std::vector<std::uint32_t>{}
                                                          : references.communes[own]);
            std::set<std::size_t> beside{references.zone};
            for (const std::size_t r : {own, references.epci_of[p], references.sector_of[p]}) {
                if (r == References::none) continue;
                beside.insert(r);
                if (references.rest_of[r] != References::none) beside.insert(references.rest_of[r]);
            }
            // Where one of them must go, a rest goes before what it is the rest of.
            constexpr double of_a_rest = 1e-3;
            for (const std::size_t r : beside) shown[r] += references.is_rest[r] ? of_a_rest : 1;
        }
        for (const std::size_t r : references.of_commune) shown[r] += 1;
        places_ = {place_pieces(inputs.perimeters, inputs.communes, communes_of,
                                references.communes, references.is_rest, inputs.priority),
                   std::move(shown)};
    }

    const Places& places() const override { return places_; }
    PlaceCounts counts(const std::vector<Term>& terms,
                       const std::vector<const Figure*>& figures) const override {
        PlaceCounts all;
        for (std::size_t p = 0; p < places_.pieces.perimeters.size(); ++p)
            all.perimeters.push_back(
                sum_of(terms, figures, [p](const Figure& figure) -> const Maybe<double>& {
                    return figure.perimeters()[p].value;
                }));
        for (std::size_t r = 0; r < places_.pieces.references.size(); ++r)
            all.references.push_back(
                sum_of(terms, figures, [r](const Figure& figure) -> const Maybe<double>& {
                    return figure.references[r].value;
                }));
        return all;
    }

  private:
    Places places_;
};

/// The areas of a layer, each a piece; the references and the perimeters are sums of them.
class Areas : public Ground {
  public:
    Areas(const IndicatorInputs& inputs, const Figures& figures, std::size_t layer,
          const SettledRules& others)
        : layer_(layer), rules_(inputs.secrecy.size()) {
        PlacePieces& pieces = places_.pieces;
        pieces.count = inputs.tables[layer].areas.size();
        for (std::uint32_t a = 0; a < pieces.count; ++a) pieces.perimeters.push_back({a});
        const LayerWeights& weights = figures.layers[layer];
        constexpr double mostly = 0.5;
        add(weights.to_references_by(0), mostly);
        if (const Weights* by_area = weights.find(to_text(ApportionMethod::surface)))
            add(*by_area, least_share);
        places_.reference_loss.assign(pieces.references.size(), 0);
        const auto known = [](const Withheld& withheld) {
            std::vector<bool> all = withheld.references;
            all.insert(all.end(), withheld.perimeters.begin(), withheld.perimeters.end());
            return all;
        };
        for (std::size_t r = 0; r < rules_.size(); ++r) rules_[r] = known(others.places(r));
        for (const auto& [d, withheld] : others.counts()) definitions_[d] = known(withheld);
    }

    const Places& places() const override { return places_; }
    std::optional<std::size_t> layer() const override { return layer_; }
    const std::vector<bool>* settled(std::size_t rule,
                                     std::optional<std::size_t> definition) const override {
        const auto own = definition ? definitions_.find(*definition) : definitions_.end();
        return own == definitions_.end() ? &rules_[rule] : &own->second;
    }
    PlaceCounts counts(const std::vector<Term>& terms,
                       const std::vector<const Figure*>& figures) const override {
        PlaceCounts all;
        for (std::size_t a = 0; a < places_.pieces.count; ++a)
            all.perimeters.push_back(sum_of(
                terms, figures,
                [a](const Figure& figure) -> const Maybe<double>& { return figure.values[a]; }));
        for (const std::vector<std::uint32_t>& parts : places_.pieces.references) {
            double sum = 0;
            for (const std::uint32_t a : parts) sum += all.perimeters[a].value_or(0);
            all.references.emplace_back(sum);
        }
        return all;
    }

  private:
    static constexpr double least_share = 0.01;

    void add(const Weights& weights, double least) {
        for (std::size_t t = 0; t < weights.targets(); ++t) {
            std::vector<std::uint32_t> parts;
            for (const Weights::Entry& entry : weights.row(t))
                if (entry.weight >= least) parts.push_back(entry.source);
            places_.pieces.references.push_back(std::move(parts));
        }
    }

    std::size_t layer_;
    Places places_;
    std::vector<std::vector<bool>> rules_;
    std::map<std::size_t, std::vector<bool>> definitions_;
};

}  // namespace

Withholding::Withholding(std::span<const IndicatorDefinition> definitions,
                         const IndicatorInputs& inputs, const References& references,
                         const Figures& figures)
    : definitions_(definitions),
      inputs_(inputs),
      figures_(figures),
      ground_(std::make_unique<Quarters>(inputs, references)),
      rules_(definitions, inputs, figures, *ground_) {}

bool Withholding::at_perimeter(const Formula& formula, std::size_t p) const {
    const auto rule = rule_of(definitions_[formula.definition], inputs_.secrecy);
    if (!rule) return false;
    if (rules_.places(*rule).perimeters[p] ||
        mostly_imputed(formula, p, inputs_.secrecy[*rule].most_imputed))
        return true;
    const Withheld* small = rules_.counts(formula.definition);
    return small != nullptr && small->perimeters[p];
}

bool Withholding::at_reference(const Formula& formula, std::size_t r) const {
    const auto rule = rule_of(definitions_[formula.definition], inputs_.secrecy);
    if (rule && rules_.places(*rule).references[r]) return true;
    const Withheld* small = rules_.counts(formula.definition);
    return small != nullptr && small->references[r];
}

bool Withholding::mostly_imputed(const Formula& formula, std::size_t p, double most) const {
    const std::size_t layer = formula.leading().layer;
    if (layer != inputs_.tables.size()) return false;  // not the counts of cells
    const Figure* imputed = figures_.find(imputed_people, false, std::nullopt, layer);
    const Figure* people = figures_.find("IND", false, std::nullopt, layer);
    if (imputed == nullptr || people == nullptr) return false;
    return imputed->perimeters()[p].value.value_or(0) >
           most * people->perimeters()[p].value.value_or(0);
}

AreaWithholding::AreaWithholding(std::span<const IndicatorDefinition> definitions,
                                 const IndicatorInputs& inputs, const Figures& figures,
                                 std::size_t layer, const Withholding& others)
    : definitions_(definitions),
      inputs_(inputs),
      ground_(std::make_unique<Areas>(inputs, figures, layer, others.rules())),
      rules_(definitions, inputs, figures, *ground_) {}

bool AreaWithholding::at_area(const Formula& formula, std::size_t area) const {
    const IndicatorDefinition& definition = definitions_[formula.definition];
    const auto rule = rule_of(definition, inputs_.secrecy);
    if (!rule) return false;
    if (definition.kind == IndicatorKind::publie && !rules_.units_known(*rule)) return false;
    if (rules_.places(*rule).perimeters[area]) return true;
    const Withheld* small = rules_.counts(formula.definition);
    return small != nullptr && small->perimeters[area];
}

}  // namespace lisiere::census
