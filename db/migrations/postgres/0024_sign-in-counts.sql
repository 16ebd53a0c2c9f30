CREATE TABLE "sign_in_counts" (
	"id" text PRIMARY KEY NOT NULL,
	"tries" bigint NOT NULL,
	"expires_at" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "sign_in_counts_by_expiry" ON "sign_in_counts" USING btree ("expires_at");