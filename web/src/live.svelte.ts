/** What changes while a page is open: the server tells, and pages that read a count load again. */
import { fault } from './toasts.svelte.ts';

export interface ShiftProgress {
  work: string;
  done: number;
  total: number;
  /** How many seconds what it is at will take; null while that isn't known. */
  left: number | null;
  running: boolean;
  /** Why it ended before its work was done. */
  trouble: string | null;
}

type What = 'photos' | 'people' | 'status';

const counts = $state({ photos: 0, people: 0, status: 0 });
let progress = $state.raw<ShiftProgress | null>(null);
const waiting = new Set<What>();
let clock: ReturnType<typeof setTimeout> | undefined;
const GATHER = 150;
let interrupted = false;

/** Reading one of the counts in an effect runs that effect again when such things change. */
export const live = {
  get photos(): number {
    return counts.photos;
  },
  get people(): number {
    return counts.people;
  },
  get status(): number {
    return counts.status;
  },
  /** What the night shift is at; null while it rests. */
  get shift(): ShiftProgress | null {
    return progress;
  },
};

export function changed(...what: What[]): void {
  for (const one of what) {
    counts[one]++;
  }
}

/** Changes come in bursts while the night shift works; pages load once for each burst. */
function gather(what: What) {
  waiting.add(what);
  clock ??= setTimeout(() => {
    clock = undefined;
    changed(...waiting);
    waiting.clear();
  }, GATHER);
}

export function listen(): () => void {
  const events = new EventSource('/api/events');
  events.addEventListener('changed', (event: MessageEvent<string>) => {
    gather((JSON.parse(event.data) as { what: What }).what);
  });
  events.addEventListener('shift', (event: MessageEvent<string>) => {
    const next = JSON.parse(event.data) as ShiftProgress;
    progress = next.running ? next : null;
    if (next.trouble !== null) {
      fault(next.trouble);
    }
  });
  events.addEventListener('error', () => {
    interrupted = true;
  });
  events.addEventListener('open', () => {
    if (interrupted) {
      interrupted = false;
      progress = null;
      changed('photos', 'people', 'status');
    }
  });
  return () => events.close();
}
