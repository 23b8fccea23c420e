// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/drift.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/geo/measure.hpp"
#include "io/base/csv.hpp"
#include "io/base/error.hpp"
#include "io/base/numbers.hpp"
#include "io/reference/reference_row.hpp"
#include "io/refresh/moment.hpp"

namespace lisiere::io {
namespace {

std::optional<double> bound(const ReferenceRow& row, const char* column) {
    if (row.text(column).empty()) return std::nullopt;
    return row.number(column);
}

std::string number(double value) {
    const bool whole = std::abs(value - std::round(value)) < 1e-9 || std::abs(value) >= 1000;
    return number_text(value, whole ? 0 : std::abs(value) >= 10 ? 1 : 2, "fr");
}

std::string percent(double share) {
    const double value = share * 100;
    const bool whole = std::abs(value - std::round(value)) < 0.05;
    return number_text(value, whole ? 0 : 1, "fr") + "\u00a0%";
}

/// Why a value is out of a rule's bounds; empty when it is not.
std::string breach(const DriftRule& rule, std::optional<double> before, double now) {
    if (rule.least && now < *rule.least)
        return fmt::format("{} ; au moins {}", number(now), number(*rule.least));
    if (rule.most && now > *rule.most)
        return fmt::format("{} ; au plus {}", number(now), number(*rule.most));
    if (!before || *before <= 0) return {};
    const double change = now / *before - 1;
    constexpr double rounding = 1e-9;  // 85 of 100 is a fall of 0.15, not beyond
    if (rule.fall && change < -*rule.fall - rounding)
        return fmt::format("de {} à {}, {} de moins ; au plus {} de moins", number(*before),
                           number(now), percent(-change), percent(*rule.fall));
    if (rule.rise && change > *rule.rise + rounding)
        return fmt::format("de {} à {}, {} de plus ; au plus {} de plus", number(*before),
                           number(now), percent(change), percent(*rule.rise));
    return {};
}

double area(const geo::Box& box) {
    return (box.max_x - box.min_x) * (box.max_y - box.min_y);
}

/// Share of `box` that lies outside `other`; of a box without area, 1 when it lies outside.
double share_outside(const geo::Box& box, const geo::Box& other) {
    const geo::Box common{std::max(box.min_x, other.min_x), std::max(box.min_y, other.min_y),
                          std::min(box.max_x, other.max_x), std::min(box.max_y, other.max_y)};
    if (common.min_x > common.max_x || common.min_y > common.max_y) return 1;
    return area(box) <= 0 ? 0 : 1 - area(common) / area(box);
}

class Comparison {
  public:
    Comparison(const Profile* before, const Profile& now, std::span<const DriftRule> rules)
        : before_(before), now_(now), rules_(rules) {}

    std::vector<DriftFinding> run(std::optional<std::chrono::year_month_day> today) {
        for (const FileProfile& file : now_.files) compare_file(file);
        for (const auto& [kind, measures] : now_.measures)
            for (const auto& [measure, value] : measures)
                judge_one(kind, measure, "", before_value(kind, measure), value);
        if (before_ != nullptr) lost_measures();
        if (before_ != nullptr) compare_perimeters();
        if (today) judge_validity(*today);
        return std::move(findings_);
    }

  private:
    void judge_one(const std::string& layer, const std::string& measure, const std::string& subject,
                   std::optional<double> before, double now) {
        if (auto finding = judge(rules_, layer, measure, subject, before, now))
            findings_.push_back(std::move(*finding));
    }

    std::optional<double> before_value(const std::string& kind, const std::string& measure) const {
        if (before_ == nullptr) return std::nullopt;
        const auto of_kind = before_->measures.find(kind);
        if (of_kind == before_->measures.end()) return std::nullopt;
        const auto value = of_kind->second.find(measure);
        if (value == of_kind->second.end()) return std::nullopt;
        return value->second;
    }

    /// A measure of before that has no value any more: a whole layer is gone from what was read.
    void lost_measures() {
        for (const auto& [kind, measures] : before_->measures) {
            const auto now = now_.measures.find(kind);
            const bool declared =
                std::any_of(now_.files.begin(), now_.files.end(),
                            [&kind = kind](const FileProfile& file) { return file.kind == kind; });
            if (now != now_.measures.end() || !declared) continue;
            for (const auto& [measure, value] : measures) judge_one(kind, measure, "", value, 0);
        }
    }

