CREATE TABLE `desk_notes` (
	`id` text PRIMARY KEY NOT NULL,
	`tip_id` text NOT NULL,
	`at` text NOT NULL,
	`department` text NOT NULL,
	`author` text NOT NULL,
	`sealed_text` blob NOT NULL,
	FOREIGN KEY (`tip_id`) REFERENCES `tips`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `desk_notes_by_tip` ON `desk_notes` (`tip_id`);--> statement-breakpoint
CREATE TABLE `desk_work` (
	`id` text PRIMARY KEY NOT NULL,
	`tip_id` text NOT NULL,
	`department` text NOT NULL,
	`assignee` text,
	`snoozed_until` text,
	`read_at` text,
	FOREIGN KEY (`tip_id`) REFERENCES `tips`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `desk_work_by_tip` ON `desk_work` (`tip_id`);--> statement-breakpoint
CREATE TABLE `tip_presences` (
	`id` text PRIMARY KEY NOT NULL,
	`tip_id` text NOT NULL,
	`member_id` text NOT NULL,
	`is_writing` integer NOT NULL,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`tip_id`) REFERENCES `tips`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tip_presences_by_tip` ON `tip_presences` (`tip_id`);--> statement-breakpoint
CREATE TABLE `tip_subjects` (
	`id` text PRIMARY KEY NOT NULL,
	`tip_id` text NOT NULL,
	`desk_key_id` text NOT NULL,
	`mac` text NOT NULL,
	FOREIGN KEY (`tip_id`) REFERENCES `tips`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tip_subjects_by_tip` ON `tip_subjects` (`tip_id`);--> statement-breakpoint
CREATE INDEX `tip_subjects_by_mac` ON `tip_subjects` (`mac`);--> statement-breakpoint
DROP INDEX `tip_desks_by_department`;--> statement-breakpoint
CREATE INDEX `tip_desks_by_department` ON `tip_desks` (`department`,`is_receiving`);