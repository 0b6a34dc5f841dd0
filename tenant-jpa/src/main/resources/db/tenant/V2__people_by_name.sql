-- People are looked up by a part of their name and listed by it.
create index users_by_name on users (lower(name), id);
