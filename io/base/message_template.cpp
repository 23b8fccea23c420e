// SPDX-License-Identifier: Apache-2.0
#include "io/base/message_template.hpp"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>

#include <algorithm>
#include <vector>

#include "engine/core/error.hpp"
#include "io/base/numbers.hpp"

namespace lisiere::io {
namespace {

icu::UnicodeString wide(std::string_view text) {
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

std::string narrow(const icu::UnicodeString& text) {
    std::string utf8;
    return text.toUTF8String(utf8);
}

/// A name that a template writes: from `begin` to `end` of the template.
struct Written {
    std::string name;
    std::int32_t begin;
    std::int32_t end;
    bool number = false;  ///< as readers of the language write it, else as the data has it
    std::string style;    ///< "0.0"
};

struct Template {
    icu::UnicodeString text;
    std::vector<Written> written;  ///< in their order, none inside another
    std::set<std::string> chosen;  ///< names that plural and select look at
    std::string fault;
};

/// A style of numbers that this program writes: "", "0", "+0.00".
bool is_style(std::string_view style) {
    if (style.starts_with('+')) style.remove_prefix(1);
    if (style.empty() || style == "0") return true;
    return style.starts_with("0.") && style.size() > 2 &&
           style.find_first_not_of('0', 2) == style.npos;
}

Template parsed(std::string_view pattern) {
    Template made{wide(pattern), {}, {}, {}};
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    const icu::MessagePattern parts(made.text, &where, status);
    if (U_FAILURE(status)) {
        made.fault = fmt::format("{}, vers le caractère {}", u_errorName(status), where.offset);
        return made;
    }
    for (std::int32_t i = 0; i < parts.countParts(); ++i) {
        const icu::MessagePattern::Part& start = parts.getPart(i);
        if (start.getType() != UMSGPAT_PART_TYPE_ARG_START) continue;
        const std::string name = narrow(parts.getSubstring(parts.getPart(i + 1)));
        const UMessagePatternArgType type = start.getArgType();
        if (type != UMSGPAT_ARG_TYPE_NONE && type != UMSGPAT_ARG_TYPE_SIMPLE) {
            made.chosen.insert(name);
            continue;
        }
        const std::int32_t limit = parts.getLimitPartIndex(i);
        Written one{name,
                    start.getIndex(),
                    parts.getPart(limit).getLimit(),
                    type == UMSGPAT_ARG_TYPE_SIMPLE,
                    {}};
        if (one.number) {
            const std::string kind = narrow(parts.getSubstring(parts.getPart(i + 2)));
            if (limit > i + 3) {
                one.style = narrow(parts.getSubstring(parts.getPart(i + 3)));
                one.style.erase(0, std::min(one.style.find_first_not_of(' '), one.style.size()));
            }
            if (kind != "number" || !is_style(one.style))
                made.fault = fmt::format("« {}, {} », pour « number, 0.0 »", kind, one.style);
        }
        made.written.push_back(std::move(one));
        i = limit;
    }
    return made;
}

const NamedValue::Value& value_of(const NamedValues& values, const std::string& name) {
    const auto found = std::find_if(values.begin(), values.end(),
                                    [&](const NamedValue& value) { return value.name == name; });
    if (found == values.end())
        throw PreconditionError("no value for « " + name + " » of a message template");
    return found->value;
}

struct Plain {
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return fmt::format("{:g}", number); }
};

std::string text_of(const Written& one, const NamedValue::Value& value,
                    const std::string& language) {
    if (!one.number || std::holds_alternative<std::string>(value))
        return std::visit(Plain(), value);
    const double number = std::holds_alternative<double>(value)
                              ? std::get<double>(value)
                              : static_cast<double>(std::get<std::int64_t>(value));
    const std::size_t dot = one.style.find('.');
    const int decimals =
        dot == std::string::npos ? 0 : static_cast<int>(one.style.size() - dot - 1);
    return one.style.starts_with('+') ? signed_text(number, decimals, language)
                                      : number_text(number, decimals, language);
}

struct ForIcu {
    icu::Formattable operator()(const std::string& text) const { return {wide(text)}; }
    icu::Formattable operator()(std::int64_t number) const { return {number}; }
    icu::Formattable operator()(double number) const { return {number}; }
};

}  // namespace

std::string fault_of(std::string_view pattern) {
    return parsed(pattern).fault;
}

std::set<std::string> names_in(std::string_view pattern) {
    const Template made = parsed(pattern);
    LISIERE_EXPECTS(made.fault.empty());
    std::set<std::string> names = made.chosen;
    for (const Written& one : made.written) names.insert(one.name);
    return names;
}

std::string said(std::string_view pattern, const NamedValues& values, const std::string& language) {
    Template made = parsed(pattern);
    LISIERE_EXPECTS(made.fault.empty());
    std::vector<icu::UnicodeString> names;
    std::vector<icu::Formattable> formattable;
    for (const std::string& name : made.chosen) {
        names.push_back(wide(name));
        formattable.push_back(std::visit(ForIcu(), value_of(values, name)));
    }
    // From the last to the first: places of the template stay right.
    for (std::size_t i = made.written.size(); i-- > 0;) {
        const Written& one = made.written[i];
        const std::string own = fmt::format("v{}", i);
        made.text.replaceBetween(one.begin, one.end, wide("{" + own + "}"));
        names.push_back(wide(own));
        formattable.emplace_back(wide(text_of(one, value_of(values, one.name), language)));
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::MessageFormat format(made.text, icu::Locale(language.c_str()), status);
    icu::UnicodeString sentence;
    if (U_SUCCESS(status))
        format.format(names.data(), formattable.data(), static_cast<std::int32_t>(names.size()),
                      sentence, status);
    LISIERE_EXPECTS(U_SUCCESS(status));
    return narrow(sentence);
}

}  // namespace lisiere::io
