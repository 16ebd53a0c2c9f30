CREATE TABLE "verification_photos" (
	"id" text PRIMARY KEY NOT NULL,
	"tip_id" text NOT NULL,
	"record_id" text NOT NULL,
	"number" bigint NOT NULL,
	"file" text NOT NULL,
	"size_class" bigint NOT NULL,
	"sealed_manifest" "bytea" NOT NULL,
	CONSTRAINT "verification_photos_file_unique" UNIQUE("file")
);
--> statement-breakpoint
ALTER TABLE "verification_photos" ADD CONSTRAINT "verification_photos_of_tip" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "verification_photos_by_tip" ON "verification_photos" USING btree ("tip_id");