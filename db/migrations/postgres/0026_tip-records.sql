CREATE TABLE "tip_records" (
	"position" bigint PRIMARY KEY NOT NULL,
	"tip_id" text NOT NULL,
	"kind" text NOT NULL,
	"row" text NOT NULL,
	"digest" text NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "tip_records" ADD CONSTRAINT "tip_records_of_tip" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "tip_records_by_tip" ON "tip_records" USING btree ("tip_id");--> statement-breakpoint
CREATE INDEX "tip_records_by_row" ON "tip_records" USING btree ("row");--> statement-breakpoint
-- What was recorded is never changed or taken away, not even by a fault of ours.
CREATE TRIGGER "tip_records_never_changed" BEFORE UPDATE OR DELETE OR TRUNCATE ON "tip_records"
FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
