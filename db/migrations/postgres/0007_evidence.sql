CREATE TABLE "attachments" (
	"id" text PRIMARY KEY NOT NULL,
	"tip_id" text NOT NULL,
	"number" bigint NOT NULL,
	"file" text NOT NULL,
	"at" text NOT NULL,
	"size_class" bigint NOT NULL,
	"sealed_manifest" "bytea" NOT NULL,
	CONSTRAINT "attachments_file_unique" UNIQUE("file")
);
--> statement-breakpoint
CREATE TABLE "draft_files" (
	"file" text PRIMARY KEY NOT NULL,
	"draft_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL,
	"sealed_body" "bytea" NOT NULL,
	"expires_at" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_of_tip" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachments_by_tip" ON "attachments" USING btree ("tip_id");--> statement-breakpoint
CREATE INDEX "draft_files_by_draft" ON "draft_files" USING btree ("draft_id");--> statement-breakpoint
CREATE INDEX "report_drafts_by_expiry" ON "report_drafts" USING btree ("expires_at");