// SPDX-License-Identifier: Apache-2.0
#include "io/reference/notice_words.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <regex>
#include <set>

#include "engine/core/error.hpp"
#include "io/base/error.hpp"
#include "io/base/files.hpp"
#include "io/base/message_template.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/program.hpp"

namespace fs = std::filesystem;
using namespace lisiere;

namespace {

const std::string header = "code;message_fr;message_en;exemple_fr;exemple_en\n";

io::NoticeWords words_of(const std::string& rows, const std::string& language) {
    const tests::Scratch scratch;
    return io::read_notice_words(scratch.write("constats.csv", header + rows), language);
}

/// Where the bracket that opens at `from` closes; strings and characters are not read.
std::size_t closing(const std::string& text, std::size_t from) {
    int open = 0;
    for (std::size_t i = from; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') {
            for (++i; i < text.size() && text[i] != '"'; ++i) i += text[i] == '\\' ? 1 : 0;
        } else if (c == '\'' && i + 2 < text.size() && text[i + 2] == '\'') {
            i += 2;
        } else if (std::string_view("([{").find(c) != std::string_view::npos) {
            ++open;
        } else if (std::string_view(")]}").find(c) != std::string_view::npos && --open == 0) {
            return i;
        }
    }
    return text.size();
}

std::set<std::string> all_matches(const std::string& text, const std::regex& pattern) {
    std::set<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), pattern), end; at != end; ++at)
        found.insert((*at)[1]);
    return found;
}

/// {"name", value}: what a call names.
std::set<std::string> named_in(const std::string& text) {
    static const std::regex named(R"re(\{\s*"([a-z_0-9]+)",\s*[^{\s])re");
    return all_matches(text, named);
}

std::string listed(const std::set<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

struct Source {
    std::string path;
    std::string text;
};

std::vector<Source> sources() {
    std::vector<Source> all;
    for (const char* folder : {"engine", "io"})
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(LISIERE_ROOT) / folder))
            if (entry.path().extension() == ".cpp")
                all.push_back({entry.path().lexically_relative(LISIERE_ROOT).generic_string(),
                               io::read_text(entry.path())});
    return all;
}

}  // namespace

TEST_CASE("a notice is said in the language, its examples by their template or as they are",
          "[io][reference]") {
    const std::string rows =
        "perime;jeux passés le {jour};feeds over on {jour};{jeu} : {part, number, 0.0} %;"
        "{jeu}: {part, number, 0.0}%\n";
    Notices notices;
    notices.add(Severity::info, {"perime", {{"jour", "2026-01-06"}}}, "horaires",
                {{"jeu", "a.zip"}, {"part", 12.34}});
    notices.add(Severity::info, {"perime", {{"jour", "2026-01-06"}}}, "horaires", "b.zip");
    const io::NoticeWords french = words_of(rows, "fr");
    CHECK(french.message(notices.items()[0]) == "jeux passés le 2026-01-06");
    CHECK(french.samples(notices.items()[0]) ==
          std::vector<std::string>{"a.zip : 12,3 %", "b.zip"});
    const io::NoticeWords english = words_of(rows, "en");
    CHECK(english.message(notices.items()[0]) == "feeds over on 2026-01-06");
    CHECK(english.all_samples(notices.items()[0]) == "a.zip: 12.3%; b.zip");
}

TEST_CASE("a notice without a template, or that names other values, is a defect",
          "[io][reference]") {
    const io::NoticeWords words = words_of("perime;passés le {jour};over on {jour};;\n", "en");
    const auto said = [&](const Notice& notice) { return words.message(notice); };
    CHECK_THROWS_AS(said({"inconnu", Severity::info, "", {}, 1, {}}), PreconditionError);
    CHECK_THROWS_AS(said({"perime", Severity::info, "", {}, 1, {}}), PreconditionError);
    CHECK_THROWS_AS(said({"perime", Severity::info, "", {{"jour", 1}, {"mois", 2}}, 1, {}}),
                    PreconditionError);
    CHECK_THROWS_AS(
        words.samples({"perime", Severity::info, "", {{"jour", 1}}, 1, {Sample{{"jeu", "a"}}}}),
        PreconditionError);
}

TEST_CASE("English may leave out a value, and never names another", "[io][reference]") {
    const Notice notice{"absente", Severity::info, "", {{"motif", "sans npm"}}, 1, {}};
    CHECK(words_of("absente;pas écrite : {motif};not written;;\n", "en").message(notice) ==
          "not written");
    CHECK_THROWS_AS(words_of("absente;pas écrite;not written: {motif};;\n", "en"), io::InputError);
}

