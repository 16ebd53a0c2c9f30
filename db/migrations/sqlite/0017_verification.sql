CREATE TABLE `verification_records` (
	`id` text PRIMARY KEY NOT NULL,
	`tip_id` text NOT NULL,
	`at` text NOT NULL,
	`department` text NOT NULL,
	`author` text NOT NULL,
	`sealed_record` blob NOT NULL,
	FOREIGN KEY (`tip_id`) REFERENCES `tips`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `verification_records_by_tip` ON `verification_records` (`tip_id`);