CREATE INDEX `idempotency_by_expiry` ON `idempotency` (`expires_at`);--> statement-breakpoint
CREATE INDEX `spent_proofs_by_expiry` ON `spent_proofs` (`expires_at`);