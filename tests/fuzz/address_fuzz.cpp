// SPDX-License-Identifier: Apache-2.0
// Addresses and names of places as people write them.
#include "io/base/encoding.hpp"
#include "io/base/names.hpp"
#include "io/reference/address_words.hpp"
#include "tests/fuzz/fuzz_input.hpp"

using namespace lisiere;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const io::AddressWords words = io::read_address_words(
        std::filesystem::path(LISIERE_ROOT) / "geodata" / "reference" / "abreviations_voies.csv");
    const std::string_view text = fuzz::text_of(data, size);
    const io::AddressParts parts = io::parse_address(text);
    if (parts.number && parts.number->number <= 0) __builtin_trap();
    if (!parts.postcode.empty() && parts.postcode.size() != 5) __builtin_trap();
    static_cast<void>(words.commune_key(parts.commune));
    static_cast<void>(io::parse_house_number(text));
    // A key is its own key.
    const std::string folded = io::folded(text);
    if (io::folded(folded) != folded || !io::is_utf8(io::slug(text))) __builtin_trap();
    static_cast<void>(io::comparable_name(text));
    return 0;
}
