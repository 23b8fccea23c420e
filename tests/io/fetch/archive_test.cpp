// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/archive.hpp"

#include <sys/stat.h>

#include "io/base/encoding.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "tests/io/fetch/archive_maker.hpp"
#include "tests/io/fetch/fetch_fixture.hpp"
#include "tests/support/catch.hpp"

using namespace lisiere::io;
using namespace lisiere::tests;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> paths(const Unpacked& unpacked) {
    std::vector<std::string> all;
    for (const ArchiveEntry& entry : unpacked.files) all.push_back(entry.path);
    return all;
}

/// The message of an archive that must be refused; nothing may be left of it.
std::string refusal(const FetchFolder& folder, const fs::path& file,
                    const ArchiveLimits& limits = {}) {
    std::string message;
    try {
        unpack(file, "essai.zip", folder.path / "sortie", limits);
    } catch (const InputError& error) {
        message = error.what();
    }
    for (const auto& entry : fs::directory_iterator(folder.path))
        CHECK(entry.path().filename().string().find("sortie") == std::string::npos);
    return message;
}

std::string refusal_of(const std::vector<MadeEntry>& entries, const ArchiveLimits& limits = {},
                       const std::string& format = "pax") {
    const FetchFolder folder;
    make_archive(folder.path / "a", format, entries);
    return refusal(folder, folder.path / "a", limits);
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::string repeated(const std::string& text, std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += text;
    return all;
}

}  // namespace

