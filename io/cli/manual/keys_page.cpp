// SPDX-License-Identifier: Apache-2.0
#include "io/cli/manual/keys_page.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "io/cli/manual/troff.hpp"
#include "io/config/described_keys.hpp"

namespace lisiere::cli {
namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

/// Within a cell of a table.
std::string cell(const std::string& text) {
    return replaced(text, "|", "\\|");
}

/// Lines of TOML within a cell.
std::string code(const std::string& lines) {
    return "`" + cell(replaced(lines, "\n", "`<br>`")) + "`";
}

}  // namespace

std::string keys_page(const std::string& language) {
    const io::KeysReference reference = io::keys_reference(language);
    std::string text = fmt::format("# {}\n\n{}\n", reference.title, reference.text);
    for (const io::DescribedTable& table : reference.tables) {
        text += fmt::format("\n## {}\n\n{}\n", table.heading, table.meaning);
        if (table.keys.empty()) continue;
        text += fmt::format("\n| {} |\n| --- | --- | --- | --- | --- |\n",
                            fmt::join(reference.columns, " | "));
        for (const io::DescribedKey& key : table.keys)
            text += fmt::format("| `{}` | {} | {} | {} | {} |\n", key.name, cell(key.value),
                                cell(key.fallback), cell(key.meaning), code(key.example));
    }
    return text;
}

std::string keys_sections() {
    std::string text = ".SH SECTIONS\n";
    const io::KeysReference reference = io::keys_reference("fr");
    for (const io::DescribedTable& table : reference.tables) {
        text += fmt::format(".SS {}\n{}\n", troff(table.heading), troff_line(table.meaning));
        for (const io::DescribedKey& key : table.keys)
            text += fmt::format(
                ".TP\n.B {}\n{}\n.br\n{}{}\n", troff(key.name), troff_line(key.meaning),
                troff_line(key.value),
                key.fallback.empty()
                    ? std::string()
                    : troff(fmt::format(" ({} : {})", reference.columns[2], key.fallback)));
    }
    return text;
}

}  // namespace lisiere::cli
