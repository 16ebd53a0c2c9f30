ALTER TABLE "tip_events" ADD COLUMN "actor" text NOT NULL DEFAULT '';
