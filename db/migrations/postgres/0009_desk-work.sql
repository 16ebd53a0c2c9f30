CREATE TABLE "desk_notes" (
	"id" text PRIMARY KEY NOT NULL,
	"tip_id" text NOT NULL,
	"at" text NOT NULL,
	"department" text NOT NULL,
	"author" text NOT NULL,
	"sealed_text" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "desk_work" (
	"id" text PRIMARY KEY NOT NULL,
	"tip_id" text NOT NULL,
	"department" text NOT NULL,
	"assignee" text,
	"snoozed_until" text,
	"read_at" text
);
--> statement-breakpoint
CREATE TABLE "tip_presences" (
	"id" text PRIMARY KEY NOT NULL,
	"tip_id" text NOT NULL,
	"member_id" text NOT NULL,
	"is_writing" boolean NOT NULL,
	"expires_at" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tip_subjects" (
	"id" text PRIMARY KEY NOT NULL,
	"tip_id" text NOT NULL,
	"desk_key_id" text NOT NULL,
	"mac" text NOT NULL
);
--> statement-breakpoint
DROP INDEX "tip_desks_by_department";--> statement-breakpoint
ALTER TABLE "desk_notes" ADD CONSTRAINT "desk_notes_of_tip" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_work" ADD CONSTRAINT "desk_work_of_tip" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_presences" ADD CONSTRAINT "tip_presences_of_tip" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_subjects" ADD CONSTRAINT "tip_subjects_of_tip" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "desk_notes_by_tip" ON "desk_notes" USING btree ("tip_id");--> statement-breakpoint
CREATE INDEX "desk_work_by_tip" ON "desk_work" USING btree ("tip_id");--> statement-breakpoint
CREATE INDEX "tip_presences_by_tip" ON "tip_presences" USING btree ("tip_id");--> statement-breakpoint
CREATE INDEX "tip_subjects_by_tip" ON "tip_subjects" USING btree ("tip_id");--> statement-breakpoint
CREATE INDEX "tip_subjects_by_mac" ON "tip_subjects" USING btree ("mac");--> statement-breakpoint
CREATE INDEX "tip_desks_by_department" ON "tip_desks" USING btree ("department","is_receiving");