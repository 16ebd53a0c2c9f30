ALTER TABLE `tip_events` ADD `actor` text NOT NULL DEFAULT '';
