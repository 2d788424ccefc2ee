-- Run once, by the first start of an empty database: a role that owns its database and is no superuser. The superuser
-- keeps no password, so that nobody speaks for it from outside the container.
\getenv password POSTGRES_PASSWORD
CREATE ROLE fractional LOGIN PASSWORD :'password';
CREATE DATABASE fractional OWNER fractional;
ALTER ROLE postgres PASSWORD NULL;
