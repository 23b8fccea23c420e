// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "examples/generateur/town.hpp"

namespace lisiere::demo {

/// A number of a street of the town.
struct Address {
    int number = 0;
    std::string street;
    int commune = 0;  ///< position in Plan::communes
    Point at;
    std::string text() const { return std::to_string(number) + " " + street; }
};

/// The postcode of a commune: one for the whole département.
std::string postcode(const std::string& commune);

/// The addresses of the town's facilities, and of the buildings in its quarters. Numbers are metres
/// from the start of the street, as villages count them; no two addresses of a commune are the
/// same.
class AddressBook {
  public:
    explicit AddressBook(const Town& town);
    const std::vector<Address>& all() const { return all_; }
    /// The nearest to a place: its own, for a facility.
    const Address& nearest(const Point& place) const;

  private:
    std::vector<Address> all_;
};

}  // namespace lisiere::demo
