/** Everybody in the library, loaded once and again whenever people change. */
import * as api from './api.ts';
import type { PersonEntry } from './api.ts';
import { live } from './live.svelte.ts';

let all = $state.raw<PersonEntry[] | null>(null);
let refused = $state.raw<string | null>(null);

export const people = {
  /** Null until they are known. */
  get all(): PersonEntry[] | null {
    return all;
  },
  /** Why they are not known. */
  get refused(): string | null {
    return refused;
  },
};

export async function loadPeople(): Promise<void> {
  try {
    all = await api.people();
    refused = null;
  } catch (fault) {
    refused = api.sentenceOf(fault);
  }
}

/** Loads now and after every change, as long as the caller lives. */
export function followPeople(): void {
  $effect(() => {
    void live.people;
    void loadPeople();
  });
}

export function personCalled(name: string): PersonEntry | undefined {
  const wanted = name.trim().toLocaleLowerCase();
  return all?.find((person) => person.name?.toLocaleLowerCase() === wanted);
}

export function personWith(id: string | null): PersonEntry | undefined {
  return all?.find((person) => person.id === id);
}
