ALTER TABLE `identity_looks` ADD `declined_at` text;--> statement-breakpoint
ALTER TABLE `identity_looks` ADD `declined_by` text;--> statement-breakpoint
ALTER TABLE `identity_looks` ADD `answer_key_id` text;--> statement-breakpoint
ALTER TABLE `identity_looks` ADD `sealed_answer` blob;--> statement-breakpoint
ALTER TABLE `supervision_orders` ADD `watch_key_id` text;--> statement-breakpoint
ALTER TABLE `supervision_orders` ADD `sealed_for_watch` blob;