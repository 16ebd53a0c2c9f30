CREATE TABLE "desk_key_holders" (
	"id" text PRIMARY KEY NOT NULL,
	"desk_key_id" text NOT NULL,
	"member_id" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"given_at" text NOT NULL,
	"given_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"invited_by" text NOT NULL,
	"made_at" text NOT NULL,
	"expires_at" text NOT NULL,
	"used_at" text
);
--> statement-breakpoint
CREATE TABLE "member_factors" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"made_at" text NOT NULL,
	"sealed_secret" "bytea",
	"credential_id" text,
	"public_key" "bytea",
	"last_used" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "member_roles" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"role" text NOT NULL,
	"jurisdiction" text,
	"department" text,
	"area" text,
	"given_at" text NOT NULL,
	"given_by" text NOT NULL,
	"ended_at" text
);
--> statement-breakpoint
CREATE TABLE "members" (
	"id" text PRIMARY KEY NOT NULL,
	"account" text NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"made_at" text NOT NULL,
	"public_key" "bytea",
	"sealed_private_key" "bytea",
	"derivation" text,
	CONSTRAINT "members_account_unique" UNIQUE("account")
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"used_at" text
);
--> statement-breakpoint
CREATE TABLE "staff_events" (
	"position" bigint PRIMARY KEY NOT NULL,
	"at" text NOT NULL,
	"act" text NOT NULL,
	"actor" text NOT NULL,
	"member_id" text,
	"jurisdiction" text,
	"department" text,
	"detail" text,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"is_open" boolean NOT NULL,
	"sealed_private_key" "bytea" NOT NULL,
	"started_at" text NOT NULL,
	"seen_at" text NOT NULL,
	"expires_at" text NOT NULL,
	"wrong_answers" bigint NOT NULL,
	"challenge" text
);
--> statement-breakpoint
ALTER TABLE "desk_key_holders" ADD CONSTRAINT "desk_key_holders_of_member" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_key_holders" ADD CONSTRAINT "desk_key_holders_of_key" FOREIGN KEY ("desk_key_id") REFERENCES "public"."desk_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_of_member" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_factors" ADD CONSTRAINT "member_factors_of_member" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_roles" ADD CONSTRAINT "member_roles_of_member" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_of_member" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_sessions" ADD CONSTRAINT "staff_sessions_of_member" FOREIGN KEY ("member_id") REFERENCES "public"."members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "desk_key_holders_by_member" ON "desk_key_holders" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "desk_key_holders_by_key" ON "desk_key_holders" USING btree ("desk_key_id");--> statement-breakpoint
CREATE INDEX "invitations_by_member" ON "invitations" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "member_factors_by_member" ON "member_factors" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "member_roles_by_member" ON "member_roles" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "recovery_codes_by_member" ON "recovery_codes" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "staff_events_by_member" ON "staff_events" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "staff_events_by_desk" ON "staff_events" USING btree ("jurisdiction","department");--> statement-breakpoint
CREATE INDEX "staff_sessions_by_member" ON "staff_sessions" USING btree ("member_id");