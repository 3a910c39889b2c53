/** Photos by month, as the grid asks for them: the whole library bit by bit, or one list at once. */
import * as api from './api.ts';
import { sentenceOf } from './api.ts';
import type { MonthEntry, PhotoEntry } from './api.ts';

export interface Album {
  /** Newest first; a whole year where its months would hold next to nothing. Null until known. */
  readonly months: MonthEntry[] | null;
  /** Why they are not known. */
  readonly refused: string | null;
  /** Newest first; null until they have been wanted and have come. */
  photosOf(month: string): PhotoEntry[] | null;
  want(month: string): void;
  /** Loads again what is known. */
  refresh(): Promise<void>;
}

/** Photos a month that are worth a heading of their own. */
const ENOUGH = 5;

/** Months as they are; those of a year in which they hold too little on average become one. */
function gathered(months: MonthEntry[]): MonthEntry[] {
  const years = Map.groupBy(months, ({ month }) => month.slice(0, 4));
  return [...years].flatMap(([year, own]) => {
    const photos = own.reduce((sum, month) => sum + month.photos, 0);
    return own.length === 1 || photos >= ENOUGH * own.length ? own : [{ month: year, photos }];
  });
}

/** What is known of photos that some page has shown, so that opening one is instant. */
const seen = new Map<string, PhotoEntry>();

export function glimpse(photo: string): PhotoEntry | undefined {
  return seen.get(photo);
}

function see(photos: PhotoEntry[]): PhotoEntry[] {
  photos.forEach((photo) => seen.set(photo.photo, photo));
  return photos;
}

/** The whole library; a month's photos are fetched when it comes near. */
class Library implements Album {
  months = $state.raw<MonthEntry[] | null>(null);
  refused = $state.raw<string | null>(null);
  #photos = $state.raw(new Map<string, PhotoEntry[]>());
  /** Months that may have changed since they came; shown as they are until they come again. */
  #stale = new Set<string>();
  #coming = new Set<string>();

  photosOf(month: string): PhotoEntry[] | null {
    return this.#photos.get(month) ?? null;
  }

  want(month: string): void {
    if ((!this.#photos.has(month) || this.#stale.has(month)) && !this.#coming.has(month)) {
      void this.#fetch(month);
    }
  }

  async #fetch(month: string) {
    this.#coming.add(month);
    this.#stale.delete(month);
    try {
      const photos = see(await api.photosOfMonth(month));
      this.#photos = new Map(this.#photos).set(month, photos);
    } catch (fault) {
      this.#stale.add(month);
      this.refused = sentenceOf(fault);
    } finally {
      this.#coming.delete(month);
    }
  }

  async refresh(): Promise<void> {
    try {
      const months = await api.timeline();
      this.#stale = new Set(this.#photos.keys());
      this.months = gathered(months);
      this.refused = null;
    } catch (fault) {
      this.refused = sentenceOf(fault);
    }
  }
}

/** Kept while the program runs, so that coming back to the timeline finds it as it was left. */
export const library: Album = new Library();

/** The photos of one person. */
export class PersonAlbum implements Album {
  months = $state.raw<MonthEntry[] | null>(null);
  refused = $state.raw<string | null>(null);
  #photos = new Map<string, PhotoEntry[]>();
  readonly #person: string;

  constructor(person: string) {
    this.#person = person;
  }

  photosOf(month: string): PhotoEntry[] | null {
    return this.#photos.get(month) ?? null;
  }

  want(): void {}

  async refresh(): Promise<void> {
    try {
      const photos = see(await api.photosOfPerson(this.#person));
      const months = Map.groupBy(photos, ({ taken }) => taken.slice(0, 7));
      this.months = gathered([...months].map(([month, own]) => ({ month, photos: own.length })));
      const years = new Set(this.months.map(({ month }) => month));
      this.#photos = Map.groupBy(photos, ({ taken }) =>
        taken.slice(0, years.has(taken.slice(0, 4)) ? 4 : 7),
      );
      this.refused = null;
    } catch (fault) {
      this.refused = sentenceOf(fault);
    }
  }
}
