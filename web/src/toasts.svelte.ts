/** Short notices at the edge of the page, some of which can be taken back. */

export interface Toast {
  id: number;
  sentence: string;
  fault: boolean;
  undo: (() => Promise<void>) | null;
}

const LASTS = 8000;
const MOST = 2;

let nextId = 0;
let shown = $state.raw<Toast[]>([]);
const clocks = new Map<number, ReturnType<typeof setTimeout>>();

export const toasts = {
  get shown(): Toast[] {
    return shown;
  },
};

export function toast(sentence: string, undo: (() => Promise<void>) | null = null): void {
  add({ id: nextId++, sentence, fault: false, undo });
}

export function fault(sentence: string): void {
  add({ id: nextId++, sentence, fault: true, undo: null });
}

function add(next: Toast) {
  // What only tells is told once: the next such notice takes its place.
  shown = [...shown.filter((one) => one.fault || one.undo !== null), next].slice(-MOST);
  leaveLater(next.id);
}

export function leave(id: number): void {
  stay(id);
  shown = shown.filter((one) => one.id !== id);
}

/** Somebody is reading it. */
export function stay(id: number): void {
  clearTimeout(clocks.get(id));
  clocks.delete(id);
}

export function leaveLater(id: number): void {
  stay(id);
  clocks.set(
    id,
    setTimeout(() => leave(id), LASTS),
  );
}

export async function undo(id: number): Promise<void> {
  const one = shown.find((candidate) => candidate.id === id);
  leave(id);
  await one?.undo?.();
}

/** Takes back what was said last, if that is still on offer. */
export async function undoLatest(): Promise<void> {
  const latest = shown.findLast((one) => one.undo !== null);
  if (latest !== undefined) {
    await undo(latest.id);
  }
}
