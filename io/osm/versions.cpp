// SPDX-License-Identifier: Apache-2.0
#include "io/osm/versions.hpp"

#include <expat.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <string_view>
#include <type_traits>

namespace lisiere::io::osm {
namespace {

void XMLCALL note_deleted(void* found, const XML_Char* element, const XML_Char** attributes) {
    const std::string_view name = element;
    if (name != "node" && name != "way" && name != "relation") return;
    std::string_view id;
    bool deleted = false;
    for (; *attributes != nullptr; attributes += 2) {
        const std::string_view key = attributes[0];
        if (key == "id") id = attributes[1];
        deleted = deleted || (key == "action" && std::string_view(attributes[1]) == "delete");
    }
    std::int64_t number = 0;
    if (deleted && std::from_chars(id.data(), id.data() + id.size(), number).ec == std::errc{})
        static_cast<std::set<ObjectKey>*>(found)->insert({name.front(), number});
}

}  // namespace

void Versions::saw(ObjectKey key, std::uint32_t version) {
    if (key == before_) {
        std::uint32_t& last = last_[key];
        last = std::max({last, version, version_before_});
    }
    before_ = key;
    version_before_ = version;
}

bool Versions::is_last(ObjectKey key, std::uint32_t version) const {
    const auto found = last_.find(key);
    return found == last_.end() || found->second == version;
}

std::set<ObjectKey> deleted_in_josm(const std::filesystem::path& file) {
    std::set<ObjectKey> found;
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> in(gzopen(file.c_str(), "rb"), gzclose);
    const std::unique_ptr<std::remove_pointer_t<XML_Parser>, void (*)(XML_Parser)> parser(
        XML_ParserCreate(nullptr), XML_ParserFree);
    if (!in || !parser) return found;
    XML_SetUserData(parser.get(), &found);
    XML_SetElementHandler(parser.get(), note_deleted, nullptr);
    std::array<char, 1U << 16U> block{};
    for (;;) {
        const int read = gzread(in.get(), block.data(), static_cast<unsigned>(block.size()));
        if (read <= 0) return found;
        if (XML_Parse(parser.get(), block.data(), read, 0) != XML_STATUS_OK) return found;
    }
}

}  // namespace lisiere::io::osm
