// SPDX-License-Identifier: Apache-2.0
#include "io/refresh/get_sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/fetch/content_kind.hpp"
#include "io/fetch/credentials.hpp"
#include "io/fetch/fetch.hpp"
#include "io/fetch/store.hpp"
#include "io/inputs/fingerprint.hpp"
#include "io/refresh/moment.hpp"
#include "io/refresh/one_line.hpp"
#include "io/refresh/place_source.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;
namespace {

FetchOptions fetch_options(const RefreshConfig& config, const SourceOptions& options) {
    FetchOptions fetch;
    fetch.limits.connect = config.connect_time;
    fetch.limits.stalled = config.silence;
    fetch.limits.total = config.most_time;
    fetch.limits.most_bytes = config.most_bytes;
    fetch.limits.retries = config.retries;
    fetch.limits.first_wait = config.first_wait;
    fetch.network.ca_bundle = config.certificates;
    fetch.tell = options.tell;
    return fetch;
}

class Getter {
  public:
    Getter(const RefreshedTerritory& territory, const EditionCard* before,
           const RefreshFolder& folder, const SourceOptions& options, const Progress& progress)
        : settings_(territory.refresh),
          before_(before),
          options_(options),
          progress_(progress),
          store_(folder.sources()),
          inputs_(folder.inputs()),
          fetch_(fetch_options(settings_, options)) {
        ready_.config = territory.run;
        if (!settings_.credentials.empty()) credentials_ = read_credentials(settings_.credentials);
    }

    ReadySources run() {
        const std::vector<const LayerSpec*> layers = layers_of(ready_.config);
        for (std::size_t i = 0; i < layers.size(); ++i) {
            report(progress_, "sources",
                   static_cast<double>(i) / static_cast<double>(layers.size()));
            get(const_cast<LayerSpec&>(*layers[i]));  // of `ready_.config`, which is ours
        }
        report(progress_, "sources", 1);
        return std::move(ready_);
    }

  private:
    void get(LayerSpec& layer) {
        const auto declared = settings_.remote.find(layer.key);
        if (declared == settings_.remote.end()) {
            require_local(layer);
            ready_.sources.push_back(
                {layer.key, layer.file_as_written, "", "", "", 0, today(), ""});
            return;
        }
        const RemoteSpec& remote = declared->second;
        const CardSource* earlier = earlier_of(layer);
        try {
            const Fetched& got = fetched(layer, remote);
            layer.file = place_source(store_, got.sha256, layer, remote, got.kind, inputs_);
            if (earlier == nullptr || earlier->object != got.sha256) open(layer);
            ready_.sources.push_back(
                {layer.key, layer.file_as_written, got.final_url, "", got.sha256, 0, today(), ""});
        } catch (const InputError& error) {
            if (!keep(layer, remote, earlier, on_one_line(error.trouble()))) throw;
        }
    }

    void require_local(const LayerSpec& layer) const {
        std::error_code error;
        if (fs::exists(layer.file, error)) return;
        throw InputError({fmt::format("{}, clé {}.fichier", ready_.config.file.string(), layer.key),
                          fmt::format("\"{}\", qui n'existe pas", layer.file.string()),
                          "un fichier existant", "le chemin part du dossier de la configuration"});
    }

    const Fetched& fetched(const LayerSpec& layer, const RemoteSpec& remote) {
        const auto key = std::pair(remote.url, remote.checksum);
        if (const auto known = fetched_.find(key); known != fetched_.end()) return known->second;
        if (const auto known = failed_.find(key); known != failed_.end())
            throw InputError(known->second);
        FetchRequest request;
        request.source = layer.source.empty() ? layer.key : layer.source;
        request.url = address_of(remote);
        request.sha256 = remote.checksum;
        if (kind_of_layer(layer.key) == "horaires" && remote.member.empty())
            request.kinds = {"gtfs"};
        request.date = today();
        try {
            return fetched_
                .emplace(key, fetch_newest(request,
                                           {options_.today, settings_.department, settings_.years},
                                           store_, fetch_, credentials_, progress_))
                .first->second;
        } catch (const InputError& error) {
            failed_.emplace(key, error.trouble());
            throw;
        }
    }

    /// A path that the configuration writes starts in its folder.
    std::string address_of(const RemoteSpec& remote) const {
        if (remote.url.find("://") != std::string::npos || fs::path(remote.url).is_absolute())
            return remote.url;
        return (ready_.config.file.parent_path() / remote.url).lexically_normal().string();
    }

    void open(const LayerSpec& layer) { ready_.opened.push_back(profile_file(layer, "")); }

    const CardSource* earlier_of(const LayerSpec& layer) const {
        if (before_ == nullptr) return nullptr;
        for (const CardSource& source : before_->sources)
            if (source.key == layer.key && source.file == layer.file_as_written &&
                !source.object.empty())
                return &source;
        return nullptr;
    }

    bool keep(LayerSpec& layer, const RemoteSpec& remote, const CardSource* earlier,
              const std::string& why) {
        const bool allowed =
            remote.if_absent.empty() ? settings_.keep_absent : remote.if_absent == "garder";
        if (!allowed || earlier == nullptr) return false;
        const auto object = store_.find(earlier->object);
        if (!object) return false;
        layer.file =
            place_source(store_, earlier->object, layer, remote, content_kind(*object), inputs_);
        CardSource source = *earlier;
        source.kept = why;
        ready_.sources.push_back(std::move(source));
        return true;
    }

    std::string today() const { return date_text(options_.today); }

    const RefreshConfig& settings_;
    const EditionCard* before_;
    const SourceOptions& options_;
    const Progress& progress_;
    Store store_;
    fs::path inputs_;
    FetchOptions fetch_;
    Credentials credentials_;
    std::map<std::pair<std::string, std::string>, Fetched> fetched_;
    std::map<std::pair<std::string, std::string>, Trouble> failed_;
    ReadySources ready_;
};

}  // namespace

ReadySources get_sources(const RefreshedTerritory& territory, const EditionCard* before,
                         const RefreshFolder& folder, const SourceOptions& options,
                         const Progress& progress) {
    return Getter(territory, before, folder, options, progress).run();
}

void collect_sources(const RefreshFolder& folder, const ReadySources& ready,
                     const std::string& date) {
    std::set<std::string> in_use;
    const auto use = [&](const std::vector<CardSource>& sources) {
        for (const CardSource& source : sources)
            if (!source.object.empty()) in_use.insert(source.object);
    };
    for (const EditionCard& card : folder.editions()) use(card.sources);
    use(ready.sources);
    Store(folder.sources()).collect(in_use, date);
}

}  // namespace lisiere::io
