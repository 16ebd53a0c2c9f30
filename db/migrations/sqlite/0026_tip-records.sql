CREATE TABLE `tip_records` (
	`position` integer PRIMARY KEY NOT NULL,
	`tip_id` text NOT NULL,
	`kind` text NOT NULL,
	`row` text NOT NULL,
	`digest` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	FOREIGN KEY (`tip_id`) REFERENCES `tips`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `tip_records_by_tip` ON `tip_records` (`tip_id`);--> statement-breakpoint
CREATE INDEX `tip_records_by_row` ON `tip_records` (`row`);--> statement-breakpoint
-- What was recorded is never changed or taken away, not even by a fault of ours.
CREATE TRIGGER `tip_records_never_changed` BEFORE UPDATE ON `tip_records`
BEGIN SELECT RAISE(ABORT, 'tip_records is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `tip_records_never_deleted` BEFORE DELETE ON `tip_records`
BEGIN SELECT RAISE(ABORT, 'tip_records is append-only'); END;
