/** Every question the pages ask of the server, and the shape of each answer. */
import { words } from './texts.ts';

export type State = 'local' | 'uploaded' | 'offloaded' | 'cached' | 'unreadable';

export interface Place {
  latitude: number;
  longitude: number;
}

export interface PhotoEntry {
  photo: string;
  name: string;
  /** The clock where it was taken, ISO 8601. */
  taken: string;
  width: number;
  height: number;
  place: Place | null;
  state: State;
  /** Whether there are small copies of it to show; there are none before it was looked at. */
  shown: boolean;
  faces: number;
}

export interface PhotoDetails extends PhotoEntry {
  mediaType: string;
  bytes: number;
  camera: string | null;
  problem: string | null;
  faceList: FaceEntry[];
  /** Since when it is in the trash. */
  trashed: string | null;
  /** When it leaves for good. */
  until: string | null;
  previous: string | null;
  next: string | null;
}

export interface TrashedEntry extends PhotoEntry {
  trashed: string;
  until: string;
}

/** What became of a photo that was moved to the trash or back. */
export interface TrashAnswer {
  facts: string[];
  remark: string | null;
}

export interface Emptied {
  photos: number;
  removed: number;
  remark: string | null;
}

/** x, y, width and height in fractions of the upright picture. */
export type Box = [number, number, number, number];

export interface FaceEntry {
  face: string;
  photo: string;
  name: string;
  box: Box;
  score: number;
  sharpness: number;
  person: string | null;
  personName: string | null;
  why: string | null;
}

export interface PersonEntry {
  id: string;
  name: string | null;
  faces: number;
  photos: number;
  cover: string | null;
  hidden: boolean;
}

export interface MonthEntry {
  /** `2016-11`; `2016` for a whole year. */
  month: string;
  photos: number;
}

/** What the library takes on this device, in bytes. */
export interface DeviceUse {
  originals: number;
  cache: number;
  previews: number;
  thumbnails: number;
  catalog: number;
  rest: number;
}

export interface Status {
  photos: number;
  originals: { onDevice: number; inCloud: number; offloaded: number };
  pending: { analyse: number; upload: number; offload: number };
  faces: number;
  people: number;
  named: number;
  quarantined: number;
  deviceBytes: number;
  libraryBytes: number;
  cloudBytes: number;
  budgetBytes: number;
  deviceUse: DeviceUse;
  conditions: Record<string, unknown>;
}

/** One kind of the night shift's work. */
export interface WorkKind {
  work: 'analyse' | 'upload' | 'fetch' | 'prepare' | 'improve';
  done: number;
  pending: number;
  /** Why it waits: the rest of a sentence; null if it may be done now. */
  because: string | null;
  perHour: number | null;
  /** How long it takes, with what comes before it. */
  seconds: number | null;
  /** When it is done if conditions stay as they are. */
  until: string | null;
}

export interface LedgerEntry {
  direction: 'up' | 'down';
  reason: string;
  objects: number;
  bytes: number;
}

export interface FactEntry {
  fact: string;
  at: string;
  says: string;
  sentence: string;
  /** The person it is about. */
  person: string | null;
  undone: boolean;
}

/** What left this device, and which originals could not. */
export interface Freed {
  freedBytes: number;
  offloaded: number;
  kept: { photo: string; because: string }[];
}

export interface Problem {
  photo: string;
  name: string;
  reason: string;
}

/** What stands after a fact: the fact itself and the people that changed by it. */
export interface FactAnswer {
  fact: string;
  milliseconds: number;
  people: PersonEntry[];
  /** What the user should know besides. */
  remark?: string | null;
}

/** An answer that is no answer; its message is a sentence for the user. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

async function ask(path: string, options?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`/api/${path}`, options);
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'AbortError') {
      throw fault;
    }
    throw new Refusal(0, words.faults.noServer);
  }
  if (!response.ok) {
    const answer: unknown = await response.json().catch(() => null);
    throw new Refusal(response.status, errorIn(answer) ?? words.faults.unexpected);
  }
  return response;
}

/** What to tell the user of a failure. */
export function sentenceOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : words.faults.unexpected;
}

