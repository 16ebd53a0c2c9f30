CREATE TABLE "publications" (
	"id" text PRIMARY KEY NOT NULL,
	"jurisdiction" text NOT NULL,
	"kind" text NOT NULL,
	"stage" text NOT NULL,
	"draft" text NOT NULL,
	"facts" text NOT NULL,
	"submitted_by" text NOT NULL,
	"submitted_at" text NOT NULL,
	"publish_at" text NOT NULL,
	"decided_by" text,
	"decided_at" text,
	"reason" text,
	"announcement" text,
	"published_at" text
);
--> statement-breakpoint
CREATE INDEX "publications_by_stage" ON "publications" USING btree ("stage","publish_at");