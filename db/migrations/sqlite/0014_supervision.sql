CREATE TABLE `supervision_orders` (
	`id` text PRIMARY KEY NOT NULL,
	`tip_id` text NOT NULL,
	`at` text NOT NULL,
	`by` text NOT NULL,
	`actor` text NOT NULL,
	`answer_by` text NOT NULL,
	`desk_key_id` text NOT NULL,
	`sealed_text` blob NOT NULL,
	FOREIGN KEY (`tip_id`) REFERENCES `tips`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `supervision_orders_by_tip` ON `supervision_orders` (`tip_id`);