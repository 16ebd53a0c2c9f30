CREATE TABLE `verification_photos` (
	`id` text PRIMARY KEY NOT NULL,
	`tip_id` text NOT NULL,
	`record_id` text NOT NULL,
	`number` integer NOT NULL,
	`file` text NOT NULL,
	`size_class` integer NOT NULL,
	`sealed_manifest` blob NOT NULL,
	FOREIGN KEY (`tip_id`) REFERENCES `tips`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `verification_photos_file_unique` ON `verification_photos` (`file`);--> statement-breakpoint
CREATE INDEX `verification_photos_by_tip` ON `verification_photos` (`tip_id`);