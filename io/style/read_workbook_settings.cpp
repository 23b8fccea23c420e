// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "io/style/style_file.hpp"
#include "io/style/workbook_settings.hpp"

namespace lisiere::io {
namespace {

constexpr std::ptrdiff_t longest_name = 31;  ///< of a sheet, in Excel's file format

/// Characters of UTF-8: every byte but those that go on with one.
std::ptrdiff_t characters(const std::string& text) {
    return std::count_if(text.begin(), text.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

/// The names of sheets in both languages; each may come once in a language.
class SheetNames {
  public:
    StyleText read(StyleReader& reader) {
        StyleText name = reader.words();
        check(reader, "fr", name.fr, french_);
        check(reader, "en", name.en, english_);
        return name;
    }

  private:
    static void check(const StyleReader& reader, const char* key, const std::string& name,
                      std::set<std::string>& others) {
        if (name.empty() || characters(name) > longest_name ||
            name.find_first_of("[]:*?/\\'") != std::string::npos)
            reader.fail(key, "« " + name + " »",
                        "un nom de feuille : 31 caractères au plus, sans [ ] : * ? / \\ ni '");
        if (!others.insert(name).second)
            reader.fail(key, "« " + name + " » deux fois", "un nom par feuille");
    }

    std::set<std::string> french_;
    std::set<std::string> english_;
};

}  // namespace

WorkbookSettings read_workbook_settings(const std::filesystem::path& styles) {
    const std::filesystem::path file = styles / "classeur.toml";
    const toml::table root = parse_style(file);
    StyleReader reader(root, file.string());
    WorkbookSettings settings;
    SheetNames names;
    StyleReader first = reader.table("lisez_moi");
    settings.read_me = names.read(first);
    first.finish();
    for (StyleReader& note : reader.tables("note")) {
        settings.notes.push_back(note.words());
        note.finish();
    }
    for (StyleReader& one : reader.tables("feuille")) {
        SheetSettings& sheet = settings.sheets.emplace_back();
        sheet.name = names.read(one);
        sheet.layer = one.text_or("couche", "");
        sheet.theme = one.text_or("theme", "");
        if (sheet.layer.empty() == sheet.theme.empty())
            one.fail("couche", "couche et theme, ou aucun des deux", "l'un des deux");
        if (one.has("colonnes")) sheet.columns = one.texts("colonnes");
        one.finish();
    }
    StyleReader last = reader.table("dictionnaire");
    settings.dictionary = names.read(last);
    last.finish();
    reader.finish();
    return settings;
}

}  // namespace lisiere::io
