-- Prepares a PostgreSQL server (16 or newer) for Helpdeskly: run once as a superuser, harmless to run again.
--
--   psql -h HOST -U postgres -d postgres -v control_password=... -v provisioner_password=... -f prepare.sql
--
-- A server that holds tenants only, and not the control database, needs the provisioner and the serving group alone;
-- what is made besides them stays unused.

-- Owns the control database and can do nothing outside it.
SELECT format('CREATE ROLE helpdeskly_control LOGIN PASSWORD %L', :'control_password')
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'helpdeskly_control') \gexec

-- A node that hangs in the middle of a transaction must not keep its rows from the others.
ALTER ROLE helpdeskly_control SET idle_in_transaction_session_timeout = '10s';

-- Makes tenants' roles and databases. Not a superuser: it sees into a database only when it made its owner.
SELECT format('CREATE ROLE helpdeskly_provisioner LOGIN CREATEDB CREATEROLE PASSWORD %L', :'provisioner_password')
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'helpdeskly_provisioner') \gexec

-- Needed to give a new database to the role it was made for.
ALTER ROLE helpdeskly_provisioner SET createrole_self_grant = 'set, inherit';

-- The group of all roles that serve a tenant's requests. Nobody signs in as the group itself.
SELECT 'CREATE ROLE helpdeskly_serving NOLOGIN'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'helpdeskly_serving') \gexec

GRANT helpdeskly_serving TO helpdeskly_provisioner WITH ADMIN OPTION;

SELECT 'CREATE DATABASE helpdeskly_control OWNER helpdeskly_control ENCODING ''UTF8'' TEMPLATE template0'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'helpdeskly_control') \gexec

-- By default every role may connect to every database. Here each is let in by name.
REVOKE ALL ON DATABASE helpdeskly_control FROM PUBLIC;
REVOKE ALL ON DATABASE postgres FROM PUBLIC;
REVOKE ALL ON DATABASE template1 FROM PUBLIC;
GRANT CONNECT ON DATABASE postgres TO helpdeskly_provisioner;
