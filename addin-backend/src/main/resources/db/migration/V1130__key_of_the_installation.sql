-- The id of the key with which the secrets of this installation are sealed, by which keys are told apart and which tells nothing about the
-- key: a node that has another one must not begin to seal with it. Null until the first node starts.
alter table installation add column secret_key text;
