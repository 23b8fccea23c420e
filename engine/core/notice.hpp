// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

/// A finding about data: not an exception. Same (code, layer) findings are one notice with a count
/// and the first few samples. Codes are stable, snake_case, listed in io/README.md.
struct Notice {
    std::string code;  ///< "geometrie_reparee"
    Severity severity = Severity::info;
    std::string layer;    ///< file, or file and layer, or feed
    std::string message;  ///< one French sentence, without the count
    std::size_t count = 0;
    std::vector<std::string> samples;  ///< at most `Notices::max_samples`, first come
};

/// The notices of a run, merged by (code, layer). Order of `items()`: first come.
class Notices {
  public:
    static constexpr std::size_t max_samples = 5;

    Notices() = default;
    /// As `items()` gave them.
    explicit Notices(std::vector<Notice> items) : items_(std::move(items)) {}

    /// Adds `count` findings; the message of the first call for (code, layer) stays.
    void add(Severity severity, std::string_view code, std::string_view layer,
             std::string_view message, std::string_view sample = {}, std::size_t count = 1);
    void add(const Notices& others);

    const std::vector<Notice>& items() const { return items_; }
    /// Total count of a code over all layers; 0 when there is none.
    std::size_t count(std::string_view code) const;
    bool has_errors() const;

  private:
    std::vector<Notice> items_;
};

}  // namespace lisiere
