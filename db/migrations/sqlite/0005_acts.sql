ALTER TABLE `tip_events` ADD `until` text;--> statement-breakpoint
ALTER TABLE `tips` ADD `finding` text;--> statement-breakpoint
ALTER TABLE `tips` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `tips` ADD `merged_into` text;