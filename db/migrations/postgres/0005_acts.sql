ALTER TABLE "tip_events" ADD COLUMN "until" text;--> statement-breakpoint
ALTER TABLE "tips" ADD COLUMN "finding" text;--> statement-breakpoint
ALTER TABLE "tips" ADD COLUMN "version" bigint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "tips" ADD COLUMN "merged_into" text;