// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>
#include <string_view>

#include "io/base/error.hpp"
#include "io/document/template.hpp"

namespace lisiere::io {
namespace {

using Json = nlohmann::ordered_json;

/// What a format calls the things that are filled.
struct Names {
    std::vector<std::string_view> paragraphs;
    const char* row;
    const char* cell;
    const char* table;
    std::string_view text;  ///< the element that alone holds text; empty: any
};

const Names& names_of(DocumentFormat format) {
    static const Names odt{
        {"text:p", "text:h"}, "table:table-row", "table:table-cell", "table:table", ""};
    static const Names docx{{"w:p"}, "w:tr", "w:tc", "w:tbl", "w:t"};
    return format == DocumentFormat::odt ? odt : docx;
}

constexpr std::string_view opened = "{{";
constexpr std::string_view closed = "}}";

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\n");
    if (first == text.npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(" \t\n") - first + 1));
}

/// The item at hand, and what is around it.
struct Scope {
    const Json& item;
    const Scope* around = nullptr;
};

class Filler {
  public:
    Filler(const DocumentTemplate& text, const Names& names) : where_(text.where), names_(names) {}

    void children(pugi::xml_node parent, const Scope& scope) {
        for (pugi::xml_node child = parent.first_child(); child;) {
            pugi::xml_node next = child.next_sibling();
            if (is_paragraph(child)) {
                const std::string block = word(trimmed(text_of(child)), "pour");
                if (!block.empty())
                    next = repeated_block(child, block, scope);
                else
                    paragraph(child, scope);
            } else if (is(child, names_.row)) {
                repeated(child, "ligne", scope);
            } else if (is(child, names_.cell)) {
                repeated(child, "cellule", scope);
            } else {
                children(child, scope);
            }
            child = next;
        }
    }

  private:
    static bool is(const pugi::xml_node& node, std::string_view name) {
        return node.name() == name;
    }
    bool is_paragraph(const pugi::xml_node& node) const {
        return std::any_of(names_.paragraphs.begin(), names_.paragraphs.end(),
                           [&](std::string_view name) { return is(node, name); });
    }
    bool holds_text(const pugi::xml_node& node) const {
        return node.type() == pugi::node_pcdata &&
               (names_.text.empty() || is(node.parent(), names_.text));
    }

    std::vector<pugi::xml_node> texts_of(pugi::xml_node node) const {
        std::vector<pugi::xml_node> texts;
        struct Walk : pugi::xml_tree_walker {
            const Filler* filler = nullptr;
            std::vector<pugi::xml_node>* texts = nullptr;
            bool for_each(pugi::xml_node& at) override {
                if (filler->holds_text(at)) texts->push_back(at);
                return true;
            }
        } walk;
        walk.filler = this;
        walk.texts = &texts;
        node.traverse(walk);
        return texts;
    }
    std::string text_of(pugi::xml_node node) const {
        std::string all;
        for (const pugi::xml_node& text : texts_of(node)) all += text.value();
        return all;
    }

    /// What follows `verb` in a text that is `{{verb what}}` and nothing else; "" otherwise.
    static std::string word(std::string_view text, std::string_view verb) {
        if (!text.starts_with(opened) || !text.ends_with(closed)) return {};
        text.remove_prefix(opened.size());
        text.remove_suffix(closed.size());
        const std::string inner = trimmed(text);
        if (!inner.starts_with(std::string(verb) + " ") || inner.find(opened) != inner.npos)
            return {};
        return trimmed(std::string_view(inner).substr(verb.size()));
    }
    static bool ends(std::string_view text) {
        return text.starts_with(opened) && text.ends_with(closed) &&
               trimmed(text.substr(2, text.size() - 4)) == "fin";
    }

    [[noreturn]] void refuse(const std::string& found, const std::string& expected) const {
        throw ConfigError({where_, found, expected, "corriger le modèle"});
    }

    const Json* look_up(const std::string& name, const Scope& scope) const {
        if (name == ".") return &scope.item;
        const std::string first = name.substr(0, name.find('.'));
        for (const Scope* at = &scope; at != nullptr; at = at->around) {
            if (!at->item.is_object() || !at->item.contains(first)) continue;
            const Json* found = &at->item.at(first);
            for (std::size_t from = first.size(); from < name.size();) {
                const std::size_t end = std::min(name.find('.', from + 1), name.size());
                const std::string part = name.substr(from + 1, end - from - 1);
                if (!found->is_object() || !found->contains(part)) return nullptr;
                found = &found->at(part);
                from = end;
            }
            return found;
        }
        return nullptr;
    }
    const Json& known(const std::string& name, const Scope& scope) const {
        if (const Json* found = look_up(name, scope)) return *found;
        std::vector<std::string> names;
        for (const Scope* at = &scope; at != nullptr; at = at->around)
            if (at->item.is_object())
                for (const auto& [key, value] : at->item.items()) names.push_back(key);
        refuse(fmt::format("« {{{{{}}}}} »", name),
               fmt::format("un des noms : {}", fmt::join(names, ", ")));
    }
    static Json items_of(const Json& value) {
        if (value.is_array()) return value;
        if (value.is_null() || (value.is_string() && value.get_ref<const std::string&>().empty()) ||
            (value.is_object() && value.empty()))
            return Json::array();
        return Json::array({value});
    }

