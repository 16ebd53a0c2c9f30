CREATE TABLE "own_views" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"kept_at" text NOT NULL,
	"sealed_view" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "own_views" ADD CONSTRAINT "own_views_of_member" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "own_views_by_member" ON "own_views" USING btree ("member_id");