function errorIn(answer: unknown): string | null {
  if (typeof answer === 'object' && answer !== null && 'error' in answer) {
    return String(answer.error);
  }
  return null;
}

async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await (await ask(path, signal ? { signal } : {})).json()) as T;
}

async function post<T>(path: string, body: object = {}): Promise<T> {
  const response = await ask(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as T;
}

export const status = () => get<Status>('status');
export const work = () => get<WorkKind[]>('work');
export const timeline = () => get<MonthEntry[]>('timeline');
export const photosOfMonth = (month: string) => get<PhotoEntry[]>(`photos?month=${month}`);
export const photosOfPerson = (person: string) =>
  get<PhotoEntry[]>(`photos?person=${encodeURIComponent(person)}`);
export const photo = (id: string, signal?: AbortSignal) =>
  get<PhotoDetails>(`photos/${id}`, signal);
export const people = () => get<PersonEntry[]>('people');
export const facesOfPerson = (id: string) => get<FaceEntry[]>(`people/${id}/faces`);
export const ledger = () => get<LedgerEntry[]>('ledger');
export const facts = () => get<FactEntry[]>('facts');
export const problems = () => get<Problem[]>('problems');
export const trash = () => get<TrashedEntry[]>('trash');
export const discard = (photo: string) => post<TrashAnswer>(`photos/${photo}/trash`);
export const restore = (photo: string) => post<TrashAnswer>(`photos/${photo}/restore`);
export const emptyTrash = () => post<Emptied>('trash/empty');
export const shift = () => post<unknown>('shift');
export const free = () => post<Freed>('free');

export const name = (person: string, called: string) =>
  post<FactAnswer>(`people/${person}/name`, { name: called });
export const merge = (person: string, other: string) =>
  post<FactAnswer>(`people/${person}/merge`, { other });
export const hide = (person: string) => post<FactAnswer>(`people/${person}/hide`);
export const split = (person: string, faces: string[]) =>
  post<FactAnswer>(`people/${person}/split`, { faces });
export const confirm = (face: string, person: string) =>
  post<FactAnswer>(`faces/${face}/confirm`, { person });
export const reject = (face: string, person: string) =>
  post<FactAnswer>(`faces/${face}/reject`, { person });
export const notAFace = (face: string) => post<FactAnswer>(`faces/${face}/not-a-face`);
export const tag = (photo: string, box: Box, called: string) =>
  post<FactAnswer>(`photos/${photo}/tag`, { box, name: called });
export const undo = (fact: string) => post<FactAnswer>('facts/undo', { fact });

export const thumbnailOf = (photo: string) => `/api/photos/${photo}/thumbnail`;
export const previewOf = (photo: string) => `/api/photos/${photo}/preview`;
export const cropOf = (face: string) => `/api/faces/${face}/crop`;

/** Fetches an original as it comes in, telling how far it is. `total` is 0 if nobody knows. */
export async function original(
  photo: string,
  progress: (received: number, total: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const response = await ask(`photos/${photo}/original`, { signal });
  const total = Number(response.headers.get('Content-Length') ?? 0);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let received = 0;
  progress(0, total);
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const next = await reader?.read();
      if (next === undefined || next.done) {
        break;
      }
      chunks.push(next.value);
      received += next.value.length;
      progress(received, total);
    }
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'AbortError') {
      throw fault;
    }
    throw new Refusal(0, await whyItBrokeOff(photo));
  }
  return new Blob(chunks, { type: response.headers.get('Content-Type') ?? '' });
}

/** What the server knows of an original that broke off, or that the connection did. */
async function whyItBrokeOff(photo: string): Promise<string> {
  try {
    const { sentence } = await get<{ sentence: string | null }>(`photos/${photo}/trouble`);
    return sentence ?? words.faults.cutShort;
  } catch (fault) {
    return sentenceOf(fault);
  }
}
