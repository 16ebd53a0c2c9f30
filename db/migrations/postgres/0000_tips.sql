CREATE TABLE "desk_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"jurisdiction" text NOT NULL,
	"department" text NOT NULL,
	"version" bigint NOT NULL,
	"public_key" "bytea" NOT NULL,
	"sealed_private_key" "bytea" NOT NULL,
	"sealed_to" text NOT NULL,
	"made_at" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"key_mac" text PRIMARY KEY NOT NULL,
	"body_mac" text NOT NULL,
	"sealed_answer" "bytea" NOT NULL,
	"expires_at" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" text PRIMARY KEY NOT NULL,
	"tip_id" text NOT NULL,
	"at" text NOT NULL,
	"from" text NOT NULL,
	"department" text,
	"sealed_text" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "number_series" (
	"id" text PRIMARY KEY NOT NULL,
	"last" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "spent_proofs" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tip_desks" (
	"id" text PRIMARY KEY NOT NULL,
	"tip_id" text NOT NULL,
	"department" text NOT NULL,
	"role" text NOT NULL,
	"is_receiving" boolean NOT NULL,
	"order" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tip_events" (
	"position" bigint PRIMARY KEY NOT NULL,
	"tip_id" text NOT NULL,
	"at" text NOT NULL,
	"act" text NOT NULL,
	"status" text NOT NULL,
	"by" text NOT NULL,
	"sealed_note" "bytea",
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tip_exclusions" (
	"id" text PRIMARY KEY NOT NULL,
	"tip_id" text NOT NULL,
	"mac" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tip_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"tip_id" text NOT NULL,
	"purpose" text NOT NULL,
	"holder" text NOT NULL,
	"sealed" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tips" (
	"id" text PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"receipt_index" text NOT NULL,
	"jurisdiction" text NOT NULL,
	"category" text NOT NULL,
	"area" text,
	"is_named" boolean NOT NULL,
	"is_weakly_proven" boolean NOT NULL,
	"status" text NOT NULL,
	"received_at" text NOT NULL,
	"size_class" bigint NOT NULL,
	"sealed_body" "bytea" NOT NULL,
	"sealed_identity" "bytea",
	CONSTRAINT "tips_reference_unique" UNIQUE("reference"),
	CONSTRAINT "tips_receiptIndex_unique" UNIQUE("receipt_index")
);
--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_of_tip" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_desks" ADD CONSTRAINT "tip_desks_of_tip" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_events" ADD CONSTRAINT "tip_events_of_tip" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_exclusions" ADD CONSTRAINT "tip_exclusions_of_tip" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tip_keys" ADD CONSTRAINT "tip_keys_of_tip" FOREIGN KEY ("tip_id") REFERENCES "public"."tips"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "desk_keys_by_desk" ON "desk_keys" USING btree ("jurisdiction","department");--> statement-breakpoint
CREATE INDEX "messages_by_tip" ON "messages" USING btree ("tip_id");--> statement-breakpoint
CREATE INDEX "tip_desks_by_tip" ON "tip_desks" USING btree ("tip_id");--> statement-breakpoint
CREATE INDEX "tip_desks_by_department" ON "tip_desks" USING btree ("department");--> statement-breakpoint
CREATE INDEX "tip_events_by_tip" ON "tip_events" USING btree ("tip_id");--> statement-breakpoint
CREATE INDEX "tip_exclusions_by_tip" ON "tip_exclusions" USING btree ("tip_id");--> statement-breakpoint
CREATE INDEX "tip_keys_by_tip" ON "tip_keys" USING btree ("tip_id");--> statement-breakpoint
CREATE INDEX "tips_by_place" ON "tips" USING btree ("jurisdiction","status","received_at");