CREATE TABLE "desk_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"jurisdiction" text NOT NULL,
	"stage" text NOT NULL,
	"change" text NOT NULL,
	"submitted_by" text NOT NULL,
	"submitted_at" text NOT NULL,
	"decided_by" text,
	"decided_at" text,
	"reason" text
);
--> statement-breakpoint
CREATE INDEX "desk_changes_by_place" ON "desk_changes" USING btree ("jurisdiction","submitted_at");