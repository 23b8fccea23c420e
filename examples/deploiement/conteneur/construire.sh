#!/usr/bin/env bash
# Une image de conteneur sans moteur de conteneurs : debootstrap, le paquet, une archive.
#   construire.sh lisiere_0.2.0-1_amd64.deb IMAGE.tar     en root
# L'archive s'importe telle quelle (podman import, docker import), ou par le Containerfile d'à côté.
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
package=$(readlink -f "${1:?construire.sh PAQUET.deb IMAGE.tar}")
image=$(realpath -m "${2:?construire.sh PAQUET.deb IMAGE.tar}")
work=$(mktemp -d)
trap 'rm -rf --one-file-system "$work"' EXIT
root=$work/racine
"$here/racine.sh" "$root"

cp "$package" "$root/tmp/lisiere.deb"
inside() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
  ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} chroot "$root" "$@"; }
inside apt-get update
inside apt-get install -y --no-install-recommends /tmp/lisiere.deb
inside useradd --system --uid 990 --home-dir /travail --create-home --shell /usr/sbin/nologin lisiere
inside lisiere --version
# Ce qui ne sert qu'à installer, et ce qui est propre à cette machine.
inside apt-get clean
rm -rf "$root"/var/lib/apt/lists/* "$root"/var/log/* "$root"/tmp/* "$root"/var/cache/debconf/*-old "$root/etc/apt/apt.conf.d/90machine"
rm -f "$root/etc/resolv.conf" "$root/etc/hostname" "$root/etc/machine-id"
tar --create --file "$image" --directory "$root" --numeric-owner --one-file-system --sort=name .
echo "$image : $(du -h "$image" | cut -f1)"
