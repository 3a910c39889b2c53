/** A Vite plugin that answers /api from the made-up library, slowly enough to see what waits. */
import { createLibrary } from './library.js';
import { crop, picture } from './pictures.js';

const DELAY = Number(process.env.FIXTURE_DELAY ?? 15);

export function fixture() {
  return {
    name: 'latent-fixture',
    configureServer(server) {
      const api = createApi(createLibrary());
      server.middlewares.use('/api', (request, response) => {
        setTimeout(() => api(request, response).catch((fault) => fail(response, fault)), DELAY);
      });
    },
  };
}

class Refusal extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

function fail(response, fault) {
  response.statusCode = fault.status ?? 500;
  send(response, { error: fault.message });
}

function send(response, body) {
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(body));
}

function sendPicture(response, drawn) {
  response.setHeader('Content-Type', 'image/svg+xml');
  response.setHeader('Cache-Control', 'private, max-age=31536000, immutable');
  response.end(drawn);
}

async function bodyOf(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text === '' ? {} : JSON.parse(text);
}

function createApi(library) {
  const listeners = new Set();
  const tell = (event, data) => {
    for (const listener of listeners) {
      listener.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    }
  };

  const nameOf = (person) => (person === null ? null : (library.people.get(person)?.name ?? null));
  const facesOf = (person) => [...library.faces.values()].filter((face) => face.person === person);
  const faceEntry = ({ look, ...face }) => ({ ...face, personName: nameOf(face.person) });
  const photoEntry = ({ photo, name, taken, width, height, place, state, faceList }) => ({
    photo,
    name,
    taken,
    width,
    height,
    place,
    state,
    shown: true,
    faces: faceList.length,
  });
  const personEntry = (person) => {
    const faces = facesOf(person.id);
    return {
      id: person.id,
      name: person.name,
      faces: faces.length,
      photos: new Set(faces.map((face) => face.photo)).size,
      cover: faces[0]?.face ?? null,
      hidden: person.hidden,
    };
  };
  const everyone = () =>
    [...library.people.values()]
      .map(personEntry)
      .filter((person) => person.faces > 0)
      .sort((a, b) => (a.name === null) - (b.name === null) || b.faces - a.faces);

  function find(map, id, what) {
    const found = map.get(id);
    if (found === undefined) throw new Refusal(404, `There is no such ${what} in this library.`);
    return found;
  }

  /** Says a fact: remembers how things stood, changes them, answers with the people that changed. */
  function fact(says, sentence, change) {
    const before = {
      faces: new Map([...library.faces].map(([id, face]) => [id, { ...face }])),
      people: new Map([...library.people].map(([id, person]) => [id, { ...person }])),
    };
    const old = new Map(everyone().map((person) => [person.id, JSON.stringify(person)]));
    change();
    const id = (library.facts.length + 1).toString(16).padStart(16, '0');
    library.facts.unshift({
      fact: id,
      at: new Date().toISOString(),
      says,
      sentence,
      undone: false,
      before,
    });
    const people = everyone().filter((person) => old.get(person.id) !== JSON.stringify(person));
    tell('changed', { what: 'people' });
    return { fact: id, milliseconds: 3, people };
  }

  const merge = (keep, gone) => {
    for (const face of facesOf(gone)) face.person = keep;
    library.people.get(keep).name ??= library.people.get(gone).name;
  };
  const newPerson = (name) => {
    const id = `p${library.people.size}`;
    library.people.set(id, { id, name, cover: null, hidden: false });
    return id;
  };
  const called = (name) => [...library.people.values()].find((person) => person.name === name);

  async function post(path, request) {
    const body = await bodyOf(request);
    const [room, id, verb] = path;
    if (room === 'shift') {
      work();
      return {};
    }
    if (room === 'free') {
      const leaving = library.photos.filter(({ state }) => ['uploaded', 'cached'].includes(state));
      for (const photo of leaving) photo.state = 'offloaded';
      tell('changed', { what: 'photos' });
      const freedBytes = leaving.reduce((sum, photo) => sum + photo.bytes, 0);
      return { freedBytes, offloaded: leaving.length, kept: [] };
    }
    if (room === 'facts') {
      const undone = library.facts.find((one) => !body.fact || one.fact === body.fact);
      if (!undone) throw new Refusal(404, 'There is nothing to undo.');
      return fact('undone', `Taken back: ${undone.sentence}`, () => {
        for (const [key, face] of undone.before.faces) Object.assign(library.faces.get(key), face);
        library.people = undone.before.people;
        undone.undone = true;
      });
    }
    if (room === 'people') {
      const person = find(library.people, id, 'person');
      if (verb === 'name') {
        const other = called(body.name);
        return fact('named', `This person is ${body.name}.`, () => {
          if (other && other.id !== id) merge(id, other.id);
          person.name = body.name;
        });
      }
      if (verb === 'merge') {
        return fact('same', `${person.name ?? 'Somebody'} is one person with another.`, () =>
          merge(id, body.other),
        );
      }
      if (verb === 'hide') {
        return fact('hidden', `${person.name ?? 'Somebody'} is hidden.`, () => {
          person.hidden = true;
        });
      }
      if (verb === 'split') {
        return fact('different', `${body.faces.length} faces are somebody else.`, () => {
          const other = newPerson(null);
          for (const face of body.faces) find(library.faces, face, 'face').person = other;
        });
      }
    }
    if (room === 'faces') {
      const face = find(library.faces, id, 'face');
      if (verb === 'confirm') {
        return fact('confirmed', `A face is ${nameOf(body.person)}.`, () => {
          face.person = body.person;
        });
      }
      return fact(verb, 'A face was corrected.', () => {
        face.person = null;
      });
    }
    if (room === 'photos' && verb === 'tag') {
      const photo = find(library.byPhoto, id, 'photo');
      return fact('tagged', `${body.name} is in ${photo.name}.`, () => {
        const person = called(body.name)?.id ?? newPerson(body.name);
        const same = photo.faceList
          .map((face) => library.faces.get(face))
          .find((face) => Math.abs(face.box[0] - body.box[0]) < 0.02);
        if (same) {
          same.person = person;
          return;
        }
        const drawn = `f${library.faces.size.toString(16).padStart(15, '0')}`;
        library.faces.set(drawn, {
          face: drawn,
          photo: id,
          name: photo.name,
          box: body.box,
          score: 1,
          sharpness: 100,
          person,
          why: 'you said so',
        });
        photo.faceList.push(drawn);
      });
    }
    throw new Refusal(404, 'There is nothing at this address.');
  }

  async function work() {
    const waiting = library.photos.filter((photo) => photo.state === 'local');
    for (const [done, photo] of waiting.entries()) {
      tell('shift', {
        running: true,
        work: 'reading and uploading',
        done,
        total: waiting.length,
        trouble: null,
      });
      await new Promise((resolve) => setTimeout(resolve, 500));
      photo.state = 'uploaded';
    }
    tell('shift', { running: false, work: 'done', done: 0, total: 0, trouble: null });
    tell('changed', { what: 'photos' });
    tell('changed', { what: 'status' });
  }

  async function get(path, query, response) {
    const [room, id, what] = path;
    if (room === 'status') return status();
    if (room === 'timeline') {
      const months = new Map();
      for (const { taken } of library.photos) {
        const month = taken.slice(0, 7);
        months.set(month, (months.get(month) ?? 0) + 1);
      }
      return [...months].map(([month, photos]) => ({ month, photos }));
    }
    if (room === 'photos' && id === undefined) {
      const month = query.get('month');
      const person = query.get('person');
      return library.photos
        .filter((photo) => month === null || photo.taken.startsWith(month))
        .filter(
          (photo) =>
            person === null ||
            photo.faceList.some((face) => library.faces.get(face).person === person),
        )
        .map(photoEntry);
    }
    if (room === 'photos') {
      const photo = find(library.byPhoto, id, 'photo');
      if (what === 'thumbnail') return sendPicture(response, picture(library, photo, 320));
      if (what === 'preview') return sendPicture(response, picture(library, photo, 1600));
      if (what === 'original') return original(photo, response);
      const index = library.photos.indexOf(photo);
      const { seed, ...rest } = photo;
      return {
        ...rest,
        ...photoEntry(photo),
        faceList: photo.faceList.map((face) => faceEntry(library.faces.get(face))),
        trashed: null,
        until: null,
        previous: library.photos[index - 1]?.photo ?? null,
        next: library.photos[index + 1]?.photo ?? null,
      };
    }
    if (room === 'people' && id === undefined) return everyone();
    if (room === 'people') {
      const person = find(library.people, id, 'person');
      return what === 'faces' ? facesOf(id).map(faceEntry) : personEntry(person);
    }
    if (room === 'faces') {
      return sendPicture(response, crop(library, find(library.faces, id, 'face')));
    }
    if (room === 'facts') return library.facts.map(({ before, ...rest }) => rest);
    if (room === 'ledger') return LEDGER;
    if (room === 'trash') return [];
    if (room === 'problems') {
      return library.photos
        .filter((photo) => photo.problem !== null)
        .map(({ photo, name, problem }) => ({ photo, name, reason: problem }));
    }
    if (room === 'events') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(': hello\n\n');
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
      return undefined;
    }
    throw new Refusal(404, 'There is nothing at this address.');
  }

  function status() {
    const named = everyone().filter((person) => person.name !== null).length;
    const local = library.photos.filter((photo) => photo.state === 'local').length;
    const bytes = library.photos.reduce((sum, photo) => sum + photo.bytes, 0);
    return {
      photos: library.photos.length,
      originals: {
        onDevice: library.photos.filter((photo) => photo.state !== 'offloaded').length,
        inCloud: library.photos.length - local,
        offloaded: library.photos.filter((photo) => photo.state === 'offloaded').length,
      },
      pending: { analyse: 3, upload: local, offload: 12 },
      faces: library.faces.size,
      people: everyone().length,
      named,
      quarantined: 2,
      deviceBytes: Math.round(bytes * 0.05),
      libraryBytes: bytes,
      cloudBytes: Math.round(bytes * 1.03),
      budgetBytes: 500_000_000,
      deviceUse: {
        originals: Math.round(bytes * 0.02),
        cache: 24_000_000,
        previews: Math.round(bytes * 0.024),
        thumbnails: Math.round(bytes * 0.004),
        catalog: 9_100_000,
        rest: 4_300_000,
      },
      conditions: { power: 'battery', battery: 64, loadPerCore: 0.12 },
    };
  }

  async function original(photo, response) {
    const drawn = Buffer.from(picture(library, photo, Math.max(photo.width, photo.height)));
    const whole = Buffer.concat([drawn, Buffer.alloc(photo.bytes - drawn.length, ' ')]);
    response.writeHead(200, { 'Content-Type': 'image/svg+xml', 'Content-Length': whole.length });
    for (let from = 0; from < whole.length && !response.destroyed; from += 200_000) {
      response.write(whole.subarray(from, from + 200_000));
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
    response.end();
    if (photo.state === 'offloaded') photo.state = 'cached';
  }

  return async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const path = url.pathname.split('/').filter(Boolean).map(decodeURIComponent);
    const answer =
      request.method === 'POST'
        ? await post(path, request)
        : await get(path, url.searchParams, response);
    if (answer !== undefined) send(response, answer);
  };
}

const LEDGER = [
  { direction: 'up', reason: 'upload', objects: 1391, bytes: 5_812_000_000 },
  { direction: 'up', reason: 'preview', objects: 1391, bytes: 141_000_000 },
  { direction: 'up', reason: 'features', objects: 1389, bytes: 9_300_000 },
  { direction: 'up', reason: 'facts', objects: 14, bytes: 14_336 },
  { direction: 'down', reason: 'view', objects: 6, bytes: 27_400_000 },
  { direction: 'down', reason: 'verify', objects: 12, bytes: 786_432 },
];