    std::string said(const std::string& name, const Scope& scope) const {
        const Json& value = known(name, scope);
        if (value.is_null()) return {};
        if (!value.is_string())
            refuse(fmt::format("« {{{{{}}}}} », une liste", name),
                   "un texte, ou {{pour …}}, {{ligne …}}, {{cellule …}}");
        return value.get<std::string>();
    }

    /// Word cuts a sentence into runs wherever it likes: names are read across them, and what they
    /// stand for goes where they begin.
    void paragraph(pugi::xml_node node, const Scope& scope) {
        std::vector<pugi::xml_node> texts = texts_of(node);
        for (std::size_t first = 0; first < texts.size(); ++first) {
            std::string value = texts[first].value();
            std::size_t from = 0;
            for (;;) {
                const std::size_t at = value.find('{', from);
                if (at == value.npos) break;
                std::size_t last = first;
                while (value.find(closed, at) == value.npos &&
                       value.compare(
                           at, 2, opened.substr(0, std::min<std::size_t>(2, value.size() - at))) ==
                           0 &&
                       last + 1 < texts.size()) {
                    value += texts[++last].value();
                    texts[last].set_value("");
                }
                const std::size_t end = value.find(closed, at);
                if (value.compare(at, 2, opened) != 0 || end == value.npos) {
                    from = at + 1;
                    continue;
                }
                const std::string text =
                    said(trimmed(std::string_view(value).substr(at + 2, end - at - 2)), scope);
                value.replace(at, end + 2 - at, text);
                from = at + text.size();
            }
            texts[first].set_value(value.c_str());
        }
        // Drawings and notes within a paragraph hold paragraphs of their own, already read with it.
    }

    /// Takes `{{verb name}}` out of the texts of `node`; the name, or "".
    std::string take(pugi::xml_node node, std::string_view verb) const {
        std::string marker;
        const std::string all = text_of(node);
        const std::string start = std::string(opened) + std::string(verb) + " ";
        const std::size_t at = all.find(start);
        if (at == all.npos) return {};
        const std::size_t end = all.find(closed, at);
        if (end == all.npos) refuse(all.substr(at, 60), "}} après le nom");
        std::size_t left = end + closed.size() - at;
        std::size_t skip = at;
        for (pugi::xml_node text : texts_of(node)) {
            std::string value = text.value();
            const std::size_t before = std::min(skip, value.size());
            const std::size_t gone = std::min(left, value.size() - before);
            skip -= before;
            left -= gone;
            if (gone > 0) {
                value.erase(before, gone);
                text.set_value(value.c_str());
            }
        }
        return trimmed(std::string_view(all).substr(at + start.size(), end - at - start.size()));
    }

    void repeated(pugi::xml_node node, std::string_view verb, const Scope& scope) {
        const std::string name = take(node, verb);
        if (name.empty()) return children(node, scope);
        const Json items = items_of(known(name, scope));
        pugi::xml_node parent = node.parent();
        for (const Json& item : items) {
            pugi::xml_node copy = parent.insert_copy_before(node, node);
            children(copy, Scope{item, &scope});
        }
        parent.remove_child(node);
    }

    pugi::xml_node repeated_block(pugi::xml_node start, const std::string& name,
                                  const Scope& scope) {
        std::size_t depth = 1;
        std::vector<pugi::xml_node> between;
        pugi::xml_node end;
        for (pugi::xml_node at = start.next_sibling(); at; at = at.next_sibling()) {
            if (is_paragraph(at)) {
                const std::string text = trimmed(text_of(at));
                if (!word(text, "pour").empty()) ++depth;
                if (ends(text) && --depth == 0) {
                    end = at;
                    break;
                }
            }
            between.push_back(at);
        }
        if (!end)
            refuse(fmt::format("« {{{{pour {}}}}} »", name),
                   "un paragraphe {{fin}} plus loin, au même niveau");
        pugi::xml_node parent = start.parent();
        const Json* value = look_up(name, scope);
        for (const Json& item : items_of(value == nullptr ? known(name, scope) : *value)) {
            // A parent of their own, so that blocks within blocks find their ends among their
            // copies alone.
            pugi::xml_node holder = parent.insert_child_before("lisiere", start);
            for (const pugi::xml_node& one : between) holder.append_copy(one);
            children(holder, Scope{item, &scope});
            while (pugi::xml_node made = holder.first_child())
                parent.insert_move_before(made, holder);
            parent.remove_child(holder);
        }
        const pugi::xml_node next = end.next_sibling();
        for (const pugi::xml_node& one : between) parent.remove_child(one);
        parent.remove_child(start);
        parent.remove_child(end);
        return next;
    }

