// SPDX-License-Identifier: Apache-2.0
#include "io/inputs/input_summary.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "io/base/error.hpp"
#include "io/gdal/inspect.hpp"
#include "io/gdal/read_layer.hpp"
#include "io/inputs/fingerprint.hpp"
#include "io/reference/notice_words.hpp"

namespace lisiere::io {
namespace {

constexpr std::size_t first_corrections = 5;
constexpr std::size_t reasons_told = 6;

/// What a table of the configuration is, in clear.
struct Kind {
    std::string_view section;
    std::string_view words;
};
constexpr Kind kinds[] = {
    {"perimetres", "périmètres"},
    {"filiation", "périmètres de la génération d'avant"},
    {"communes", "communes"},
    {"iris", "IRIS"},
    {"epci", "composition des EPCI"},
    {"recensement", "chiffres du recensement"},
    {"population", "habitants"},
    {"batiments", "bâtiments"},
    {"rues", "rues"},
    {"relief", "relief"},
    {"coupures", "coupures"},
    {"horaires", "horaires"},
    {"arrets", "arrêts sans horaires"},
    {"equipements", "équipements"},
    {"opportunites", "opportunités"},
    {"listes_locales", "liste locale"},
    {"adresses", "base d'adresses"},
    {"contexte", "couche de contexte"},
};

/// "perimetres" of "perimetres[1].contours".
std::string_view section_of(std::string_view key) {
    return key.substr(0, key.find('['));
}

const Kind* kind_of(std::string_view key) {
    const auto found = std::find_if(std::begin(kinds), std::end(kinds), [&](const Kind& kind) {
        return kind.section == section_of(key);
    });
    return found == std::end(kinds) ? nullptr : &*found;
}

std::string rows_text(std::size_t count) {
    return fmt::format("{} {}", count, count > 1 ? "lignes lues" : "ligne lue");
}

/// Names of files say where a notice comes from: "quartiers.gpkg, couche qpv", "reseau.zip/nord".
bool speaks_of(const Notice& notice, const LayerSpec& spec) {
    const std::string name = spec.file.filename().string();
    for (const std::string& start : {spec.file_as_written, spec.file.string(), name}) {
        if (start.empty() || !notice.layer.starts_with(start)) continue;
        const std::string_view rest = std::string_view(notice.layer).substr(start.size());
        if (rest.empty() || rest.front() == ',' || rest.front() == '/' || rest.front() == ' ')
            return true;
    }
    return false;
}

class Summary {
  public:
    Summary(const RunConfig& config, const Inputs& inputs, const ReadLog& read,
            const Notices& notices, std::span<const std::string> errors)
        : config_(config),
          inputs_(inputs),
          read_(read),
          notices_(notices.items()),
          words_(read_notice_words(config.language)),
          errors_(errors) {}

    std::string text() {
        text_ = "\nEntrée par entrée\n";
        for (const LayerSpec* spec : layers_of(config_)) input(*spec);
        elsewhere();
        first();
        return std::move(text_);
    }

  private:
    void input(const LayerSpec& spec) {
        const Kind* kind = kind_of(spec.key);
        std::string line = fmt::format("  {}{} : {}", spec.file_as_written,
                                       spec.layer.empty() ? "" : ", couche " + spec.layer,
                                       kind == nullptr ? spec.key : std::string(kind->words));
        text_ += line + rows_of(spec) + " ; " + origin(spec) + "\n";
        // Two declarations of one file have its notices once.
        reasons([&](const Notice& notice) { return speaks_of(notice, spec); });
    }

    std::string rows_of(const LayerSpec& spec) const {
        if (const auto rows = read_.layers.find(spec.key); rows != read_.layers.end())
            return " ; " + rows_text(rows->second.read) +
                   (rows->second.kept == rows->second.read
                        ? ""
                        : fmt::format(", {} dans la zone d'étude", rows->second.kept));
        if (section_of(spec.key) == "horaires") return trips_of(spec);
        if (!is_table(spec)) return {};
        try {
            const FileInfo info = inspect(spec.file);
            if (info.layers.size() == 1) return " ; " + rows_text(info.layers.front().features);
        } catch (const InputError&) {  // told already, by whoever had to read it
        }
        return {};
    }

