-- After a restore: whether these mails left after the backup is not known. Curators see what is `unknown`.
-- Mails of a later date have surely not left, and stay.
UPDATE outbox_row
SET state = 'unknown', finished_at = now(), error = 'restored from a backup',
    subject = '', text = '', html = '',
    lease_until = NULL, owner_pid = NULL, owner_since = NULL
WHERE channel = 'mail' AND state IN ('queued', 'retry', 'sending') AND due_at <= now();
