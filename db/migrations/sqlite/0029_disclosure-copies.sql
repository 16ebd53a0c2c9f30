CREATE TABLE `disclosure_copies` (
	`tip_id` text PRIMARY KEY NOT NULL,
	`proposed_at` text NOT NULL,
	`office_key_id` text,
	`sealed_text` blob,
	FOREIGN KEY (`tip_id`) REFERENCES `tips`(`id`) ON UPDATE no action ON DELETE no action
);
