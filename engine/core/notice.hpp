// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/named_value.hpp"

namespace lisiere {

enum class Severity { info, avertissement, erreur };

constexpr std::string_view to_text(Severity severity) {
    switch (severity) {
        case Severity::info:
            return "info";
        case Severity::avertissement:
            return "avertissement";
        case Severity::erreur:
            return "erreur";
    }
    return "";
}

/// One example of a finding: a code or a name as it stands in the data, or what the sentence of
/// the code's examples names.
struct Sample {
    Sample() = default;
    Sample(std::string its_text) : text(std::move(its_text)) {}
    Sample(std::string_view its_text) : text(its_text) {}
    Sample(const char* its_text) : text(its_text) {}
    Sample(std::initializer_list<NamedValue> its_values) : values(its_values) {}

    bool empty() const { return text.empty() && values.empty(); }

    std::string text;    ///< empty when there are values
    NamedValues values;  ///< empty when there is a text

    friend bool operator==(const Sample&, const Sample&) = default;
};

/// A code and what its sentence names, as `Notices::add` takes them. Views: for the call alone.
struct Finding {
    Finding(const char* its_code) : code(its_code) {}
    Finding(std::string_view its_code) : code(its_code) {}
    Finding(std::string_view its_code, std::initializer_list<NamedValue> its_values)
        : code(its_code), values(its_values) {}

    std::string_view code;
    NamedValues values;
};

/// A finding about data: not an exception. Same (code, layer) findings are one notice with a count
/// and the first few samples. Codes are stable, snake_case, listed in io/README.md. Holds no
/// sentence: `io/reference/notice_words` makes it, in the language of whoever reads.
struct Notice {
    std::string code;  ///< "geometrie_reparee"
    Severity severity = Severity::info;
    std::string layer;   ///< file, or file and layer, or feed
    NamedValues values;  ///< what the sentence names
    std::size_t count = 0;
    std::vector<Sample> samples;  ///< at most `Notices::max_samples`, first come
};

/// The notices of a run, merged by (code, layer). Order of `items()`: first come.
class Notices {
  public:
    static constexpr std::size_t max_samples = 5;

    Notices() = default;
    /// As `items()` gave them.
    explicit Notices(std::vector<Notice> items) : items_(std::move(items)) {}

    /// Adds `count` findings; severity and values of the first call for (code, layer) stay.
    void add(Severity severity, const Finding& finding, std::string_view layer,
             const Sample& sample = {}, std::size_t count = 1);
    void add(const Notices& others);

    const std::vector<Notice>& items() const { return items_; }
    /// Total count of a code over all layers; 0 when there is none.
    std::size_t count(std::string_view code) const;
    bool has_errors() const;

  private:
    Notice& kept(Severity severity, std::string_view code, std::string_view layer,
                 const NamedValues& values);

    std::vector<Notice> items_;
};

}  // namespace lisiere
