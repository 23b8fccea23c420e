// SPDX-License-Identifier: Apache-2.0
#include "io/reference/notice_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "engine/core/error.hpp"
#include "io/base/message_template.hpp"
#include "io/reference/reference_row.hpp"

namespace lisiere::io {
namespace {

void require_readable(const ReferenceRow& row, const std::string& column) {
    if (const std::string fault = fault_of(row.text(column)); !fault.empty())
        row.refuse(column, row.text(column),
                   "un modèle de phrase (MessageFormat d'ICU) : " + fault);
}

/// Both languages of a template: English may leave out a value, never name another.
void require_same_names(const ReferenceRow& row, const std::string& of) {
    const std::string french = of + "_fr";
    const std::string english = of + "_en";
    require_readable(row, french);
    require_readable(row, english);
    if (row.text(french).empty() != row.text(english).empty())
        row.refuse(english, row.text(english), "le modèle dans les deux langues, ou dans aucune");
    const std::set<std::string> names = names_in(row.text(french));
    for (const std::string& name : names_in(row.text(english)))
        if (!names.contains(name))
            row.refuse(english, "{" + name + "}", "une valeur que " + french + " nomme");
}

/// A value that a template waits for and nobody gives, or the other way round, is a defect.
void require_names(const std::string& code, const NamedValues& values,
                   const std::set<std::string>& told) {
    std::set<std::string> given;
    for (const NamedValue& value : values) given.insert(value.name);
    if (given != told)
        throw PreconditionError(fmt::format("notice « {} »: values {}, its template tells {}", code,
                                            fmt::join(given, ", "), fmt::join(told, ", ")));
}

}  // namespace

const NoticeWords::Templates& NoticeWords::of(const Notice& notice) const {
    const auto found = by_code_.find(notice.code);
    if (found == by_code_.end())
        throw PreconditionError("no template for the notice « " + notice.code + " »");
    return found->second;
}

std::string NoticeWords::message(const Notice& notice) const {
    const Templates& templates = of(notice);
    require_names(notice.code, notice.values, templates.message_names);
    return said(templates.message, notice.values, language_);
}

std::vector<std::string> NoticeWords::samples(const Notice& notice) const {
    const Templates& templates = of(notice);
    std::vector<std::string> all;
    for (const Sample& sample : notice.samples) {
        if (sample.values.empty()) {
            all.push_back(sample.text);
            continue;
        }
        require_names(notice.code, sample.values, templates.example_names);
        all.push_back(said(templates.example, sample.values, language_));
    }
    return all;
}

std::string NoticeWords::all_samples(const Notice& notice) const {
    return fmt::format("{}", fmt::join(samples(notice), language_ == "en" ? "; " : " ; "));
}

NoticeWords read_notice_words(const std::filesystem::path& file, const std::string& language) {
    const CsvTable table = read_csv_table(file.string());
    std::map<std::string, NoticeWords::Templates> by_code;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        const ReferenceRow row(table, i);
        row.required("message_fr");
        row.required("message_en");
        require_same_names(row, "message");
        require_same_names(row, "exemple");
        NoticeWords::Templates own{row.text("message_" + language), row.text("exemple_" + language),
                                   names_in(row.text("message_fr")),
                                   names_in(row.text("exemple_fr"))};
        const bool added = by_code.emplace(row.required("code"), std::move(own)).second;
        if (!added) row.refuse("code", row.text("code"), "un code par ligne");
    }
    return {language, std::move(by_code)};
}

NoticeWords read_notice_words(const std::string& language) {
    return read_notice_words(data_folder() / "geodata" / "schemas" / "constats.csv", language);
}

}  // namespace lisiere::io
