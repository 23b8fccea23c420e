#!/usr/bin/env bash
# The Debian package on a clean system: builds it, installs it in a fresh Debian 12, uses it as its users do, and takes it away
# without a trace. As root, with debootstrap and Debian's mirror.   racine.sh BUILD_FOLDER [WORK_FOLDER]
# A WORK_FOLDER that is named is kept, with its root; otherwise all is removed.
set -euo pipefail
here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
build=$(readlink -f "${1:?racine.sh BUILD_FOLDER [WORK_FOLDER]}")
work=${2:-}
[ "$(id -u)" -eq 0 ] || { echo "racine.sh: needs root" >&2; exit 1; }
if [ -z "$work" ]; then
  work=$(mktemp -d)
  keep=
else
  mkdir -p "$work" && work=$(readlink -f "$work") && keep=1
fi
root=$work/racine
clean() {
  if mountpoint -q "$root/proc"; then umount "$root/proc"; fi
  if [ -z "$keep" ]; then rm -rf --one-file-system "$work"; fi
}
trap clean EXIT

step() { printf '\n== %s\n' "$*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }
inside() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root DEBIAN_FRONTEND=noninteractive \
  ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} chroot "$root" "$@"; }
as_user() { inside setpriv --reuid=essai --regid=essai --clear-groups env HOME=/home/essai "$@"; }

step "the package"
cmake --build "$build" --target lisiere lisiere_viewer lisiere_manual
rm -f "$work"/lisiere_*.deb
(cd "$work" && cpack -G DEB --config "$build/CPackConfig.cmake" -B "$work") >"$work/cpack.log" 2>&1 || { cat "$work/cpack.log"; fail cpack; }
package=$(echo "$work"/lisiere_*.deb)
rm -rf "$work/_CPack_Packages"
dpkg-deb --info "$package"
dpkg-deb --contents "$package" | awk '{ print $1, $2, $3, $6 }' >"$work/contents.txt"
wc -l <"$work/contents.txt"
# Nothing of the engine's library, of tests, of the checkout.
if grep -E '\.(a|hpp|cpp|cmake)$|/tests/' "$work/contents.txt"; then fail "files of developers in the package"; fi
if command -v lintian >/dev/null; then
  step "lintian"
  lintian --profile debian --display-info --fail-on error "$package" || fail lintian
fi

step "a clean system"
[ -d "$root" ] || "$here/../../examples/deploiement/conteneur/racine.sh" "$root" >"$work/racine.log" 2>&1 || { tail "$work/racine.log"; fail debootstrap; }
mount -t proc proc "$root/proc"
# The libraries first, with what the test itself asks for: what is left after the purge is then ours.
inside apt-get update >"$work/apt.log" 2>&1
inside apt-get satisfy -y --no-install-recommends "$(dpkg-deb -f "$package" Depends)" systemd man-db bash >>"$work/apt.log" 2>&1 ||
  { tail "$work/apt.log"; fail dependencies; }
inside getent passwd essai >/dev/null || inside useradd --create-home essai
cp "$package" "$root/home/essai/lisiere.deb"

# Every path with its kind, mode and owner, and what /etc says; not dpkg's and apt's own accounts of what they did, man's cache, nor
# what a start forgets.
list() {
  (cd "$root" && find . -xdev \( -path ./proc -o -path ./tmp -o -path ./home/essai -o -path ./var/log -o -path ./var/lib/apt \
    -o -path ./var/cache/apt -o -path './var/lib/dpkg/*-old' -o -path ./var/lib/dpkg/lock -o -path ./var/lib/dpkg/lock-frontend \
    -o -path './var/cache/debconf/*-old' -o -path ./var/cache/man -o -path ./run \) -prune -o -printf '%y %m %u:%g %p\n' | sort -k4
    find etc -type f ! -name '*-' -exec sha256sum {} + | sort -k2)
}
list >"$work/before.txt"

step "apt-get install"
inside apt-get install -y --no-install-recommends /home/essai/lisiere.deb 2>&1 | tail -n 5
inside lisiere --version
umount "$root/proc"
inside lisiere info /usr/share/doc/lisiere/examples/demo/gtfs.zip >/dev/null || fail "without /proc"
mount -t proc proc "$root/proc"
inside getent passwd lisiere || fail "the user of the refresh"

step "the demonstration, as a user"
as_user lisiere run /usr/share/doc/lisiere/examples/demo.toml -o /home/essai/out 2>"$work/run.log" || { tail "$work/run.log"; fail run; }
tail -n 1 "$work/run.log"
for file in lisiere.gpkg territoire.qgz carte/index.html carte/licences.txt tuiles/lisiere.pmtiles atlas/atlas.pdf rapport.html tableaux.xlsx catalogue.jsonld metadonnees.xml manifeste.json; do
  [ -s "$root/home/essai/out/$file" ] || fail "no $file in the edition"
done
if grep -qE 'carte_absente|police_absente' "$root/home/essai/out/manifeste.json"; then fail "something of the package is missing"; fi
# The report quotes the method pages.
grep -q 'Worked example' "$root/home/essai/out/rapport.html" || fail "the report lacks its methods"
as_user lisiere run /usr/share/doc/lisiere/examples/demo.toml -o /home/essai/out 2>&1 | grep "rien n'a changé"

step "the manual"
inside man -P cat lisiere | sed -n '1,12p'
for page in "$root"/usr/share/man/man1/lisiere*; do
  name=$(basename "$page" .1.gz)
  inside man -P cat "$name" >"$work/page.txt" 2>"$work/page.err" || fail "man $name"
  grep -q "CODES DE RETOUR" "$work/page.txt" || fail "man $name"
done
inside man -P cat 5 lisiere.toml | grep -q perimetres || fail "man 5 lisiere.toml"
# shellcheck disable=SC2016 # for the shell inside
inside bash -c '. /usr/share/bash-completion/completions/lisiere; compopt() { :; }; COMP_WORDS=(lisiere ru); COMP_CWORD=1; _lisiere; [ "${COMPREPLY[*]}" = run ]' ||
  fail completion

step "the units"
inside systemd-analyze verify --man=yes lisiere-refresh@demo.service lisiere-refresh@demo.timer || fail "systemd-analyze verify"
inside systemd-analyze security --offline=yes --threshold=30 lisiere-refresh@demo.service | tail -n 1 || fail "systemd-analyze security"

step "apt-get purge"
inside apt-get purge -y lisiere 2>&1 | tail -n 3
list >"$work/after.txt"
if ! diff "$work/before.txt" "$work/after.txt"; then fail "traces are left"; fi
echo "no trace: $(wc -l <"$work/after.txt") lines, the same before and after"

step "editions of a refresh outlive a purge"
inside apt-get install -y --no-install-recommends /home/essai/lisiere.deb >/dev/null 2>&1
inside install -d -o lisiere -g lisiere /var/lib/lisiere/demo
echo mine >"$root/var/lib/lisiere/demo/edition"
inside apt-get purge -y lisiere 2>&1 | grep "restent" || fail "nobody is told of the editions left"
[ "$(cat "$root/var/lib/lisiere/demo/edition")" = mine ] || fail "an edition is lost"
rm -r "$root/var/lib/lisiere"
inside userdel lisiere
echo
echo "packaging: all is well"
