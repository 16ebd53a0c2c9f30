CREATE TABLE "identity_looks" (
	"id" text PRIMARY KEY NOT NULL,
	"tip_id" text NOT NULL,
	"asked_at" text NOT NULL,
	"asked_by" text NOT NULL,
	"department" text NOT NULL,
	"office_key_id" text NOT NULL,
	"sealed_reason" "bytea" NOT NULL,
	"allowed_at" text,
	"allowed_by" text,
	"sealed_half" "bytea"
);
--> statement-breakpoint
ALTER TABLE "identity_looks" ADD CONSTRAINT "identity_looks_of_tip" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "identity_looks_by_tip" ON "identity_looks" USING btree ("tip_id");