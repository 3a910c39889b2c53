/** Saying something: the fact is stored, the people change, and a toast offers to take it back. */
import * as api from './api.ts';
import { sentenceOf, type FactAnswer } from './api.ts';
import { changed } from './live.svelte.ts';
import { loadPeople } from './people.svelte.ts';
import { words } from './texts.ts';
import { fault, toast } from './toasts.svelte.ts';

/** Null if the server refused (the toast says why). */
export async function say(
  sentence: string,
  ...facts: (() => Promise<FactAnswer>)[]
): Promise<FactAnswer | null> {
  const said: string[] = [];
  const people = new Map<string, FactAnswer['people'][number]>();
  let milliseconds = 0;
  let remark: string | null = null;
  try {
    for (const fact of facts) {
      const answer = await fact();
      said.unshift(answer.fact);
      milliseconds += answer.milliseconds;
      remark = answer.remark ?? remark;
      answer.people.forEach((person) => people.set(person.id, person));
    }
  } catch (refusal) {
    fault(sentenceOf(refusal));
    if (said.length === 0) {
      return null;
    }
  }
  await settle();
  toast(remark === null ? sentence : `${sentence} ${remark}`, () => takeBack(said));
  return { fact: said[0] ?? '', milliseconds, people: [...people.values()] };
}

export async function takeBack(facts: string[]): Promise<void> {
  try {
    for (const fact of facts) {
      await api.undo(fact);
    }
    toast(words.toast.undone);
  } catch (refusal) {
    fault(sentenceOf(refusal));
  }
  await settle();
}

async function settle() {
  await loadPeople();
  changed('people', 'status');
}
