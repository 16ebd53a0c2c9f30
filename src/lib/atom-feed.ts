import { Feed } from "feed";
import type { CalendarDate } from "#domain/calendar-date.ts";
import type { Site } from "#domain/site.ts";
import type { Change } from "./changes.ts";

/** A reader that comes every few weeks still misses nothing; older changes are on the pages. */
const MOST_ENTRIES = 200;

export interface FeedFacts {
  /** Path of the feed itself. */
  path: string;
  title: string;
  /** Page that shows what the feed follows. */
  homePath: string;
  siteUrl: string;
  site: Site;
  /** Stands for the time of the last change when nothing has changed yet. */
  today: CalendarDate;
}

/** An Atom feed of changes, the latest first. The register knows days, so entries carry midnight. */
export function atomFeed(changes: readonly Change[], facts: FeedFacts): string {
  const { siteUrl, path } = facts;
  const shown = changes.slice(0, MOST_ENTRIES);
  const feed = new Feed({
    id: siteUrl + path,
    title: facts.title,
    link: siteUrl + facts.homePath,
    feedLinks: { atom: siteUrl + path },
    language: "zh-Hans-CN",
    updated: instantOf(shown[0]?.on ?? facts.today),
    generator: false,
    author: { name: facts.site.organiser ?? facts.site.name },
    copyright: facts.site.licence.name,
  });
  for (const change of shown) {
    const sentence = asHtml(change.isSample ? `〔演示数据〕${change.sentence}` : change.sentence);
    feed.addItem({
      id: `${siteUrl}/changes/${change.id}`,
      title: sentence,
      link: siteUrl + change.href,
      date: instantOf(change.on),
      published: instantOf(change.on),
      description: sentence,
    });
  }
  return feed.atom1();
}

/** The library writes titles as HTML. */
function asHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function instantOf(day: CalendarDate): Date {
  return new Date(`${day}T00:00:00+08:00`);
}
