CREATE TABLE "notice_objections" (
	"tip_id" text PRIMARY KEY NOT NULL,
	"jurisdiction" text NOT NULL,
	"announcement" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notice_objections" ADD CONSTRAINT "notice_objections_of_tip" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notice_objections_by_place" ON "notice_objections" USING btree ("jurisdiction");