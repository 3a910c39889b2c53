/** Moving photos to the trash and back, each with a toast that offers the way back. */
import * as api from './api.ts';
import { sentenceOf, type PhotoEntry } from './api.ts';
import { changed } from './live.svelte.ts';
import { loadPeople } from './people.svelte.ts';
import { words } from './texts.ts';
import { fault, toast } from './toasts.svelte.ts';

type Named = Pick<PhotoEntry, 'photo' | 'name'>;

/** False if the server refused (the toast says why). */
export async function discard(photo: Named): Promise<boolean> {
  return move(api.discard, photo, words.trash.moved(photo.name), async () => {
    await restore(photo);
  });
}

/** False if the server refused (the toast says why). */
export async function restore(photo: Named): Promise<boolean> {
  return move(api.restore, photo, words.trash.restored(photo.name), null);
}

async function move(
  by: (photo: string) => Promise<api.TrashAnswer>,
  photo: Named,
  sentence: string,
  back: (() => Promise<void>) | null,
): Promise<boolean> {
  let moved = true;
  try {
    const { remark } = await by(photo.photo);
    toast(remark === null ? sentence : `${sentence} ${remark}`, back);
  } catch (refusal) {
    fault(sentenceOf(refusal));
    moved = false;
  }
  await loadPeople();
  changed('photos', 'people', 'status');
  return moved;
}
