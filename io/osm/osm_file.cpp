// SPDX-License-Identifier: Apache-2.0
#include "io/osm/osm_file.hpp"

#include <algorithm>
#include <cstring>
#include <new>
#include <osmium/io/any_input.hpp>
#include <osmium/osm/node.hpp>
#include <osmium/osm/relation.hpp>
#include <osmium/osm/way.hpp>

#include "io/base/error.hpp"
#include "io/osm/versions.hpp"

namespace lisiere::io::osm {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& found) {
    throw InputError(
        {file.string(), found, "un fichier OpenStreetMap entier (.osm.pbf, .osm, .osm.bz2…)",
         "télécharger ou extraire le fichier de nouveau, puis le vérifier avec « lisiere info »"});
}

/// Runs a reading; what the library or the decompressors throw becomes our error. What a visitor
/// throws goes through.
template <class Work>
void guarded(const std::filesystem::path& file, const Work& work) {
    if (!std::filesystem::is_regular_file(file)) refuse(file, "fichier absent ou illisible");
    try {
        work();
    } catch (const osmium::unsupported_file_format_error&) {
        refuse(file, "un fichier d'un autre format");
    } catch (const osmium::io_error& e) {
        refuse(file, std::string("fichier tronqué ou abîmé (") + e.what() + ")");
    } catch (const protozero::exception& e) {
        refuse(file, std::string("fichier tronqué ou abîmé (") + e.what() + ")");
    } catch (const std::length_error& e) {
        refuse(file, std::string("un texte ou un objet plus long que le format ne permet (") +
                         e.what() + ")");
    } catch (const std::system_error& e) {
        // No stack for a thread of the library: the machine's trouble, not the file's.
        if (e.code() == std::errc::resource_unavailable_try_again ||
            e.code() == std::errc::not_enough_memory)
            throw std::bad_alloc();
        refuse(file, std::string("lecture impossible (") + e.what() + ")");
    } catch (const std::invalid_argument& e) {
        refuse(file, std::string("valeur invalide (") + e.what() + ")");
    } catch (const std::range_error& e) {
        refuse(file, std::string("valeur invalide (") + e.what() + ")");
    }
}

/// A file that unpacks to far more than it should is not read: XML packs twenty to one, a bomb a
/// thousand to one and more. Cost: one more unpacking of .gz and .bz2, which few large files are.
void require_no_bomb(const std::filesystem::path& file) {
    constexpr std::uintmax_t harmless = std::uintmax_t{1} << 28U;
    constexpr std::uintmax_t most_ratio = 200;
    constexpr std::uintmax_t deflate_ratio = 1032;
    const osmium::io::file_compression compression = osmium::io::File(file.string()).compression();
    if (compression == osmium::io::file_compression::none) return;
    const std::uintmax_t packed = std::filesystem::file_size(file);
    if (compression == osmium::io::file_compression::gzip && packed * deflate_ratio <= harmless)
        return;
    const auto unpacker = osmium::io::CompressionFactory::instance().create_decompressor(
        compression, osmium::io::detail::open_for_reading(file.string()));
    const std::uintmax_t most = std::max(harmless, packed * most_ratio);
    std::uintmax_t unpacked = 0;
    while (true) {
        const std::size_t size = unpacker->read().size();
        if (size == 0) break;
        unpacked += size;
        if (unpacked > most)
            refuse(file, "une archive de " + std::to_string(packed) +
                             " octets qui en déplie plus de " + std::to_string(most));
    }
    unpacker->close();
}

/// Keys and values stand one after the other, each up to its null byte. One more byte 0, which no
/// text of OpenStreetMap has, shifts all that follow, and the library reads past their end.
void require_whole_tags(const std::filesystem::path& file, const osmium::OSMObject& object) {
    const osmium::TagList& tags = object.tags();
    const char* at = reinterpret_cast<const char*>(&*tags.begin());
    const char* const end = reinterpret_cast<const char*>(&*tags.end());
    bool key = true;
    for (; at != end; key = !key) {
        const void* null = std::memchr(at, 0, static_cast<std::size_t>(end - at));
        if (null == nullptr) break;
        at = static_cast<const char*>(null) + 1;
    }
    if (at != end || !key)
        refuse(file, "fichier abîmé (un octet nul dans un texte de l'objet " +
                         std::string(1, osmium::item_type_to_char(object.type())) +
                         std::to_string(object.id()) + ")");
}

Tags tags_of(const std::filesystem::path& file, const osmium::OSMObject& object) {
    require_whole_tags(file, object);
    return [&object](const char* key) { return object.tags().get_value_by_key(key); };
}

char letter(osmium::item_type type) {
    return osmium::item_type_to_char(type);
}

