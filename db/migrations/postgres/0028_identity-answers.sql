ALTER TABLE "identity_looks" ADD COLUMN "declined_at" text;--> statement-breakpoint
ALTER TABLE "identity_looks" ADD COLUMN "declined_by" text;--> statement-breakpoint
ALTER TABLE "identity_looks" ADD COLUMN "answer_key_id" text;--> statement-breakpoint
ALTER TABLE "identity_looks" ADD COLUMN "sealed_answer" "bytea";--> statement-breakpoint
ALTER TABLE "supervision_orders" ADD COLUMN "watch_key_id" text;--> statement-breakpoint
ALTER TABLE "supervision_orders" ADD COLUMN "sealed_for_watch" "bytea";