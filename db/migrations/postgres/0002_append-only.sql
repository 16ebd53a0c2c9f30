-- What happened is never changed or taken away, not even by a fault of ours.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
--> statement-breakpoint
CREATE TRIGGER "tip_events_never_changed" BEFORE UPDATE OR DELETE OR TRUNCATE ON "tip_events"
FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
