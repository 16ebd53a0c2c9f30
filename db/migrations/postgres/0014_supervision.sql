CREATE TABLE "supervision_orders" (
	"id" text PRIMARY KEY NOT NULL,
	"tip_id" text NOT NULL,
	"at" text NOT NULL,
	"by" text NOT NULL,
	"actor" text NOT NULL,
	"answer_by" text NOT NULL,
	"desk_key_id" text NOT NULL,
	"sealed_text" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "supervision_orders" ADD CONSTRAINT "supervision_orders_of_tip" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "supervision_orders_by_tip" ON "supervision_orders" USING btree ("tip_id");