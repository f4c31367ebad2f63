-- Mailboxes connected from a table or by token read their inbox and what was sent, although nobody had chosen that. Their other
-- folders are read from now on; what somebody chose on the page stays.
update imap_connection set folders = '{*}' where folders = '{}';
