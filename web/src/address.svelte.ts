/**
 * The address bar and the pages, kept in step. A photo opens over the page it was opened from: the
 * page beneath stays as it is, and going back only takes the photo away.
 */

export interface Address {
  path: string;
  query: URLSearchParams;
}

interface Entry {
  key: number;
  /** The page beneath, if a photo lies over it. */
  beneath?: string;
}

const scrolled = new Map<number, number>();
let nextKey = Date.now();
let entry: Entry = (history.state as Entry | null) ?? { key: nextKey++ };
history.scrollRestoration = 'manual';
history.replaceState(entry, '');

function read(url: string): Address {
  const { pathname, searchParams } = new URL(url, location.href);
  return { path: decodeURI(pathname), query: searchParams };
}

let shown = $state.raw(read(location.href));
let beneath = $state.raw<Address | null>(entry.beneath ? read(entry.beneath) : null);
let scroller: HTMLElement | null = null;

/** What is shown, and what lies beneath it if that is a photo. */
export const address = {
  get shown(): Address {
    return shown;
  },
  get beneath(): Address | null {
    return beneath;
  },
};

export const photoPath = (photo: string, query = '') => `/photo/${photo}${query}`;
export const personPath = (person: string) => `/people/${encodeURIComponent(person)}`;

const isPhoto = (path: string) => path.startsWith('/photo/');

function show() {
  shown = read(location.href);
  beneath = entry.beneath ? read(entry.beneath) : null;
}

/** Goes to a page. With `replace`, back will not come here again. */
export function go(url: string, { replace = false } = {}): void {
  const target = read(url);
  if (isPhoto(target.path)) {
    const under = isPhoto(shown.path) ? entry.beneath : location.pathname + location.search;
    enter(url, { key: nextKey++, ...(under === undefined ? {} : { beneath: under }) }, replace);
  } else {
    remember();
    enter(url, { key: replace ? entry.key : nextKey++ }, replace);
  }
}

function enter(url: string, next: Entry, replace: boolean) {
  entry = next;
  if (replace) {
    history.replaceState(entry, '', url);
  } else {
    history.pushState(entry, '', url);
  }
  show();
}

/** Notes a detail of the shown page in its address, without leaving it. */
export function note(name: string, value: string | null): void {
  if (isPhoto(shown.path)) {
    return;
  }
  const url = new URL(location.href);
  if (value === null) {
    url.searchParams.delete(name);
  } else {
    url.searchParams.set(name, value);
  }
  history.replaceState(entry, '', url);
}

/** Takes the photo away: back if it was opened from a page, else on to `otherwise`. */
export function closePhoto(otherwise: string): void {
  if (entry.beneath !== undefined) {
    history.back();
  } else {
    go(otherwise, { replace: true });
  }
}

function remember() {
  if (scroller !== null && !isPhoto(shown.path)) {
    scrolled.set(entry.key, scroller.scrollTop);
  }
}

/** The element that scrolls the pages. */
export function keepScroll(element: HTMLElement): () => void {
  scroller = element;
  return () => {
    scroller = null;
  };
}

/** Where this page was scrolled to when it was last left; a page asks once it has its content. */
export function scrolledTo(): number | null {
  return scrolled.get(entry.key) ?? null;
}

window.addEventListener('popstate', (event) => {
  remember();
  entry = (event.state as Entry | null) ?? { key: nextKey++ };
  show();
});

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const ours =
    link !== null &&
    link.origin === location.origin &&
    !link.hasAttribute('download') &&
    link.target === '' &&
    !link.pathname.startsWith('/api/');
  const plain =
    event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (ours && plain && !event.defaultPrevented) {
    event.preventDefault();
    go(link.href);
  }
});
