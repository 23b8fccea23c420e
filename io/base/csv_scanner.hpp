// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/base/error.hpp"

/// How the readers of delimited text in io/base cut it into fields. Private to io/base.
namespace lisiere::io::csv {

inline bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t\r") == line.npos;
}

/// The most frequent of `;`, tab and `,` outside quotes on the header line; that order breaks ties.
inline char guess_delimiter(std::string_view line) {
    std::array<std::pair<char, int>, 3> counts{{{';', 0}, {'\t', 0}, {',', 0}}};
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        for (auto& [delimiter, count] : counts) count += c == delimiter ? 1 : 0;
    }
    auto best = counts.front();
    for (const auto& candidate : counts)
        if (candidate.second > best.second) best = candidate;
    if (best.second == 0) return ',';
    return best.first;
}

/// Length of the UTF-8 mark at the start of a file, 0 without; InputError for UTF-16.
inline std::size_t start_of_text(std::string_view text, const std::string& file) {
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        throw InputError(
            {file, "texte en UTF-16", "texte en UTF-8", "réenregistrer le fichier en UTF-8"});
    return text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

[[noreturn]] inline void refuse_empty(const std::string& file) {
    throw InputError({file, "fichier vide", "une ligne d'en-tête et des lignes de données",
                      "vérifier l'export de ce fichier"});
}

/// Census tables have two thousand columns; a row beyond that many is no row.
inline constexpr std::size_t most_fields = 1U << 16U;

/// A longer row is no row: a line end is missing, or a quote is never closed.
inline constexpr std::ptrdiff_t longest_row = 16 << 20;

/// What a quote that the text does not close means.
enum class OpenQuote {
    refused,  ///< InputError with its line
    cut,      ///< the text is a piece of a longer one: see `cut()`
};

/// Splits a text into rows of views. One object a text; the views of a row die with the next row.
class CsvScanner {
  public:
    CsvScanner(std::string_view text, const std::string& file, std::size_t first_line = 1,
               OpenQuote open_quote = OpenQuote::refused)
        : file_(file),
          at_(text.data()),
          end_(text.data() + text.size()),
          line_(first_line),
          open_quote_(open_quote) {}

    /// Where the next row starts, or would.
    const char* position() const { return at_; }
    /// Whether the last row read ended with the text and not with a line end of its own.
    bool cut() const { return cut_; }

    /// Skips blank lines; false at the end of the text.
    bool to_next_row() {
        while (at_ != end_) {
            const std::string_view line = rest_of_line();
            if (!is_blank(line)) return true;
            at_ += line.size();
            if (at_ != end_) ++at_;
            ++line_;
        }
        return false;
    }

    std::string_view rest_of_line() const {
        const auto left = static_cast<std::size_t>(end_ - at_);
        const void* stop = std::memchr(at_, '\n', left);
        return {at_, stop == nullptr
                         ? left
                         : static_cast<std::size_t>(static_cast<const char*>(stop) - at_)};
    }

    void set_delimiter(char delimiter) {
        stops_.fill(0);
        stops_[static_cast<unsigned char>(delimiter)] = 1;
        stops_[static_cast<unsigned char>('\n')] = 1;
    }

    std::size_t line() const { return line_; }

    /// Reads the row that starts here into `fields`.
    void read_row(std::vector<std::string_view>& fields) {
        fields.clear();
        scratch_used_ = 0;
        last_ = end_ - at_ > longest_row ? at_ + longest_row : end_;
        for (;;) {
            const char* first = at_;
            if (at_ != end_ && *at_ <= '"') {
                while (at_ != end_ && *at_ == ' ') ++at_;
                if (at_ != end_ && *at_ == '"') {
                    fields.push_back(quoted_field());
                    if (row_ended()) return;
                    if (fields.size() > most_fields) refuse_row();
                    continue;
                }
                at_ = first;
            }
            to_stop();
            const char* last = at_;
            if ((at_ == end_ || *at_ == '\n') && last != first && last[-1] == '\r') --last;
            fields.emplace_back(first, static_cast<std::size_t>(last - first));
            if (row_ended()) return;
            if (fields.size() > most_fields) refuse_row();
        }
    }

  private:
    /// On to the next delimiter or line end.
    void to_stop() {
        while (at_ < last_ && stops_[static_cast<unsigned char>(*at_)] == 0) ++at_;
        if (at_ >= last_ && last_ != end_) refuse_length();
    }

    [[noreturn]] void refuse_length() const {
        throw InputError({file_ + ", ligne " + std::to_string(line_), "une ligne de plus de 16 Mio",
                          "une table, une ligne par objet",
                          "vérifier les fins de ligne et les guillemets de ce fichier"});
    }

    [[noreturn]] void refuse_row() const {
        throw InputError({file_ + ", ligne " + std::to_string(line_),
                          "plus de " + std::to_string(most_fields) + " champs sur une ligne",
                          "une table, une ligne par objet",
                          "vérifier le séparateur et les fins de ligne de ce fichier"});
    }

    /// Steps over the delimiter or the end of line the field stopped at; true when the row is over.
    bool row_ended() {
        if (at_ == end_) {
            cut_ = true;
            return true;
        }
        const char stop = *at_++;
        if (stop != '\n') return false;
        ++line_;
        return true;
    }

    /// From the opening quote to the stop after the closing one. Copies only if a quote is doubled
    /// or text follows the closing quote.
    std::string_view quoted_field() {
        const std::size_t opened_on = line_;
        const char* first = ++at_;
        std::string* copy = nullptr;
        for (;;) {
            if (at_ > last_) refuse_length();
            const auto left = static_cast<std::size_t>(last_ - at_);
            const auto* quote = static_cast<const char*>(std::memchr(at_, '"', left));
            if (quote == nullptr && open_quote_ == OpenQuote::cut) {
                at_ = end_;
                return {};
            }
            if (quote == nullptr)
                throw InputError(
                    {file_ + ", ligne " + std::to_string(opened_on),
                     "un guillemet ouvert n'est jamais refermé", "un guillemet fermant",
                     "corriger la ligne, ou doubler le guillemet s'il fait partie du texte"});
            for (const char* c = at_; c != quote; ++c) line_ += *c == '\n' ? 1 : 0;
            at_ = quote + 1;
            if (at_ != end_ && *at_ == '"') {
                if (copy == nullptr) copy = &scratch();
                copy->append(first, static_cast<std::size_t>(at_ - first));
                first = ++at_;
                continue;
            }
            const char* after = at_;
            to_stop();
            std::string_view tail{after, static_cast<std::size_t>(at_ - after)};
            if (is_blank(tail)) tail = {};
            const std::string_view body{first, static_cast<std::size_t>(quote - first)};
            if (copy == nullptr && tail.empty()) return body;
            if (copy == nullptr) copy = &scratch();
            copy->append(body).append(tail);
            if (!copy->empty() && copy->back() == '\r') copy->pop_back();
            return *copy;
        }
    }

    std::string& scratch() {
        if (scratch_used_ == scratch_.size()) scratch_.emplace_back();
        std::string& text = scratch_[scratch_used_++];
        text.clear();
        return text;
    }

    const std::string& file_;
    const char* at_;
    const char* end_;
    const char* last_ = nullptr;  ///< how far the row under way may go
    std::size_t line_;
    OpenQuote open_quote_;
    bool cut_ = false;
    std::array<std::uint8_t, 256> stops_{};
    std::deque<std::string> scratch_;
    std::size_t scratch_used_ = 0;
};

}  // namespace lisiere::io::csv
