#!/usr/bin/env bash
# Un système Debian 12 minimal dans un dossier, des dépôts dont cette machine se sert elle-même.
#   racine.sh DOSSIER      en root ; DOSSIER est à créer
# D'autres scripts s'en servent : conteneur/construire.sh, et l'essai d'installation du paquet.
set -euo pipefail
root=${1:?racine.sh DOSSIER}
[ "$(id -u)" -eq 0 ] || { echo "racine.sh : à lancer en root (debootstrap)." >&2; exit 1; }
command -v debootstrap >/dev/null || { echo "racine.sh : il manque debootstrap (apt-get install debootstrap)." >&2; exit 1; }
[ ! -e "$root" ] || { echo "racine.sh : « $root » existe déjà." >&2; exit 1; }
release=bookworm

# Les dépôts de Debian que cette machine a déclarés, et eux seuls : un miroir interne ou un proxy servent donc aussi ici.
# shellcheck disable=SC2016 # $(REPO_URI) est d'apt, non du shell
mapfile -t sources < <(apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 'Origin: Debian' |
  grep -E " $release(-[a-z]+)? " | sort -u)
main=$(printf '%s\n' "${sources[@]}" | awk -v r="$release" '$2 == r { print $1; exit }')
[ -n "$main" ] || { echo "racine.sh : aucun dépôt Debian $release déclaré ici (apt-get update ?)." >&2; exit 1; }

debootstrap --variant=minbase "$release" "$root" "$main"
for source in "${sources[@]}"; do
  read -r uri name component <<<"$source"
  echo "deb $uri $name $component"
done >"$root/etc/apt/sources.list"
# Réglages d'accès de la machine (proxy, dates, certificats).
apt-config dump | grep -E '^Acquire::(http|https|Check-|Retries|Max-)' >"$root/etc/apt/apt.conf.d/90machine" || true
certificates=/etc/ssl/certs/ca-certificates.crt
if [ -f "$certificates" ]; then install -D -m 644 "$certificates" "$root$certificates"; fi
