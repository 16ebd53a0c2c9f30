CREATE TABLE "verification_records" (
	"id" text PRIMARY KEY NOT NULL,
	"tip_id" text NOT NULL,
	"at" text NOT NULL,
	"department" text NOT NULL,
	"author" text NOT NULL,
	"sealed_record" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "verification_records" ADD CONSTRAINT "verification_records_of_tip" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "verification_records_by_tip" ON "verification_records" USING btree ("tip_id");