-- How the installation as a whole is, measured by one node of all and shown by each, so that the greatest of what they show is right.
create table figure (
    name  text             not null,
    label text             not null,
    value double precision not null,
    primary key (name, label)
);
