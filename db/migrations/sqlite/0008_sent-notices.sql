CREATE TABLE `sent_notices` (
	`id` text PRIMARY KEY NOT NULL,
	`day` text NOT NULL,
	`attempts` integer NOT NULL,
	`next_attempt_at` text NOT NULL,
	`sent_at` text,
	`fault` text
);
--> statement-breakpoint
CREATE INDEX `sent_notices_by_day` ON `sent_notices` (`day`);