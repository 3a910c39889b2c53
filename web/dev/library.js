/**
 * A made-up library that answers like the server: some years of drawn photos, a few people in them,
 * and facts that really change who is who. `FIXTURE_PHOTOS` says how many photos.
 */

const PEOPLE = [
  { name: 'Ada Marsh', skin: '#e8b998', hair: '#3b2418', weight: 9 },
  { name: 'Bruno Keller', skin: '#f0c9a8', hair: '#a8622c', weight: 7 },
  { name: 'Chidi Obi', skin: '#7a4b31', hair: '#17110e', weight: 6 },
  { name: 'Dora Lind', skin: '#f3d3bd', hair: '#d9b36a', weight: 4 },
  { name: null, skin: '#c98f6a', hair: '#241a16', weight: 5 },
  { name: null, skin: '#edc4a4', hair: '#7b7b7b', weight: 4 },
  { name: null, skin: '#5d3a28', hair: '#2b2b2b', weight: 3 },
  { name: null, skin: '#e2ad88', hair: '#84311b', weight: 2 },
  { name: null, skin: '#d7a07a', hair: '#4c3a2c', weight: 1 },
];
const PASSERS_BY = 24;
const CAMERAS = ['Canon EOS 70D', 'Apple iPhone 12', 'FUJIFILM X-T30', null];
const PLACES = [
  { latitude: 48.8584, longitude: 2.2945 },
  { latitude: -33.8568, longitude: 151.2153 },
  { latitude: 47.3769, longitude: 8.5417 },
  null,
];
const SHAPES = [
  [4032, 3024],
  [4032, 3024],
  [3024, 4032],
  [5472, 3648],
  [3840, 2160],
  [3000, 3000],
  [9000, 2600],
];

/** Numbers that look like chance and come out the same every time (mulberry32). */
export function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function digits(seed, length) {
  const next = numbers(seed);
  return Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join('');
}

export function createLibrary(count = Number(process.env.FIXTURE_PHOTOS ?? 1400)) {
  const looks = [...PEOPLE];
  const next = numbers(7);
  for (let i = 0; i < PASSERS_BY; i++) {
    const like = PEOPLE[Math.floor(next() * PEOPLE.length)];
    looks.push({ ...like, name: null, weight: 0.05 });
  }
  const weights = looks.map((look) => look.weight);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const pick = () => {
    let left = next() * total;
    return weights.findIndex((weight) => (left -= weight) < 0);
  };

  const photos = [];
  const faces = new Map();
  const end = Date.UTC(2026, 9, 20);
  let at = end;
  const pause = (8 * 365 * 86400000) / count;
  for (let i = 0; i < count; i++) {
    at -= pause * (next() < 0.06 ? 12 * next() : 0.5 * next());
    const [width, height] = SHAPES[Math.floor(next() ** 1.4 * SHAPES.length)];
    const photo = digits(i + 1000, 64);
    const crowd = next() < 0.3 ? 0 : 1 + Math.floor(next() ** 2 * 5);
    const size = Math.min(0.3 * height, (0.7 * width) / Math.max(crowd, 1)) * (0.6 + 0.4 * next());
    const shown = new Set();
    const entry = {
      photo,
      name: `IMG_${String(9000 - (i % 9000)).padStart(4, '0')}.JPG`,
      taken: new Date(at).toISOString().slice(0, 19) + (i % 3 ? '+01:00' : ''),
      width,
      height,
      place: PLACES[Math.floor(next() * PLACES.length)],
      state: i < 9 ? 'local' : i < 60 ? 'uploaded' : i % 211 === 0 ? 'cached' : 'offloaded',
      faceList: [],
      mediaType: 'image/jpeg',
      bytes: Math.round(width * height * (0.18 + 0.25 * next())),
      camera: CAMERAS[Math.floor(next() * CAMERAS.length)],
      problem: null,
      seed: i + 1,
    };
    if (i === 41 || i === 230) {
      entry.state = 'unreadable';
      entry.problem = 'The file ends in the middle of the picture.';
    }
    for (let k = 0; k < crowd && entry.problem === null; k++) {
      const who = pick();
      if (shown.has(who)) continue;
      shown.add(who);
      const w = size / width;
      const h = (size * 1.25) / height;
      const face = {
        face: digits(i * 10 + k + 5, 16),
        photo,
        name: entry.name,
        box: [0.12 + (0.76 * (k + 0.5)) / crowd - w / 2, 0.25 + 0.2 * next(), w, h],
        score: 0.7 + 0.29 * next(),
        sharpness: 40 + 400 * next(),
        person: `p${who}`,
        personName: null,
        why: `looks like ${3 + Math.floor(next() * 40)} other faces of this person`,
        look: who,
      };
      faces.set(face.face, face);
      entry.faceList.push(face.face);
    }
    photos.push(entry);
  }

  const people = new Map(
    looks.map((look, i) => [
      `p${i}`,
      { id: `p${i}`, name: look.name, cover: null, hidden: i === 12 },
    ]),
  );
  return {
    photos,
    faces,
    people,
    looks,
    facts: [],
    byPhoto: new Map(photos.map((p) => [p.photo, p])),
  };
}
