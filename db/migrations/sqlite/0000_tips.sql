CREATE TABLE `desk_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`jurisdiction` text NOT NULL,
	`department` text NOT NULL,
	`version` integer NOT NULL,
	`public_key` blob NOT NULL,
	`sealed_private_key` blob NOT NULL,
	`sealed_to` text NOT NULL,
	`made_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `desk_keys_by_desk` ON `desk_keys` (`jurisdiction`,`department`);--> statement-breakpoint
CREATE TABLE `idempotency` (
	`key_mac` text PRIMARY KEY NOT NULL,
	`body_mac` text NOT NULL,
	`sealed_answer` blob NOT NULL,
	`expires_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `messages` (
	`id` text PRIMARY KEY NOT NULL,
	`tip_id` text NOT NULL,
	`at` text NOT NULL,
	`from` text NOT NULL,
	`department` text,
	`sealed_text` blob NOT NULL,
	FOREIGN KEY (`tip_id`) REFERENCES `tips`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `messages_by_tip` ON `messages` (`tip_id`);--> statement-breakpoint
CREATE TABLE `number_series` (
	`id` text PRIMARY KEY NOT NULL,
	`last` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `spent_proofs` (
	`id` text PRIMARY KEY NOT NULL,
	`expires_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tip_desks` (
	`id` text PRIMARY KEY NOT NULL,
	`tip_id` text NOT NULL,
	`department` text NOT NULL,
	`role` text NOT NULL,
	`is_receiving` integer NOT NULL,
	`order` integer NOT NULL,
	FOREIGN KEY (`tip_id`) REFERENCES `tips`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tip_desks_by_tip` ON `tip_desks` (`tip_id`);--> statement-breakpoint
CREATE INDEX `tip_desks_by_department` ON `tip_desks` (`department`);--> statement-breakpoint
CREATE TABLE `tip_events` (
	`position` integer PRIMARY KEY NOT NULL,
	`tip_id` text NOT NULL,
	`at` text NOT NULL,
	`act` text NOT NULL,
	`status` text NOT NULL,
	`by` text NOT NULL,
	`sealed_note` blob,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	FOREIGN KEY (`tip_id`) REFERENCES `tips`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tip_events_by_tip` ON `tip_events` (`tip_id`);--> statement-breakpoint
CREATE TABLE `tip_exclusions` (
	`id` text PRIMARY KEY NOT NULL,
	`tip_id` text NOT NULL,
	`mac` text NOT NULL,
	FOREIGN KEY (`tip_id`) REFERENCES `tips`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tip_exclusions_by_tip` ON `tip_exclusions` (`tip_id`);--> statement-breakpoint
CREATE TABLE `tip_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`tip_id` text NOT NULL,
	`purpose` text NOT NULL,
	`holder` text NOT NULL,
	`sealed` blob NOT NULL,
	FOREIGN KEY (`tip_id`) REFERENCES `tips`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tip_keys_by_tip` ON `tip_keys` (`tip_id`);--> statement-breakpoint
CREATE TABLE `tips` (
	`id` text PRIMARY KEY NOT NULL,
	`reference` text NOT NULL,
	`receipt_index` text NOT NULL,
	`jurisdiction` text NOT NULL,
	`category` text NOT NULL,
	`area` text,
	`is_named` integer NOT NULL,
	`is_weakly_proven` integer NOT NULL,
	`status` text NOT NULL,
	`received_at` text NOT NULL,
	`size_class` integer NOT NULL,
	`sealed_body` blob NOT NULL,
	`sealed_identity` blob
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tips_reference_unique` ON `tips` (`reference`);--> statement-breakpoint
CREATE UNIQUE INDEX `tips_receiptIndex_unique` ON `tips` (`receipt_index`);--> statement-breakpoint
CREATE INDEX `tips_by_place` ON `tips` (`jurisdiction`,`status`,`received_at`);