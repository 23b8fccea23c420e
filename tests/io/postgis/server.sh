#!/usr/bin/env bash
# A PostgreSQL server of a test's own, with PostGIS, in a folder:  server.sh start|kill|restart|stop FOLDER
# It listens on a socket in that folder only; its account is `lisiere`, its base `sig`, another without PostGIS is `vide`.
# Ends with 77 and "absent : ..." where Debian's packages are not installed. As root, it is run by the account `postgres`.
set -euo pipefail
verb=$1 folder=$2

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if [ ! -x "$bin/initdb" ] || ! ls /usr/share/postgresql/*/extension/postgis.control >/dev/null 2>&1; then
  echo "absent : postgresql et postgresql-postgis (apt-get install postgresql postgresql-postgis)"
  exit 77
fi
as=()
if [ "$(id -u)" -eq 0 ]; then as=(setpriv --reuid=postgres --regid=postgres --init-groups --); fi
server() { cd "$folder" && "${as[@]}" "$bin/$@"; }
begin() {
  server pg_ctl -D "$folder/data" -w -t 60 -l "$folder/log" -o "-c listen_addresses= -c unix_socket_directories=$folder" start >/dev/null
}

case $verb in
  start)
    if [ ${#as[@]} -gt 0 ]; then chown postgres "$folder"; fi
    server initdb -D "$folder/data" -A trust -U lisiere -E UTF8 --locale=C.UTF-8 >/dev/null
    begin
    psql -qX -h "$folder" -U lisiere postgres -c "CREATE DATABASE sig" -c "CREATE DATABASE vide"
    psql -qX -h "$folder" -U lisiere sig -c "CREATE EXTENSION postgis"
    ;;
  kill) kill -9 "$(head -n 1 "$folder/data/postmaster.pid")" ;;
  restart)
    # What the dead one's children hold goes with them.
    for _ in $(seq 100); do begin 2>/dev/null && exit 0 || sleep 0.2; done
    exit 1
    ;;
  stop) server pg_ctl -D "$folder/data" -m immediate stop >/dev/null || true ;;
esac
