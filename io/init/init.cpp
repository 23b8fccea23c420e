// SPDX-License-Identifier: Apache-2.0
#include "io/init/init.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "io/init/look.hpp"
#include "io/init/missing.hpp"
#include "io/init/settle.hpp"
#include "io/init/write_plan.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

/// The folder that all named paths are in: its name is the last resort for the territory's.
std::string common_folder(const std::vector<fs::path>& named) {
    fs::path common;
    for (const fs::path& path : named) {
        fs::path own = fs::absolute(path).lexically_normal();
        if (!fs::is_directory(own) || !own.has_filename()) own = own.parent_path();
        if (common.empty()) {
            common = own;
            continue;
        }
        fs::path shared;
        for (auto a = common.begin(), b = own.begin();
             a != common.end() && b != own.end() && *a == *b; ++a, ++b)
            shared /= *a;
        common = shared;
    }
    return common.filename().string();
}

std::string line_of(const init::Item& item) {
    if (item.fate == init::Fate::left) return "laissé    " + init::why_left(item);
    const std::string found = fmt::format("{} : {} ({})", item.name(), item.title, item.evidence);
    if (item.fate == init::Fate::proposed)
        return fmt::format("proposé   [[{}]] {} ; {}", item.section, found, item.reason);
    return fmt::format("pris      [[{}]] {}", item.section, found);
}

fs::path folder_of(const InitRequest& request) {
    if (!request.folder.empty()) return request.folder;
    return request.output.empty() ? fs::current_path()
                                  : fs::absolute(request.output).lexically_normal().parent_path();
}

}  // namespace

InitOutcome draft_configuration(const InitRequest& request, const Progress& progress) {
    const std::vector<init::CatalogueEntry> catalogue = init::read_catalogue();
    const std::vector<init::Kind> kinds = init::read_kinds();
    const fs::path base = folder_of(request);
    const init::FileList files = init::list_files(request.files);
    init::Plan plan = init::arrange(init::look(files, kinds, catalogue, base, progress),
                                    request.wanted, common_folder(request.files), progress);
    const fs::path file =
        request.output.empty() ? base / "territoire.toml" : fs::absolute(request.output);
    init::settle(plan, catalogue, file, progress);
    InitOutcome outcome;
    outcome.configuration = init::to_toml(plan, catalogue, file.filename().string());
    outcome.runs = plan.runs();
    for (const init::Item& item : plan.items) {
        outcome.remarks.push_back(line_of(item));
        if (item.taken()) ++outcome.taken;
        for (const std::string& remark : item.remarks)
            outcome.remarks.push_back("          " + remark);
    }
    for (const std::string& remark : files.remarks)
        outcome.remarks.push_back("laissé    " + remark);
    if (files.documents > 0)
        outcome.remarks.push_back(
            fmt::format("laissé    {} fichier(s) qui ne sont pas des données", files.documents));
    for (const std::string& refusal : plan.refusals)
        outcome.remarks.push_back("refusé    " + refusal);
    for (const std::string& remark : plan.remarks) outcome.remarks.push_back("attention " + remark);
    for (const init::CatalogueEntry* entry : init::missing_sources(plan, catalogue))
        outcome.remarks.push_back(
            fmt::format("manque    {} ({}) : {}", entry->title, entry->producer, entry->unlocks));
    return outcome;
}

}  // namespace lisiere::io