    const std::string& where_;
    const Names& names_;
};

std::size_t most_cells(pugi::xml_node table, const Names& names) {
    std::size_t most = 0;
    for (const pugi::xpath_node& row :
         table.select_nodes((".//" + std::string(names.row)).c_str())) {
        const auto cells = row.node().children(names.cell);
        most = std::max(most, static_cast<std::size_t>(std::distance(cells.begin(), cells.end())));
    }
    return most;
}

/// A table says how many columns it has: as many as its longest row, once cells were repeated.
void count_columns(pugi::xml_node root, const Names& names) {
    for (const pugi::xpath_node& found :
         root.select_nodes(("//" + std::string(names.table)).c_str())) {
        pugi::xml_node table = found.node();
        const std::size_t columns = most_cells(table, names);
        if (pugi::xml_node grid = table.child("w:tblGrid")) {
            std::size_t have = 0;
            for (pugi::xml_node one = grid.first_child(); one; one = one.next_sibling()) ++have;
            for (; have < columns; ++have) grid.append_copy(grid.last_child());
            for (; have > columns && have > 1; --have) grid.remove_child(grid.last_child());
        } else if (pugi::xml_node first = table.child("table:table-column")) {
            std::size_t have = 0;
            for (pugi::xml_node one : table.children("table:table-column"))
                have += std::max(1U, one.attribute("table:number-columns-repeated").as_uint(1));
            if (have == columns) continue;
            while (pugi::xml_node more = first.next_sibling("table:table-column"))
                table.remove_child(more);
            if (!first.attribute("table:number-columns-repeated"))
                first.append_attribute("table:number-columns-repeated");
            first.attribute("table:number-columns-repeated")
                .set_value(static_cast<unsigned>(std::max<std::size_t>(columns, 1)));
        }
    }
}

/// A table of no row, or a cell of no paragraph, is refused by office suites.
void leave_whole(pugi::xml_node root, const Names& names) {
    std::vector<pugi::xml_node> empty;
    for (const pugi::xpath_node& found :
         root.select_nodes(("//" + std::string(names.table)).c_str()))
        if (most_cells(found.node(), names) == 0) empty.push_back(found.node());
    for (pugi::xml_node table : empty) table.parent().remove_child(table);
    if (names.text != "w:t") return;
    for (const pugi::xpath_node& found : root.select_nodes("//w:tc[not(w:p)]"))
        found.node().append_child("w:p");
    for (const pugi::xpath_node& found : root.select_nodes("//w:t"))
        if (!found.node().attribute("xml:space"))
            found.node().append_attribute("xml:space").set_value("preserve");
}

/// The parts that hold what is read: the text, its heads and feet.
bool is_text(const std::string& name, DocumentFormat format) {
    if (format == DocumentFormat::odt)
        return name == "content.xml" || name == "styles.xml" || name == "meta.xml";
    return name == "word/document.xml" || name.starts_with("word/header") ||
           name.starts_with("word/footer") || name == "docProps/core.xml";
}

}  // namespace

std::vector<DocumentPart> filled(const DocumentTemplate& text, const Json& data) {
    std::vector<DocumentPart> parts = text.parts;
    Names names = names_of(text.format);
    for (DocumentPart& part : parts) {
        if (!is_text(part.name, text.format)) continue;
        pugi::xml_document xml;
        const auto read =
            xml.load_buffer(part.bytes.data(), part.bytes.size(),
                            (pugi::parse_full | pugi::parse_ws_pcdata) & ~pugi::parse_comments);
        if (!read)
            throw ConfigError(
                {text.where + ", " + part.name, read.description(), "du XML", "refaire le modèle"});
        Names here = names;
        if (part.name == "meta.xml" || part.name == "docProps/core.xml") {
            // Properties of the document are elements of one text.
            here.paragraphs = {"dc:title",   "dc:subject",  "dc:description",
                               "dc:creator", "dc:language", "meta:keyword"};
            here.text = "";
        }
        Filler(text, here).children(xml.document_element(), Scope{data, nullptr});
        count_columns(xml, here);
        leave_whole(xml, names);
        std::ostringstream out;
        xml.save(out, "", pugi::format_raw);
        part.bytes = out.str();
    }
    return parts;
}

}  // namespace lisiere::io
