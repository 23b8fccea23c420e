// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lisiere::io {

/// Whole records of a longer text, as the file writes them.
struct CsvBlock {
    std::string text;
    std::size_t first_line = 1;
};

/// Delimited text of any length, a block of whole records at a time: the same files as `read_csv`,
/// read once, forwards, in bounded memory; also from a pipe. Where blocks are cut depends on the
/// file only.
/// - InputError: absent or unreadable, empty, UTF-16, and a record above `longest_record` (a quote
///   that is never closed would else swallow the file), with its line.
/// Cost: the copy from the file; blocks that hold quotes are scanned once more to find their end.
class CsvStream {
  public:
    static constexpr std::size_t block_bytes = 1U << 20U;
    static constexpr std::size_t longest_record = 4U << 20U;

    /// Opens the file ("-": standard input) and reads its header. `name` is for messages.
    CsvStream(const std::filesystem::path& file, std::string name);

    const std::vector<std::string>& names() const { return names_; }  ///< UTF-8, trimmed
    const std::string& header() const { return header_; }  ///< as written, in UTF-8, no line end
    char delimiter() const { return delimiter_; }
    bool marked() const { return marked_; }  ///< starts with the UTF-8 mark
    bool crlf() const { return crlf_; }      ///< the header ends with CR LF

    /// The next block; false at the end.
    bool next(CsvBlock& block);
    /// Share of the file read; 0 while the length is not known (a pipe).
    double done() const;

  private:
    struct Closer {
        void operator()(std::FILE* file) const;
    };
    void fill(std::size_t wanted);
    void read_header();
    std::size_t whole_records() const;

    std::string name_;
    std::unique_ptr<std::FILE, Closer> file_;
    std::uintmax_t size_ = 0;
    std::uintmax_t read_ = 0;
    std::string buffer_;  ///< read and not yet handed over
    std::size_t line_ = 1;
    bool ended_ = false;
    std::vector<std::string> names_;
    std::string header_;
    char delimiter_ = ',';
    bool marked_ = false;
    bool crlf_ = false;
};

/// Calls `row(fields, record, line)` for each record of a block. `record` is the whole of it
/// without its line end, quotes as written; both in UTF-8: a record that is not UTF-8 is taken as
/// CP1252, each by itself. `fields` are as many as the record has: nothing is padded. Blank lines
/// are skipped. Views die with the call. `file` is for messages.
void read_records(const CsvBlock& block, const std::string& file, char delimiter,
                  const std::function<void(std::span<const std::string_view> fields,
                                           std::string_view record, std::size_t line)>& row);

}  // namespace lisiere::io
