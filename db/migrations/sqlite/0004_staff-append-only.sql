-- What happened is never changed or taken away, not even by a fault of ours.
CREATE TRIGGER `staff_events_never_changed` BEFORE UPDATE ON `staff_events`
BEGIN SELECT RAISE(ABORT, 'staff_events is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `staff_events_never_deleted` BEFORE DELETE ON `staff_events`
BEGIN SELECT RAISE(ABORT, 'staff_events is append-only'); END;