TEST_CASE("a table of templates with a fault is refused, with its row", "[io][reference]") {
    for (const char* rows : {"a;un;one;;\na;un;one;;\n", "a;un;;;\n", "a;un;one;{x};\n",
                             "a;{x;one;;\n", "a;{x, number, deux};one;;\n"}) {
        INFO(rows);
        CHECK_THROWS_AS(words_of(rows, "fr"), io::InputError);
    }
}

TEST_CASE("every call that gives a notice names what its templates tell, and they tell no more",
          "[io][reference]") {
    const auto templates = io::read_notice_words("fr").templates();
    const std::regex call(R"re((?:\.add|->add|\bnotice|\bnote|\bdrop)\()re");
    const std::regex word(R"re("([a-z0-9_]+)")re");
    const std::regex code_of(
        R"re((?:everity::\w+,\s*\{?|\b(?:notice|note|drop)\((?:row,\s*)?)"([a-z0-9_]+)")re");
    const std::regex finding(R"re((?:\{|Finding \w+\()\s*"([a-z0-9_]+)",\s*\{\s*\{)re");
    std::set<std::string> used;
    std::map<std::string, std::set<std::string>> at_hand;  // where the code is given
    std::size_t calls = 0;
    for (const Source& source : sources()) {
        INFO(source.path);
        const std::set<std::string> words = all_matches(source.text, word);
        used.insert(words.begin(), words.end());
        for (const std::string& code : all_matches(source.text, code_of)) {
            INFO(code);
            CHECK(templates.contains(code));
        }
        const std::set<std::string> of_file = named_in(source.text);
        std::set<std::string> with_values;
        for (std::sregex_iterator at(source.text.begin(), source.text.end(), finding), end;
             at != end; ++at) {
            const std::string code = (*at)[1];
            if (!templates.contains(code)) continue;
            const std::size_t from =
                source.text.find_first_of("({", static_cast<std::size_t>(at->position()));
            const std::set<std::string> names =
                named_in(source.text.substr(from, closing(source.text, from) + 1 - from));
            INFO(code);
            CHECK(listed(names) == listed(templates.at(code).message_names));
            with_values.insert(code);
            at_hand[code].insert(of_file.begin(), of_file.end());
        }
        for (std::sregex_iterator at(source.text.begin(), source.text.end(), call), end; at != end;
             ++at) {
            const auto from = static_cast<std::size_t>(at->position() + at->length() - 1);
            const std::string body =
                source.text.substr(from, closing(source.text, from) + 1 - from);
            for (const std::string& code : all_matches(body, word)) {
                if (!templates.contains(code)) continue;
                ++calls;
                INFO(code);
                const io::NoticeWords::Templates& own = templates.at(code);
                CHECK((own.message_names.empty() || with_values.contains(code)));
                for (const std::string& name : named_in(body)) {
                    INFO(name);
                    CHECK((own.message_names.contains(name) || own.example_names.contains(name) ||
                           templates.contains(name)));
                }
                at_hand[code].insert(of_file.begin(), of_file.end());
            }
        }
    }
    CHECK(calls > 200);
    for (const auto& [code, own] : templates) {
        INFO(code);
        CHECK(used.contains(code));
        for (const std::string& name : own.example_names) {
            INFO(name);
            CHECK(at_hand[code].contains(name));
        }
    }
}

TEST_CASE("English templates have no French in them", "[io][reference]") {
    const std::regex values(R"re(\{[a-z_]+(, *number[^}]*)?\})re");
    const std::regex choices(R"re(\{[a-z_]+, *(select|plural),)re");
    const std::regex branches(R"re([a-z0-9_=]+ *\{)re");
    const std::regex french(
        R"re((^|[^a-z_])(le|la|les|des|du|de|et|est|une|un|dans|pour|sur|avec|sans|qui|que|ou|pas|ne|aux|au|ce|ces|sont|leur|leurs|ligne|lignes|quartier|quartiers|habitants|rue|rues|jour|jours|courses|arret|arrets)($|[^a-z_=]))re");
    const std::string letters = "àâäçéèêëîïôöùûüÿœæÀÂÇÉÈÊËÎÏÔÙÛŒ«»";
    for (const auto& [code, own] : io::read_notice_words("en").templates())
        for (const std::string& text : {own.message, own.example}) {
            INFO(code << ": " << text);
            const std::string words = std::regex_replace(
                std::regex_replace(std::regex_replace(text, choices, " "), branches, "["), values,
                " ");
            CHECK_FALSE(std::regex_search(words, french));
            for (std::size_t i = 0; i < letters.size(); i += 2)
                CHECK(text.find(letters.substr(i, 2)) == std::string::npos);
        }
}