    /// The same declaration before: by its place and its file, else by its file alone.
    const FileProfile* earlier(const FileProfile& file) const {
        if (before_ == nullptr) return nullptr;
        const FileProfile* by_file = nullptr;
        for (const FileProfile& other : before_->files) {
            if (other.kind != file.kind || other.file != file.file) continue;
            if (other.key == file.key) return &other;
            by_file = &other;
        }
        return by_file;
    }

    void compare_file(const FileProfile& file) {
        const FileProfile* other = earlier(file);
        if (other == nullptr || other->sha256 == file.sha256) return;
        if (file.rows) judge_one(file.kind, "enregistrements", file.file, other->rows, *file.rows);
        std::vector<std::string> lost;
        std::set_difference(other->columns.begin(), other->columns.end(), file.columns.begin(),
                            file.columns.end(), std::back_inserter(lost));
        if (!lost.empty() && !file.columns.empty())
            judge_one(file.kind, "colonnes_perdues",
                      fmt::format("{} ({})", file.file, fmt::join(lost, ", ")), std::nullopt,
                      static_cast<double>(lost.size()));
        if (!file.degrees || !other->degrees) return;
        judge_one(file.kind, "emprise_perdue", file.file, std::nullopt,
                  share_outside(*other->degrees, *file.degrees));
        if (area(*other->degrees) > 0)
            judge_one(file.kind, "emprise_ajoutee", file.file, std::nullopt,
                      share_outside(*file.degrees, *other->degrees) * area(*file.degrees) /
                          area(*other->degrees));
    }

    void compare_perimeters() {
        std::vector<std::string> lost;
        std::vector<std::string> renamed;
        double moved = 0;
        double resized = 0;
        std::string farthest;
        std::string most_resized;
        for (const auto& [code, before] : before_->perimeters) {
            const auto found = now_.perimeters.find(code);
            const std::string named = fmt::format("{} ({})", before.name, code);
            if (found == now_.perimeters.end()) {
                lost.push_back(named);
                continue;
            }
            const PerimeterProfile& now = found->second;
            if (now.name != before.name)
                renamed.push_back(fmt::format("{} → {} ({})", before.name, now.name, code));
            if (!now.centre || !before.centre) continue;
            const double metres = geo::distance(*now.centre, *before.centre);
            if (metres > moved) {
                moved = metres;
                farthest = named;
            }
            const double change =
                before.area_m2 > 0 ? std::abs(now.area_m2 / before.area_m2 - 1) : 0;
            if (change > resized) {
                resized = change;
                most_resized = named;
            }
        }
        judge_one("perimetres", "perdus", few(lost), std::nullopt,
                  static_cast<double>(lost.size()));
        judge_one("perimetres", "renommes", few(renamed), std::nullopt,
                  static_cast<double>(renamed.size()));
        judge_one("perimetres", "deplacement_m", farthest, std::nullopt, moved);
        judge_one("perimetres", "surface", most_resized, std::nullopt, resized);
    }

    static std::string few(const std::vector<std::string>& names) {
        constexpr std::size_t shown = 5;
        std::string text = fmt::format(
            "{}",
            fmt::join(names.begin(),
                      names.begin() + static_cast<std::ptrdiff_t>(std::min(shown, names.size())),
                      ", "));
        if (names.size() > shown) text += fmt::format(" et {} autres", names.size() - shown);
        return text;
    }

    void judge_validity(std::chrono::year_month_day today) {
        const auto end = parse_date(now_.end_of_service);
        if (!end) return;
        const auto left = std::chrono::sys_days(*end) - std::chrono::sys_days(today);
        auto finding = judge(
            rules_, "horaires", "jours_de_validite",
            fmt::format("{}, service jusqu'au {}", now_.first_to_end, date_in_words(*end, "fr")),
            std::nullopt, static_cast<double>(left.count()));
        if (!finding) return;
        finding->refuses = finding->refuses && other_timetables();
        findings_.push_back(std::move(*finding));
    }

    /// Timetables that the edition in place does not have already. An old one that ends is told;
    /// refusing it would only keep the other sources from being refreshed.
    bool other_timetables() const {
        if (before_ == nullptr) return false;
        return std::any_of(now_.files.begin(), now_.files.end(), [&](const FileProfile& file) {
            return file.kind == "horaires" &&
                   std::none_of(before_->files.begin(), before_->files.end(),
                                [&](const FileProfile& other) {
                                    return other.kind == file.kind && other.sha256 == file.sha256;
                                });
        });
    }

