CREATE TABLE "disclosure_copies" (
	"tip_id" text PRIMARY KEY NOT NULL,
	"proposed_at" text NOT NULL,
	"office_key_id" text,
	"sealed_text" "bytea"
);
--> statement-breakpoint
ALTER TABLE "disclosure_copies" ADD CONSTRAINT "disclosure_copies_of_tip" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;