// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <string_view>
#include <utility>

namespace lisiere::cli {

/// Before anything is opened: descriptors 0 to 2 that whoever started the program left closed are
/// taken, so that no file of ours becomes standard error and is written over. A closed stream stays
/// one that refuses: reading it or writing to it fails. A pipe whose reader has gone and a file at
/// its size limit are errors of the write, no longer signals.
void secure_standard_streams();

/// A result, to standard output. OutputError when it cannot be written (a full disk, a closed
/// descriptor); a reader who has had enough (`| head`) is not an error: the rest is dropped.
void write_result(std::string_view text);

/// The same of a line that only says where the result is: a failure is told by the return value,
/// the work stands.
bool write_courtesy(std::string_view text);

/// A message, to standard error. What cannot be written is lost: the work and the exit status are
/// the same without it.
void write_message(std::string_view text) noexcept;

/// The file that standard output is directed to; empty when it is a terminal, a pipe, a device, or
/// when the system does not say.
std::filesystem::path file_of_standard_output();

/// OutputError when text left in the buffers of the C library cannot be written.
void flush_results();

template <class... Arguments>
void show(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    write_result(fmt::format(format, std::forward<Arguments>(arguments)...));
}

}  // namespace lisiere::cli