    const Profile* before_;
    const Profile& now_;
    std::span<const DriftRule> rules_;
    std::vector<DriftFinding> findings_;
};

}  // namespace

std::vector<DriftRule> read_drift_rules(const std::filesystem::path& file,
                                        std::span<const DriftOverride> overrides) {
    const CsvTable table = read_csv_table(file.string());
    std::vector<DriftRule> rules;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        rules.push_back({row.required("couche"), row.required("mesure"), bound(row, "baisse"),
                         bound(row, "hausse"), bound(row, "au_moins"), bound(row, "au_plus"),
                         row.word<bool>("suite", {{"refuser", true}, {"signaler", false}}),
                         row.required("libelle"), row.text("raison")});
    }
    const std::vector<DriftRule> published = rules;
    for (const DriftOverride& change : overrides) {
        const auto described =
            std::find_if(published.begin(), published.end(), [&](const DriftRule& rule) {
                return rule.measure == change.measure &&
                       (rule.layer == change.layer || rule.layer == "*");
            });
        if (described == published.end()) {
            std::vector<std::string> known;
            for (const DriftRule& rule : published)
                known.push_back(fmt::format("{} {}", rule.layer, rule.measure));
            const std::string near =
                nearest_name(fmt::format("{} {}", change.layer, change.measure), known);
            throw ConfigError(
                {change.key,
                 fmt::format("couche \"{}\", mesure \"{}\"", change.layer, change.measure),
                 fmt::format("une de : {}", fmt::join(known, ", ")),
                 near.empty() ? "" : fmt::format("« {} » ?", near)});
        }
        const auto same = [&](const DriftRule& rule) {
            return rule.layer == change.layer && rule.measure == change.measure;
        };
        if (change.action == "ignorer") {
            // A rule without bounds stands in the way of those of "*".
            std::erase_if(rules, same);
            rules.push_back(
                {change.layer, change.measure, {}, {}, {}, {}, false, described->label, ""});
            continue;
        }
        const bool refuses = change.action == "refuser";
        auto rule = std::find_if(rules.begin(), rules.end(), [&](const DriftRule& one) {
            return same(one) && one.refuses == refuses;
        });
        if (rule == rules.end()) {
            rules.push_back({change.layer,
                             change.measure,
                             {},
                             {},
                             {},
                             {},
                             refuses,
                             described->label,
                             described->reason});
            rule = std::prev(rules.end());
        }
        if (change.fall) rule->fall = change.fall;
        if (change.rise) rule->rise = change.rise;
        if (change.least) rule->least = change.least;
        if (change.most) rule->most = change.most;
    }
    return rules;
}

std::optional<DriftFinding> judge(std::span<const DriftRule> rules, const std::string& layer,
                                  const std::string& measure, const std::string& subject,
                                  std::optional<double> before, double now) {
    const bool own = std::any_of(rules.begin(), rules.end(), [&](const DriftRule& rule) {
        return rule.layer == layer && rule.measure == measure;
    });
    std::optional<DriftFinding> severest;
    for (const DriftRule& rule : rules) {
        if (rule.measure != measure || rule.layer != (own ? layer : "*")) continue;
        const std::string why = breach(rule, before, now);
        if (why.empty() || (severest && (severest->refuses || !rule.refuses))) continue;
        std::string sentence = fmt::format("{} : {}", rule.label, why);
        if (!subject.empty()) sentence += fmt::format(" — {}", subject);
        if (!rule.reason.empty()) sentence += fmt::format(" ({})", rule.reason);
        severest =
            DriftFinding{layer, subject, measure, before, now, rule.refuses, std::move(sentence)};
    }
    return severest;
}

std::vector<DriftFinding> drift(const Profile* before, const Profile& now,
                                std::optional<std::chrono::year_month_day> today,
                                std::span<const DriftRule> rules) {
    return Comparison(before, now, rules).run(today);
}

bool refuses(std::span<const DriftFinding> findings) {
    return std::any_of(findings.begin(), findings.end(),
                       [](const DriftFinding& finding) { return finding.refuses; });
}

}  // namespace lisiere::io