/// Which objects of a file exist.
class Existing {
  public:
    /// Reads the file where it may hold objects that do not, or several versions of one.
    explicit Existing(const std::filesystem::path& path) {
        const osmium::io::File file(path.string());
        bool several = file.has_multiple_object_versions();
        std::string generator;
        {
            osmium::io::Reader head(file, osmium::osm_entity_bits::nothing);
            several = several || head.header().has_multiple_object_versions();
            generator = head.header().get("generator");
            head.close();
        }
        looked_at_ = several || file.format() == osmium::io::file_format::xml;
        if (!looked_at_) return;
        osmium::io::Reader reader(file, osmium::osm_entity_bits::object);
        while (const osmium::memory::Buffer buffer = reader.read())
            for (const osmium::OSMObject& object : buffer.select<osmium::OSMObject>())
                versions_.saw({letter(object.type()), object.id()}, object.version());
        reader.close();
        if (generator.find("JOSM") != std::string::npos) deleted_ = deleted_in_josm(path);
    }

    osmium::io::read_meta meta() const {
        return looked_at_ ? osmium::io::read_meta::yes : osmium::io::read_meta::no;
    }
    bool has(const osmium::OSMObject& object) const {
        if (!looked_at_) return true;
        const ObjectKey key{letter(object.type()), object.id()};
        return object.visible() && versions_.is_last(key, object.version()) &&
               !deleted_.contains(key);
    }

  private:
    bool looked_at_ = false;
    Versions versions_;
    std::set<ObjectKey> deleted_;
};

}  // namespace

void visit(const std::filesystem::path& file, const Visitor& visitor) {
    auto wanted = osmium::osm_entity_bits::nothing;
    if (visitor.node) wanted |= osmium::osm_entity_bits::node;
    if (visitor.way) wanted |= osmium::osm_entity_bits::way;
    if (visitor.relation) wanted |= osmium::osm_entity_bits::relation;
    std::vector<std::int64_t> nodes;
    std::vector<Member> members;
    guarded(file, [&] {
        require_no_bomb(file);
        const Existing existing(file);
        osmium::io::Reader reader(file.string(), wanted, existing.meta());
        while (const osmium::memory::Buffer buffer = reader.read())
            for (const osmium::OSMObject& object : buffer.select<osmium::OSMObject>()) {
                if (!existing.has(object)) continue;
                const Tags tags = tags_of(file, object);
                if (object.type() == osmium::item_type::node && visitor.node) {
                    const osmium::Location place =
                        static_cast<const osmium::Node&>(object).location();
                    const bool located = place.valid();
                    const geo::LonLat at =
                        located ? geo::LonLat{place.lon(), place.lat()} : geo::LonLat{};
                    visitor.node({object.id(), at, located, !object.tags().empty(), tags});
                } else if (object.type() == osmium::item_type::way && visitor.way) {
                    nodes.clear();
                    for (const osmium::NodeRef& ref :
                         static_cast<const osmium::Way&>(object).nodes())
                        nodes.push_back(ref.ref());
                    visitor.way({object.id(), nodes, tags});
                } else if (object.type() == osmium::item_type::relation && visitor.relation) {
                    members.clear();
                    for (const auto& m : static_cast<const osmium::Relation&>(object).members())
                        members.push_back({letter(m.type()), m.ref(), m.role()});
                    visitor.relation({object.id(), members, tags});
                }
            }
        reader.close();
    });
}

geo::Box header_box(const std::filesystem::path& file) {
    geo::Box box;
    guarded(file, [&] {
        osmium::io::Reader reader(file.string(), osmium::osm_entity_bits::nothing);
        const osmium::io::Header header = reader.header();
        for (const osmium::Box& part : header.boxes())
            if (part.valid()) {
                box.extend(geo::Point{part.bottom_left().lon(), part.bottom_left().lat()});
                box.extend(geo::Point{part.top_right().lon(), part.top_right().lat()});
            }
        reader.close();
    });
    return box;
}

NodePlaces::NodePlaces(std::vector<std::int64_t> ids) : ids_(std::move(ids)) {
    std::sort(ids_.begin(), ids_.end());
    ids_.erase(std::unique(ids_.begin(), ids_.end()), ids_.end());
    places_.resize(ids_.size());
    located_.resize(ids_.size());
}

std::uint32_t NodePlaces::rank(std::int64_t id) const {
    const auto at = std::lower_bound(ids_.begin(), ids_.end(), id);
    if (at == ids_.end() || *at != id) return none;
    return static_cast<std::uint32_t>(at - ids_.begin());
}

std::uint32_t NodePlaces::next_rank(std::int64_t id) {
    if (cursor_ > 0 && id <= ids_[cursor_ - 1]) return rank(id);
    // A few steps first: most files list their nodes in the order of the ids.
    while (cursor_ < ids_.size() && ids_[cursor_] < id) ++cursor_;
    if (cursor_ == ids_.size() || ids_[cursor_] != id) return none;
    return static_cast<std::uint32_t>(cursor_++);
}

void NodePlaces::locate(std::uint32_t rank, const geo::LonLat& at) {
    places_[rank] = at;
    located_[rank] = true;
}

}  // namespace lisiere::io::osm
