// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/notice.hpp"

namespace lisiere::io {

/// What notices say, in one language: a template a code, of its sentence and of its examples.
class NoticeWords {
  public:
    struct Templates {
        std::string message;
        std::string example;  ///< empty: examples are codes or names alone
        /// What each names in French: English may leave out some.
        std::set<std::string> message_names;
        std::set<std::string> example_names;
    };

    NoticeWords(std::string language, std::map<std::string, Templates> by_code)
        : language_(std::move(language)), by_code_(std::move(by_code)) {}

    /// The sentence of a notice, without its count. PreconditionError when no template has its
    /// code, or the template and the notice do not name the same values.
    std::string message(const Notice& notice) const;
    /// Its examples, those of `samples` in their order. PreconditionError as above.
    std::vector<std::string> samples(const Notice& notice) const;
    /// The examples on one line.
    std::string all_samples(const Notice& notice) const;
    const std::map<std::string, Templates>& templates() const { return by_code_; }

  private:
    const Templates& of(const Notice& notice) const;

    std::string language_;
    std::map<std::string, Templates> by_code_;
};

/// geodata/schemas/constats.csv in "fr" or "en". InputError when a code comes twice, or a template
/// is missing in a language, cannot be read or tells in English what the French one does not.
NoticeWords read_notice_words(const std::filesystem::path& file, const std::string& language);
/// That of the program.
NoticeWords read_notice_words(const std::string& language);

}  // namespace lisiere::io
