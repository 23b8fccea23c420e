-- SPDX-License-Identifier: Apache-2.0
-- Areal interpolation by PostGIS, in a scratch database: psql -v folder=FOLDER -f overlay.sql
\set QUIET on
\timing off
\pset tuples_only on
\pset format unaligned
\pset fieldsep ' '
set client_min_messages = warning;
create extension if not exists postgis;
drop table if exists sources, targets, weights, times;
create table sources (id int primary key, count float8, wkt text);
create table targets (id int primary key, wkt text);
\set copy_sources '\\copy sources from ' :folder '/sources.csv with (format csv, header, delimiter '';'')'
:copy_sources
\set copy_targets '\\copy targets from ' :folder '/targets.csv with (format csv, header, delimiter '';'')'
:copy_targets
alter table sources add geom geometry(MultiPolygon, 2154);
alter table targets add geom geometry(MultiPolygon, 2154);
update sources set geom = st_geomfromtext(wkt, 2154);
update targets set geom = st_geomfromtext(wkt, 2154);
vacuum analyze sources;
vacuum analyze targets;
create table times (at timestamptz);
insert into times values (clock_timestamp());
create index on sources using gist (geom);
create table weights as
  select s.id as source, t.id as target, st_area(st_intersection(s.geom, t.geom)) / st_area(s.geom) as weight
  from sources s join targets t on s.geom && t.geom and st_intersects(s.geom, t.geom);
create table first_values as select target as id, sum(weight * count) as value from weights join sources on id = source group by target;
insert into times values (clock_timestamp());
create table further_values as select target as id, sum(weight * count) as value from weights join sources on id = source group by target;
insert into times values (clock_timestamp());
select extract(epoch from b.at - a.at) * 1000, extract(epoch from c.at - b.at) * 1000
  from (select at from times order by at limit 1) a,
       (select at from times order by at offset 1 limit 1) b,
       (select at from times order by at offset 2 limit 1) c;
\set copy_out '\\copy (select t.id, coalesce(value, 0) as value from targets t left join further_values v on v.id = t.id) to ' :folder '/postgis.csv with (format csv, header, delimiter '';'')'
:copy_out
drop table first_values, further_values;
