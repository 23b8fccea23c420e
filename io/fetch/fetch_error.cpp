// SPDX-License-Identifier: Apache-2.0
#include "io/fetch/fetch_error.hpp"

namespace lisiere::io {

std::string to_text(FetchFailure failure) {
    switch (failure) {
        case FetchFailure::absent:
            return "absent";
        case FetchFailure::refused:
            return "acces_refuse";
        case FetchFailure::rejected:
            return "requete_refusee";
        case FetchFailure::wrong_type:
            return "autre_type";
        case FetchFailure::too_large:
            return "trop_grand";
        case FetchFailure::checksum:
            return "empreinte";
        case FetchFailure::redirect:
            return "redirection";
        case FetchFailure::tls:
            return "certificat";
        case FetchFailure::address:
            return "adresse";
        case FetchFailure::unreachable:
            return "injoignable";
        case FetchFailure::timeout:
            return "delai";
        case FetchFailure::server:
            return "serveur";
        case FetchFailure::busy:
            return "occupe";
        case FetchFailure::cut:
            return "tronque";
        case FetchFailure::changed:
            return "modifie_pendant_la_lecture";
    }
    return {};
}

}  // namespace lisiere::io
