CREATE TABLE `identity_looks` (
	`id` text PRIMARY KEY NOT NULL,
	`tip_id` text NOT NULL,
	`asked_at` text NOT NULL,
	`asked_by` text NOT NULL,
	`department` text NOT NULL,
	`office_key_id` text NOT NULL,
	`sealed_reason` blob NOT NULL,
	`allowed_at` text,
	`allowed_by` text,
	`sealed_half` blob,
	FOREIGN KEY (`tip_id`) REFERENCES `tips`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `identity_looks_by_tip` ON `identity_looks` (`tip_id`);