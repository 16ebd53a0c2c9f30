CREATE TABLE `own_views` (
	`id` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`kept_at` text NOT NULL,
	`sealed_view` blob NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `own_views_by_member` ON `own_views` (`member_id`);