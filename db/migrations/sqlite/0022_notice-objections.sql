CREATE TABLE `notice_objections` (
	`tip_id` text PRIMARY KEY NOT NULL,
	`jurisdiction` text NOT NULL,
	`announcement` text NOT NULL,
	FOREIGN KEY (`tip_id`) REFERENCES `tips`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notice_objections_by_place` ON `notice_objections` (`jurisdiction`);