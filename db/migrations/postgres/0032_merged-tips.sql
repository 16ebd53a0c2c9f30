DROP INDEX "tips_by_place";--> statement-breakpoint
CREATE INDEX "tips_by_leading" ON "tips" USING btree ("merged_into");--> statement-breakpoint
CREATE INDEX "tips_by_place" ON "tips" USING btree ("jurisdiction","status","received_at","id");