    std::string trips_of(const LayerSpec& spec) const {
        if (!inputs_.timetable) return {};
        const transit::Timetable& timetable = *inputs_.timetable;
        const std::string name = spec.file.filename().string();
        std::size_t trips = 0;
        for (const transit::Trip& trip : timetable.trips()) {
            const std::uint32_t feed = timetable.feed_of(trip.service);
            trips += feed < timetable.feeds().size() && timetable.feeds()[feed].starts_with(name);
        }
        return fmt::format(" ; {} {}", trips, trips > 1 ? "courses" : "course");
    }

    std::string origin(const LayerSpec& spec) const {
        for (const Source& source : config_.sources)
            if (source.id == spec.source)
                return fmt::format("{}, {}", source.title.empty() ? source.id : source.title,
                                   source.vintage.empty() ? "millésime non déclaré"
                                                          : "millésime " + source.vintage);
        return "source non déclarée";
    }

    template <class Speaks>
    void reasons(const Speaks& speaks) {
        std::size_t told = 0;
        std::size_t more = 0;
        for (std::size_t i = 0; i < notices_.size(); ++i) {
            const Notice& notice = notices_[i];
            if (notice.severity == Severity::info || !speaks(notice) || !told_.insert(i).second)
                continue;
            if (told++ < reasons_told)
                text_ += fmt::format("    - {} × {}{} [{}]\n", notice.count, words_.message(notice),
                                     first_sample(notice), notice.code);
            else
                ++more;
        }
        if (more > 0) text_ += fmt::format("    - et {} autres constats\n", more);
    }

    std::string first_sample(const Notice& notice) const {
        if (notice.samples.empty()) return {};
        return fmt::format(" ({})", words_.samples(notice).front());
    }

    /// Warnings about several inputs together.
    void elsewhere() {
        const std::size_t before = text_.size();
        reasons([](const Notice&) { return true; });
        if (text_.size() > before) text_.insert(before, "  Plusieurs entrées ensemble\n");
    }

    void first() {
        std::vector<std::string> lines;
        for (const std::string& error : errors_) lines.push_back(error);
        std::vector<const Notice*> warnings;
        for (const Notice& notice : notices_)
            if (notice.severity != Severity::info) warnings.push_back(&notice);
        std::stable_sort(warnings.begin(), warnings.end(), [](const Notice* a, const Notice* b) {
            return std::pair(a->severity == Severity::erreur, a->count) >
                   std::pair(b->severity == Severity::erreur, b->count);
        });
        for (const Notice* one : warnings)
            lines.push_back(
                fmt::format("{} : {} × {}", one->layer, one->count, words_.message(*one)));
        text_ += "\nÀ corriger d'abord\n";
        if (lines.empty()) text_ += "  rien : aucun avertissement\n";
        for (std::size_t i = 0; i < std::min(lines.size(), first_corrections); ++i)
            text_ += fmt::format("  {}. {}\n", i + 1, lines[i]);
        if (lines.size() > first_corrections)
            text_ += fmt::format("  puis {} autres, plus haut\n", lines.size() - first_corrections);
    }

    const RunConfig& config_;
    const Inputs& inputs_;
    const ReadLog& read_;
    const std::vector<Notice>& notices_;
    NoticeWords words_;
    std::span<const std::string> errors_;
    std::set<std::size_t> told_;
    std::string text_;
};

}  // namespace

std::string input_summary(const RunConfig& config, const Inputs& inputs, const ReadLog& read,
                          const Notices& notices, std::span<const std::string> errors) {
    return Summary(config, inputs, read, notices, errors).text();
}

}  // namespace lisiere::io
