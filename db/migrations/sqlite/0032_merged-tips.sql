DROP INDEX `tips_by_place`;--> statement-breakpoint
CREATE INDEX `tips_by_leading` ON `tips` (`merged_into`);--> statement-breakpoint
CREATE INDEX `tips_by_place` ON `tips` (`jurisdiction`,`status`,`received_at`,`id`);