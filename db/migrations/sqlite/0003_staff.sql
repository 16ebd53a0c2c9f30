CREATE TABLE `desk_key_holders` (
	`id` text PRIMARY KEY NOT NULL,
	`desk_key_id` text NOT NULL,
	`member_id` text NOT NULL,
	`sealed` blob NOT NULL,
	`given_at` text NOT NULL,
	`given_by` text NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`desk_key_id`) REFERENCES `desk_keys`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `desk_key_holders_by_member` ON `desk_key_holders` (`member_id`);--> statement-breakpoint
CREATE INDEX `desk_key_holders_by_key` ON `desk_key_holders` (`desk_key_id`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`invited_by` text NOT NULL,
	`made_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `invitations_by_member` ON `invitations` (`member_id`);--> statement-breakpoint
CREATE TABLE `member_factors` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`made_at` text NOT NULL,
	`sealed_secret` blob,
	`credential_id` text,
	`public_key` blob,
	`last_used` integer NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `member_factors_by_member` ON `member_factors` (`member_id`);--> statement-breakpoint
CREATE TABLE `member_roles` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`role` text NOT NULL,
	`jurisdiction` text,
	`department` text,
	`area` text,
	`given_at` text NOT NULL,
	`given_by` text NOT NULL,
	`ended_at` text,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `member_roles_by_member` ON `member_roles` (`member_id`);--> statement-breakpoint
CREATE TABLE `members` (
	`id` text PRIMARY KEY NOT NULL,
	`account` text NOT NULL,
	`name` text NOT NULL,
	`state` text NOT NULL,
	`made_at` text NOT NULL,
	`public_key` blob,
	`sealed_private_key` blob,
	`derivation` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `members_account_unique` ON `members` (`account`);--> statement-breakpoint
CREATE TABLE `recovery_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`used_at` text,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `recovery_codes_by_member` ON `recovery_codes` (`member_id`);--> statement-breakpoint
CREATE TABLE `staff_events` (
	`position` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`act` text NOT NULL,
	`actor` text NOT NULL,
	`member_id` text,
	`jurisdiction` text,
	`department` text,
	`detail` text,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `staff_events_by_member` ON `staff_events` (`member_id`);--> statement-breakpoint
CREATE INDEX `staff_events_by_desk` ON `staff_events` (`jurisdiction`,`department`);--> statement-breakpoint
CREATE TABLE `staff_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`is_open` integer NOT NULL,
	`sealed_private_key` blob NOT NULL,
	`started_at` text NOT NULL,
	`seen_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`wrong_answers` integer NOT NULL,
	`challenge` text,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `staff_sessions_by_member` ON `staff_sessions` (`member_id`);