-- What happened is never changed or taken away, not even by a fault of ours.
CREATE TRIGGER "staff_events_never_changed" BEFORE UPDATE OR DELETE OR TRUNCATE ON "staff_events"
FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
