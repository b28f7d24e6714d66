-- The roles and the database of Trellis, once, on the primary:
--   psql -h 10.0.0.31 -U postgres -f roles.sql
-- What to change: both passwords. The application's role owns nothing; why: docs/decisions/database.md.
CREATE ROLE trellis_owner LOGIN PASSWORD 'change-me-owner';
CREATE ROLE trellis_app LOGIN PASSWORD 'change-me-application';
CREATE DATABASE trellis OWNER trellis_owner;
ALTER ROLE trellis_app IN DATABASE trellis SET TimeZone = 'UTC';
