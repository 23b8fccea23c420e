// SPDX-License-Identifier: Apache-2.0
#include "io/report/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <vector>

#include "io/style/xml.hpp"

namespace lisiere::io {
namespace {

std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t\r");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// "[words](where)" as its words: a report leads nowhere outside itself.
std::string without_links(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t middle = text[at] == '[' ? text.find("](", at) : std::string::npos;
        const std::size_t end =
            middle == std::string::npos ? std::string::npos : text.find(')', middle);
        if (end == std::string::npos) {
            out += text[at++];
            continue;
        }
        out += text.substr(at + 1, middle - at - 1);
        at = end + 1;
    }
    return out;
}

/// Marks around words ("`", "**") as an element; one that nothing closes stays as it is.
std::string marked(std::string text, const std::string& mark, const std::string& element) {
    std::size_t at = 0;
    while ((at = text.find(mark, at)) != std::string::npos) {
        const std::size_t end = text.find(mark, at + mark.size());
        if (end == std::string::npos) break;
        const std::string inside = "<" + element + ">" +
                                   text.substr(at + mark.size(), end - at - mark.size()) + "</" +
                                   element + ">";
        text.replace(at, end + mark.size() - at, inside);
        at += inside.size();
    }
    return text;
}

std::string inline_html(const std::string& text) {
    return marked(marked(escaped_xml(without_links(text)), "`", "code"), "**", "strong");
}

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells;
    std::istringstream parts(line.substr(1));
    for (std::string cell; std::getline(parts, cell, '|');) cells.push_back(trimmed(cell));
    return cells;
}

std::string table_html(const std::vector<std::string>& lines) {
    const std::vector<std::string> heads = cells_of(lines.front());
    if (!heads.empty() &&
        (heads.front() == "file" || heads.front() == "files" || heads.front() == "fichier"))
        return {};
    std::string out = "<div class=\"defile\"><table>";
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i == 1) continue;  // the rule under the heads
        const char* cell = i == 0 ? "th" : "td";
        out += "<tr>";
        for (const std::string& words : cells_of(lines[i]))
            out += fmt::format("<{0}>{1}</{0}>", cell, inline_html(words));
        out += "</tr>\n";
    }
    return out + "</table></div>\n";
}

/// How a line opens what it belongs to.
enum class Opening { none, heading, item, table, fence, code };

Opening opening_of(const std::string& line) {
    const std::string words = trimmed(line);
    if (words.starts_with("```")) return Opening::fence;
    if (line.starts_with("    ")) return Opening::code;
    if (words.starts_with("#")) return Opening::heading;
    if (words.starts_with("|")) return Opening::table;
    if (words.starts_with("- ") || words.starts_with("* ")) return Opening::item;
    return Opening::none;
}

}  // namespace

std::string markdown_html(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    std::string out;
    for (std::size_t i = 0; i < lines.size();) {
        const Opening opening = opening_of(lines[i]);
        const auto take_while = [&](auto more) {
            std::vector<std::string> taken{lines[i++]};
            while (i < lines.size() && more(lines[i])) taken.push_back(lines[i++]);
            return taken;
        };
        if (trimmed(lines[i]).empty()) {
            ++i;
        } else if (opening == Opening::fence) {
            ++i;
            std::string code;
            while (i < lines.size() && opening_of(lines[i]) != Opening::fence)
                code += lines[i++] + "\n";
            if (i < lines.size()) ++i;
            out += "<pre class=\"page\">" + escaped_xml(code) + "</pre>\n";
        } else if (opening == Opening::code) {
            std::string code;
            for (const std::string& line :
                 take_while([](const auto& next) { return opening_of(next) == Opening::code; }))
                code += line.substr(4) + "\n";
            out += "<pre class=\"page\">" + escaped_xml(code) + "</pre>\n";
        } else if (opening == Opening::heading) {
            const std::string words = trimmed(lines[i++]);
            const std::size_t level = words.find_first_not_of('#');
            if (level != std::string::npos)
                out += fmt::format("<h{0}>{1}</h{0}>\n", std::min<std::size_t>(6, level + 3),
                                   inline_html(trimmed(words.substr(level))));
        } else if (opening == Opening::table) {
            out += table_html(
                take_while([](const auto& next) { return opening_of(next) == Opening::table; }));
        } else if (opening == Opening::item) {
            std::string items;
            while (i < lines.size() && opening_of(lines[i]) == Opening::item) {
                std::string item;
                for (const std::string& line : take_while([](const auto& next) {
                         return !trimmed(next).empty() && (opening_of(next) == Opening::none ||
                                                           opening_of(next) == Opening::code);
                     }))
                    item += (item.empty() ? "" : " ") + trimmed(line);
                items += "<li>" + inline_html(item.substr(2)) + "</li>\n";
            }
            out += "<ul>\n" + items + "</ul>\n";
        } else {
            std::string paragraph;
            for (const std::string& line : take_while([](const auto& next) {
                     return !trimmed(next).empty() && opening_of(next) == Opening::none;
                 }))
                paragraph += (paragraph.empty() ? "" : " ") + trimmed(line);
            out += "<p>" + inline_html(paragraph) + "</p>\n";
        }
    }
    return out;
}

}  // namespace lisiere::io
