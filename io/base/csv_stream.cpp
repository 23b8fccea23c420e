// SPDX-License-Identifier: Apache-2.0
#include "io/base/csv_stream.hpp"

#include <algorithm>
#include <cstdio>

#include "engine/core/ascii.hpp"
#include "io/base/csv_scanner.hpp"
#include "io/base/encoding.hpp"
#include "io/base/error.hpp"
#include "io/base/input_kind.hpp"

namespace lisiere::io {
namespace fs = std::filesystem;

void CsvStream::Closer::operator()(std::FILE* file) const {
    if (file != nullptr && file != stdin) std::fclose(file);
}

CsvStream::CsvStream(const fs::path& file, std::string name) : name_(std::move(name)) {
    if (file == "-") {
        file_.reset(stdin);
    } else {
        require_no_device(file, name_);
        std::error_code error;
        if (fs::is_regular_file(file, error)) size_ = fs::file_size(file, error);
        if (!fs::is_directory(file, error)) file_.reset(std::fopen(file.c_str(), "rb"));
        if (!file_)
            throw InputError({name_, "fichier absent ou illisible", "un fichier lisible",
                              "vérifier le chemin et les droits : " + file.string()});
    }
    read_header();
}

double CsvStream::done() const {
    return size_ == 0 ? 0 : static_cast<double>(read_) / static_cast<double>(size_);
}

/// Reads until the buffer holds that many bytes or the file ends.
void CsvStream::fill(std::size_t wanted) {
    while (!ended_ && buffer_.size() < wanted) {
        const std::size_t had = buffer_.size();
        buffer_.resize(wanted);
        const std::size_t got = std::fread(buffer_.data() + had, 1, wanted - had, file_.get());
        buffer_.resize(had + got);
        read_ += got;
        if (std::ferror(file_.get()) != 0)
            throw InputError({name_, "la lecture s'est arrêtée en chemin", "un fichier lisible",
                              "vérifier le disque ou la connexion"});
        ended_ = std::feof(file_.get()) != 0;
    }
}

void CsvStream::read_header() {
    fill(block_bytes);
    const std::size_t mark = csv::start_of_text(buffer_, name_);
    marked_ = mark > 0;
    buffer_.erase(0, mark);
    csv::CsvScanner scanner(buffer_, name_, 1);
    if (!scanner.to_next_row()) csv::refuse_empty(name_);
    const char* first = scanner.position();
    delimiter_ = csv::guess_delimiter(scanner.rest_of_line());
    scanner.set_delimiter(delimiter_);
    std::vector<std::string_view> fields;
    scanner.read_row(fields);
    std::string_view raw(first, static_cast<std::size_t>(scanner.position() - first));
    if (raw.ends_with('\n')) raw.remove_suffix(1);
    crlf_ = raw.ends_with('\r');
    if (crlf_) raw.remove_suffix(1);
    const bool utf8 = is_utf8(raw);
    header_ = utf8 ? std::string(raw) : cp1252_to_utf8(raw);
    for (const std::string_view name : fields) {
        const std::string_view plain = trimmed(name, " \t");
        names_.push_back(utf8 ? std::string(plain) : cp1252_to_utf8(plain));
    }
    line_ = scanner.line();
    buffer_.erase(0, static_cast<std::size_t>(scanner.position() - buffer_.data()));
}

/// Length of the records at the start of the buffer that are whole.
std::size_t CsvStream::whole_records() const {
    if (buffer_.find('"') == std::string::npos) {
        const std::size_t last = buffer_.rfind('\n');
        return last == std::string::npos ? 0 : last + 1;
    }
    csv::CsvScanner scanner(buffer_, name_, line_, csv::OpenQuote::cut);
    scanner.set_delimiter(delimiter_);
    std::vector<std::string_view> fields;
    std::size_t whole = 0;
    while (scanner.to_next_row()) {
        scanner.read_row(fields);
        if (scanner.cut()) break;
        whole = static_cast<std::size_t>(scanner.position() - buffer_.data());
    }
    return whole;
}

bool CsvStream::next(CsvBlock& block) {
    std::size_t length = 0;
    for (std::size_t wanted = block_bytes;; wanted *= 2) {
        fill(wanted);
        length = ended_ ? buffer_.size() : whole_records();
        if (length > 0 || ended_) break;
        if (wanted > longest_record)
            throw InputError(
                {name_ + ", ligne " + std::to_string(line_),
                 "un enregistrement de plus de 4 Mo : sans doute un guillemet jamais refermé",
                 "un guillemet fermant",
                 "corriger la ligne, ou doubler le guillemet s'il fait partie du texte"});
    }
    if (length == 0) return false;
    block.first_line = line_;
    block.text.assign(buffer_, 0, length);
    buffer_.erase(0, length);
    line_ += static_cast<std::size_t>(std::count(block.text.begin(), block.text.end(), '\n'));
    return true;
}

void read_records(const CsvBlock& block, const std::string& file, char delimiter,
                  const std::function<void(std::span<const std::string_view>, std::string_view,
                                           std::size_t)>& row) {
    const bool utf8 = is_utf8(block.text);
    csv::CsvScanner scanner(block.text, file, block.first_line);
    scanner.set_delimiter(delimiter);
    std::vector<std::string_view> fields;
    while (scanner.to_next_row()) {
        const std::size_t line = scanner.line();
        const char* first = scanner.position();
        scanner.read_row(fields);
        std::string_view record(first, static_cast<std::size_t>(scanner.position() - first));
        if (record.ends_with('\n')) record.remove_suffix(1);
        if (record.ends_with('\r')) record.remove_suffix(1);
        if (utf8 || is_utf8(record)) {
            row(fields, record, line);
            continue;
        }
        const std::string text = cp1252_to_utf8(record);
        csv::CsvScanner again(text, file, line);
        again.set_delimiter(delimiter);
        again.read_row(fields);
        row(fields, text, line);
    }
}

}  // namespace lisiere::io