TEST_CASE("every format gives its files back", "[io][fetch]") {
    const auto [format, filter] = GENERATE(table<std::string, std::string>({{"zip", ""},
                                                                            {"7zip", ""},
                                                                            {"pax", ""},
                                                                            {"ustar", "gzip"},
                                                                            {"pax", "bzip2"},
                                                                            {"pax", "xz"}}));
    const FetchFolder folder;
    const std::string large = repeated("59350;Lille\n", 50'000);
    make_archive(folder.path / "a", format,
                 {{"dossier/", "", AE_IFDIR}, {"dossier/b.csv", large}, {"a.csv", csv}}, filter);
    CHECK(is_archive(folder.path / "a"));
    const auto listed = list_archive(folder.path / "a", "a");
    REQUIRE(listed.size() == 2);
    CHECK(listed[0].path == "a.csv");
    CHECK(listed[1].bytes == large.size());
    const Unpacked unpacked = unpack(folder.path / "a", "a", folder.path / "sortie");
    CHECK(paths(unpacked) == std::vector<std::string>{"a.csv", "dossier/b.csv"});
    CHECK(bytes_of(folder.path / "sortie/dossier/b.csv") == large);
    struct stat about {};
    REQUIRE(::stat((folder.path / "sortie/a.csv").c_str(), &about) == 0);
    CHECK((about.st_mode & 0777U) == 0444U);
}

TEST_CASE("one compressed file becomes a folder with that file", "[io][fetch]") {
    const auto [filter, suffix] = GENERATE(
        table<std::string, std::string>({{"gzip", ".gz"}, {"bzip2", ".bz2"}, {"xz", ".xz"}}));
    const FetchFolder folder;
    make_archive(folder.path / "a", "raw", {{"a", csv}}, filter);
    const Unpacked unpacked = unpack(folder.path / "a", "pop.csv" + suffix, folder.path / "s");
    CHECK(paths(unpacked) == std::vector<std::string>{"pop.csv"});
    CHECK(bytes_of(folder.path / "s/pop.csv") == csv);
    CHECK(list_archive(folder.path / "a", "pop.csv" + suffix)[0].bytes == csv.size());
}

TEST_CASE("an archive within is unpacked into a folder of its name, once deep", "[io][fetch]") {
    const FetchFolder folder;
    make_archive(folder.path / "c.zip", "zip", {{"c.csv", csv}});
    make_archive(folder.path / "b.tgz", "pax",
                 {{"b.csv", csv}, {"c.zip", bytes_of(folder.path / "c.zip")}}, "gzip");
    make_archive(folder.path / "a.zip", "zip",
                 {{"x/b.tgz", bytes_of(folder.path / "b.tgz")},
                  {"classeur.xlsx", bytes_of(folder.path / "c.zip")},
                  {"faux.zip", "pas une archive"}});
    const Unpacked unpacked = unpack(folder.path / "a.zip", "a.zip", folder.path / "s");
    CHECK(paths(unpacked) ==
          std::vector<std::string>{"classeur.xlsx", "faux.zip", "x/b/b.csv", "x/b/c.zip"});
    ArchiveLimits limits;
    limits.nested = 0;
    CHECK(paths(unpack(folder.path / "a.zip", "a.zip", folder.path / "t", limits)) ==
          std::vector<std::string>{"classeur.xlsx", "faux.zip", "x/b.tgz"});
}

TEST_CASE("no path leads out of the folder", "[io][fetch]") {
    const std::string path =
        GENERATE("../a.csv", "a/../../b.csv", "/etc/passwd", "C:\\a.csv", "c:a.csv", "..\\a.csv",
                 "\\\\serveur\\a.csv", "a/..", "a\nb.csv", "a\x7F.csv");
    const FetchFolder folder;
    make_archive(folder.path / "a", GENERATE("zip", "pax", "7zip"), {{"b.csv", csv}, {path, csv}});
    CHECK(holds(refusal(folder, folder.path / "a"), "essai.zip"));
    CHECK_THROWS_AS(list_archive(folder.path / "a", "essai.zip"), InputError);
}

TEST_CASE("a refused name is told as one line of text", "[io][fetch]") {
    const std::string message = refusal_of({{"../a\nb" + std::string(100, 'x') + "é", csv}});
    CHECK(holds(message, "essai.zip, ../a%0Ab"));
    const std::string split = refusal_of({{"../" + std::string(76, 'x') + "é", csv}});
    CHECK(is_utf8(split));
}

TEST_CASE("links and devices are refused", "[io][fetch]") {
    CHECK(holds(refusal_of({{"a", "", AE_IFLNK, "/etc/passwd"}}), "un lien"));
    CHECK(holds(refusal_of({{"a", "", AE_IFLNK, "b.csv"}}, {}, "zip"), "un lien"));
    CHECK(holds(refusal_of({{"b.csv", csv}, {"a", "", AE_IFREG, "b.csv", true}}), "un lien"));
    CHECK(holds(refusal_of({{"a", "", AE_IFIFO}}), "spécial"));
    CHECK(holds(refusal_of({{"a", "", AE_IFCHR}}), "spécial"));
}

TEST_CASE("a name twice, or as file and folder, is refused", "[io][fetch]") {
    CHECK(holds(refusal_of({{"a.csv", csv}, {"a.csv", csv}}), "deux fois"));
    CHECK(holds(refusal_of({{"a.csv", csv}, {"./b//../a.csv", csv}}), "sort du dossier"));
    CHECK(holds(refusal_of({{"a.csv", csv}, {".//a.csv", csv}}), "deux fois"));
    CHECK(holds(refusal_of({{"a", csv}, {"a/b", csv}}), "nom d'un fichier"));
    CHECK(holds(refusal_of({{"a/b", csv}, {"a", csv}}), "deux fois"));
}

TEST_CASE("limits on names, depth, count, size and ratio hold", "[io][fetch]") {
    ArchiveLimits limits;
    limits.deepest = 3;
    CHECK(holds(refusal_of({{"1/2/3/4.csv", csv}}, limits), "plus de 3 dossiers"));
    CHECK(holds(refusal_of({{std::string(256, 'a'), csv}}), "256 octets"));
    limits.most_entries = 2;
    CHECK(holds(refusal_of({{"a", csv}, {"b", csv}, {"c", csv}}, limits), "plus de 2 fichiers"));
    limits = {};
    limits.most_bytes = csv.size() * 2 - 1;
    CHECK(holds(refusal_of({{"a", csv}, {"b", csv}}, limits), "octets une fois déballée"));
    CHECK(holds(refusal_of({{"a", std::string(80'000'000, 'a')}}, {}, "zip"), "plus de 200 fois"));
}

TEST_CASE("the limits hold for what does not tell its size, and for archives within",
          "[io][fetch]") {
    const FetchFolder folder;
    make_archive(folder.path / "a.gz", "raw", {{"a", std::string(80'000'000, 'a')}}, "gzip");
    CHECK(holds(refusal(folder, folder.path / "a.gz"), "plus de 200 fois"));
    make_archive(folder.path / "b.zip", "zip", {{"a.gz", bytes_of(folder.path / "a.gz")}});
    CHECK(holds(refusal(folder, folder.path / "b.zip"), "plus de 200 fois"));
}

TEST_CASE("a cut archive is named, wherever it was cut", "[io][fetch]") {
    const FetchFolder folder;
    const auto [format, filter] = GENERATE(table<std::string, std::string>({{"zip", ""},
                                                                            {"7zip", ""},
                                                                            {"pax", "gzip"},
                                                                            {"pax", "bzip2"},
                                                                            {"pax", "xz"},
                                                                            {"pax", ""}}));
    std::string rows;
    for (int i = 0; i < 3000; ++i) rows += std::to_string(i * 7919 % 10007) + "\n";
    make_archive(folder.path / "a", format, {{"a.csv", rows}, {"b.csv", rows}}, filter);
    const std::string whole = bytes_of(folder.path / "a");
    for (const double share : {0.1, 0.5, 0.9}) {
        INFO(format << " " << filter << " " << share);
        folder.write(
            "a",
            whole.substr(0, static_cast<std::size_t>(static_cast<double>(whole.size()) * share)));
        CHECK(holds(refusal(folder, folder.path / "a"), "essai.zip"));
    }
}

TEST_CASE("a damaged byte is found by the archive's own sums", "[io][fetch]") {
    const FetchFolder folder;
    const std::string format = GENERATE("zip", "7zip");
    std::string rows;
    for (int i = 0; i < 3000; ++i) rows += std::to_string(i * 7919 % 10007) + "\n";
    make_archive(folder.path / "a", format, {{"a.csv", rows}});
    std::string bytes = bytes_of(folder.path / "a");
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x10);
    folder.write("a", bytes);
    CHECK(holds(refusal(folder, folder.path / "a"), "essai.zip"));
}

