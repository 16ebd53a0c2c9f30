CREATE TABLE `attachments` (
	`id` text PRIMARY KEY NOT NULL,
	`tip_id` text NOT NULL,
	`number` integer NOT NULL,
	`file` text NOT NULL,
	`at` text NOT NULL,
	`size_class` integer NOT NULL,
	`sealed_manifest` blob NOT NULL,
	FOREIGN KEY (`tip_id`) REFERENCES `tips`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attachments_file_unique` ON `attachments` (`file`);--> statement-breakpoint
CREATE INDEX `attachments_by_tip` ON `attachments` (`tip_id`);--> statement-breakpoint
CREATE TABLE `draft_files` (
	`file` text PRIMARY KEY NOT NULL,
	`draft_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `draft_files_by_draft` ON `draft_files` (`draft_id`);--> statement-breakpoint
CREATE TABLE `report_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`sealed_body` blob NOT NULL,
	`expires_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `report_drafts_by_expiry` ON `report_drafts` (`expires_at`);