-- What operators have set for the whole service, in place of a node's configuration.
create table service_settings (
    name  text primary key,
    value text not null
);