TEST_CASE("an encrypted archive is refused with the way out", "[io][fetch]") {
    const FetchFolder folder;
    make_archive(folder.path / "a", "zip", {{"a.csv", csv}}, "", "zip:encryption=zipcrypt");
    const std::string message = refusal(folder, folder.path / "a");
    CHECK(holds(message, "mot de passe"));
    CHECK(holds(message, "déballer à la main"));
}

TEST_CASE("names of old French zips come out right", "[io][fetch]") {
    const auto [bytes, name] = GENERATE(table<std::string, std::string>({
        {"donn\x82"
         "es.csv",
         "données.csv"},  // CP850
        {"\x90tabli \x85 Li\x8Ages.csv", "Établi à Lièges.csv"},
        {"\xB7 faire.csv", "À faire.csv"},
        {"donn\xE9"
         "es.csv",
         "données.csv"},  // Windows-1252
        {"r\xE9seau b\xE2ti.csv", "réseau bâti.csv"},
        {"données.csv", "données.csv"},  // UTF-8 that does not say so
    }));
    const FetchFolder folder;
    make_archive(folder.path / "a", "zip", {{bytes, csv}});
    CHECK(paths(unpack(folder.path / "a", "a", folder.path / "s")) ==
          std::vector<std::string>{name});
}

TEST_CASE("what systems add of themselves is left out and told", "[io][fetch]") {
    const FetchFolder folder;
    make_archive(folder.path / "a", "zip",
                 {{"__MACOSX/", "", AE_IFDIR},
                  {"__MACOSX/._a.csv", "x"},
                  {"a.csv", csv},
                  {"b/.DS_Store", "x"},
                  {"b/a.csv", csv}});
    const Unpacked unpacked = unpack(folder.path / "a", "a", folder.path / "s");
    CHECK(paths(unpacked) == std::vector<std::string>{"a.csv", "b/a.csv"});
    CHECK(unpacked.skipped == std::vector<std::string>{"__MACOSX/._a.csv", "b/.DS_Store"});
}

TEST_CASE("what is no archive is told as what it is", "[io][fetch]") {
    const FetchFolder folder;
    CHECK(holds(refusal(folder, folder.write("a", "<html><title>Connexion</title>")), "Connexion"));
    CHECK(holds(refusal(folder, folder.write("a", csv)), "un texte"));
    CHECK(holds(refusal(folder, folder.write("a", "")), "vide"));
    CHECK(holds(refusal(folder, folder.write("a", "Rar!\x1A\x07\x01")), "rar"));
    CHECK(holds(refusal(folder, folder.path / "absent"), "absente"));
    CHECK(holds(refusal_of({{"d/", "", AE_IFDIR}}, {}, "zip"), "vide"));
}

TEST_CASE("nothing is unpacked over what is there", "[io][fetch]") {
    const FetchFolder folder;
    make_archive(folder.path / "a", "zip", {{"a.csv", csv}});
    folder.write("s/b.csv", "à moi");
    CHECK_THROWS_AS(unpack(folder.path / "a", "a", folder.path / "s"), OutputError);
    CHECK(bytes_of(folder.path / "s/b.csv") == "à moi");
    fs::create_symlink("ailleurs", folder.path / "lien");
    CHECK_THROWS_AS(unpack(folder.path / "a", "a", folder.path / "lien"), OutputError);
}

TEST_CASE("a file of the store is unpacked once", "[io][fetch]") {
    const FetchFolder folder;
    Store store(folder.path / "m");
    const fs::path staged = store.staging("essai");
    make_archive(staged, "zip", {{"d/a.csv", csv}});
    const std::string hash = sha256_of(staged);
    store.add(staged, hash);
    const Unpacked first = unpack_once(store, hash, "a.zip");
    const auto made = fs::last_write_time(first.folder / "d/a.csv");
    const Unpacked second = unpack_once(store, hash, "a.zip");
    CHECK(second.folder == first.folder);
    CHECK(paths(second) == paths(first));
    CHECK(second.files[0].bytes == csv.size());
    CHECK(fs::last_write_time(second.folder / "d/a.csv") == made);
    store.collect({}, "2026-03-01");
    CHECK_FALSE(fs::exists(first.folder));
    CHECK_THROWS_AS(unpack_once(store, hash, "a.zip"), InputError);
}
