import type { Acceptance } from "#domain/acceptance.ts";
import type { Announcement } from "#domain/announcement.ts";
import type { Area } from "#domain/area.ts";
import type { Channel } from "#domain/channel.ts";
import type { Department } from "#domain/department.ts";
import type { DocumentReference, PolicyDocument } from "#domain/document.ts";
import type { DutyCalendarEntry } from "#domain/duty-calendar.ts";
import type { Enterprise } from "#domain/enterprise.ts";
import type { Equipment } from "#domain/equipment.ts";
import type { EquipmentEvent } from "#domain/equipment-state.ts";
import type { Form } from "#domain/form.ts";
import type { GlossaryEntry } from "#domain/glossary.ts";
import type { ImportHeaders, ImportTemplate, ImportWords } from "#domain/import-sheet.ts";
import type { Industry } from "#domain/industry.ts";
import type { Jurisdiction } from "#domain/jurisdiction.ts";
import type { LedgerRow } from "#domain/ledger.ts";
import type { ListBatch, ListEntryVersion } from "#domain/list-entry.ts";
import type { ListKind, PublicationDuty, PublishedList } from "#domain/list-kind.ts";
import type { Outcome } from "#domain/outcome.ts";
import type { Paper } from "#domain/paper.ts";
import type { Picture } from "#domain/picture.ts";
import type { Pledge } from "#domain/pledge.ts";
import type { RecordBatch } from "#domain/record-batch.ts";
import type { ReplyTemplate } from "#domain/reply-template.ts";
import type { Responsibility, Topic } from "#domain/responsibility.ts";
import type { RetentionRule } from "#domain/retention.ts";
import type { Site } from "#domain/site.ts";
import type { EnterpriseStatement } from "#domain/statement.ts";
import type { Terms } from "#domain/terms.ts";
import type { TimeLimit } from "#domain/time-limit.ts";
import type { TipCategory } from "#domain/tip-category.ts";
import type { MonthFigures } from "#domain/tip-figure.ts";
import type { WorkingYear } from "#domain/working-days.ts";

/** Everything in `content/jurisdictions/<id>/`. */
export interface JurisdictionFolder {
  id: string;
  facts: Jurisdiction;
  areas: readonly Area[];
  departments: readonly Department[];
  responsibilities: readonly Responsibility[];
  duties: readonly PublicationDuty[];
  publishedLists: readonly PublishedList[];
  terms: Terms;
  calendar: readonly DutyCalendarEntry[];
  channels: readonly Channel[];
  forms: readonly Form[];
  ownDocuments: readonly PolicyDocument[];
  citedDocuments: readonly DocumentReference[];
}

/** One file of rows with its facts. `id` is `<kind>/<year>-<batch>`. */
export interface ListFile {
  id: string;
  jurisdiction: string;
  kind: string;
  year: number;
  batch: ListBatch;
  versions: readonly ListEntryVersion[];
}

/** An enterprise with the jurisdiction whose file names it and whether it is demonstration data. */
export interface EnterpriseRecord extends Enterprise {
  jurisdiction: string;
  isSample: boolean;
}

/** `content/import/`: the words of official spreadsheets, and the sheets people fill. */
export interface ImportRules {
  headers: ImportHeaders;
  words: ImportWords;
  templates: readonly ImportTemplate[];
}

/** Checked content, immutable: the one thing pages, server and commands read. */
export interface Snapshot {
  jurisdictions: readonly JurisdictionFolder[];
  documents: readonly PolicyDocument[];
  industries: readonly Industry[];
  topics: readonly Topic[];
  listKinds: readonly ListKind[];
  glossary: readonly GlossaryEntry[];
  tipCategories: readonly TipCategory[];
  timeLimits: readonly TimeLimit[];
  retention: readonly RetentionRule[];
  /** Words that desks begin their notes with. */
  replyTemplates: readonly ReplyTemplate[];
  /** Letters and forms that desks print. */
  papers: readonly Paper[];
  /** What was published of tips in numbers. */
  figures: readonly MonthFigures[];
  importing: ImportRules;
  workingYears: readonly WorkingYear[];
  enterprises: readonly EnterpriseRecord[];
  equipment: readonly Equipment[];
  equipmentEvents: readonly EquipmentEvent[];
  acceptances: readonly Acceptance[];
  lists: readonly ListFile[];
  announcements: readonly Announcement[];
  pledges: readonly Pledge[];
  /** Of acceptances and pledges, those that are not public among them. */
  pictures: readonly (Picture & { jurisdiction: string })[];
  /** Where the values of acceptances, seals, pledges and registrations came from. */
  recordBatches: readonly RecordBatch[];
  /** What was disclosed of closed tips, withdrawn ones among them. */
  outcomes: readonly Outcome[];
  /** What enterprises say beside their records, withdrawn ones among them. */
  statements: readonly EnterpriseStatement[];
  ledger: readonly LedgerRow[];
  site: Site;
}
