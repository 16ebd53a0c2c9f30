-- What happened is never changed or taken away, not even by a fault of ours.
CREATE TRIGGER `tip_events_never_changed` BEFORE UPDATE ON `tip_events`
BEGIN SELECT RAISE(ABORT, 'tip_events is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `tip_events_never_deleted` BEFORE DELETE ON `tip_events`
BEGIN SELECT RAISE(ABORT, 'tip_events is append-only'); END;
