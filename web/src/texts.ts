/** Every word the pages say. To translate Latent, translate this file and index.html's `lang`. */
import { bytes, number, percent } from './format.ts';
import type { DeviceUse, LedgerEntry, State } from './api.ts';

const counted = (count: number, one: string, many: string) =>
  count === 1 ? `1 ${one}` : `${number(count)} ${many}`;

const photos = (count: number) => counted(count, 'photo', 'photos');
const faces = (count: number) => counted(count, 'face', 'faces');
const originals = (count: number) => counted(count, 'original', 'originals');

/** Such as “about 3 minutes”, for somebody who waits. */
function about(seconds: number): string {
  if (seconds < 60) {
    return 'less than a minute';
  }
  if (seconds < 90 * 60) {
    return `about ${counted(Math.round(seconds / 60), 'minute', 'minutes')}`;
  }
  return seconds < 48 * 3600
    ? `about ${counted(Math.round(seconds / 3600), 'hour', 'hours')}`
    : `about ${counted(Math.round(seconds / 86_400), 'day', 'days')}`;
}

export const words = {
  latent: 'Latent',
  photos,
  faces,
  people: (count: number) => counted(count, 'person', 'people'),

  rooms: {
    all: 'Rooms of the library',
    photos: 'Photos',
    people: 'People',
    storage: 'Storage',
  },

  faults: {
    noServer: 'Latent isn’t answering. Is it still running?',
    unexpected: 'Something went wrong, and Latent couldn’t say what.',
    cutShort: 'The connection broke off before the whole original was here.',
    retry: 'Try again',
    dismiss: 'Dismiss',
  },

  toast: {
    undo: 'Undo',
    undone: 'Taken back.',
  },

  nowhere: {
    title: 'Nothing here',
    nothingHere: 'There is nothing at this address.',
    whereElse: 'It may have been typed wrongly, or what was here is gone.',
    toPhotos: 'Go to the photos',
  },

  timeline: {
    title: 'Photos',
    empty: 'No photos yet.',
    howToAdd: 'Add some with “latent add FOLDER”. They appear here as they come in.',
    emptyOfPerson: 'There is no photo of this person.',
    find: 'Find a person',
    onlyOf: (name: string) => `Photos of ${name}`,
    showAll: 'Show all photos',
    scrubber: 'Go to a month',
    photoCalled: (name: string, day: string) => `${name}, ${day}`,
  },

  state: {
    local: 'On this device only; not in the cloud yet',
    uploaded: 'On this device and in the cloud',
    offloaded: 'Offloaded: the original is in the cloud, a small copy is here',
    cached: 'In the cloud, and kept here for now because you opened it',
    unreadable: 'Latent can’t read this photo',
  } satisfies Record<State, string>,

  photo: {
    close: 'Close',
    missing: 'There is no such photo in this library.',
    previous: 'Previous photo',
    next: 'Next photo',
    details: 'Details',
    showFaces: 'Show faces',
    hideFaces: 'Hide faces',
    tagSomebody: 'Tag somebody',
    drawHint: 'Draw a box around the face.',
    drawHintKeys:
      'Move the box with the arrow keys, change its size with Shift and the arrow keys, then press Enter.',
    drawnBox: 'The box you draw',
    stopDrawing: 'Stop tagging',
    open: 'Open original',
    openAgain: 'Show original',
    opening: 'Opening the original…',
    openingSoFar: (received: number, total: number) =>
      total > 0 ? `${bytes(received)} of ${bytes(total)}` : bytes(received),
    cancel: 'Cancel',
    opened: 'This is the original.',
    openedButNotShown:
      'The original is here. Browsers can’t show this kind of file, but you can save it.',
    save: 'Save original',
    where: 'Where it is',
    when: 'When',
    place: 'Place',
    camera: 'Camera',
    file: 'File',
    pixels: (width: number, height: number) => `${number(width)} × ${number(height)}`,
    whoIsHere: 'Who is here',
    nobody: 'No face was found.',
    notLooked: 'This photo couldn’t be looked at.',
    notYet: 'This photo hasn’t been looked at yet.',
    notYetHint: 'Its picture appears once the night shift has come to it.',
    preview: (name: string) => `Preview of ${name}`,
  },

  trash: {
    title: 'Trash',
    move: 'Move to trash',
    moved: (name: string) => `${name} is in the trash.`,
    restore: 'Restore',
    restoreCalled: (name: string) => `Restore ${name}`,
    restored: (name: string) => `${name} is back among your photos.`,
    empty: 'The trash is empty.',
    emptyHint: 'A photo that you move here stays for 30 days and can be restored until then.',
    explained:
      'After 30 days a photo leaves this device, the cloud and your other devices. Until then you can restore it.',
    leaves: (day: string) => `Leaves on ${day}`,
    inTrash: (day: string) => `In the trash until ${day}`,
    emptyNow: 'Empty the trash…',
    sure: (count: number) =>
      `${photos(count)} will leave this device, the cloud and your other devices for good. This can’t be undone.`,
    emptyForGood: 'Remove for good',
    keep: 'Keep',
    emptying: 'Emptying the trash…',
    emptied: (count: number) => `${photos(count)} left for good.`,
    back: 'Back to storage',
    holds: (count: number) =>
      count === 0
        ? 'Nothing is in it.'
        : `${photos(count)} ${count === 1 ? 'waits' : 'wait'} here before ${count === 1 ? 'it leaves' : 'they leave'} for good.`,
    open: 'Open the trash',
  },

  face: {
    unknown: 'Somebody',
    unnamed: 'Not named yet',
    open: (name: string) => `${name}: name or correct this face`,
    whoIsThis: 'Who is this?',
    somebodyElse: 'Somebody else? Type who it is.',
    namesAll: (count: number) => `The name goes to all ${faces(count)} of this person.`,
    name: 'Name',
    isRight: 'Yes, that’s right',
    notThisPerson: (name: string | null) => (name === null ? 'Not this person' : `Not ${name}`),
    notAFace: 'Not a face',
    showPerson: 'Show all photos',
    whoIsInTheBox: 'Who is in the box?',
    close: 'Close',
  },

  everybody: {
    title: 'People',
    empty: 'Nobody yet.',
    whenTheyCome: 'People appear here once the night shift has looked at your photos.',
    named: 'Named',
    unnamed: 'Not named yet',
    once: (count: number) => `Show ${counted(count, 'person', 'people')} seen only once`,
    hidden: (count: number) => `Hidden (${number(count)})`,
    addName: 'Add a name',
    nameHint: 'Type a name',
    existing: (count: number) => `already has ${photos(count)}`,
    completions: 'People of that name',
  },

  person: {
    unnamed: 'Not named yet',
    photos: 'Photos',
    faces: 'Faces',
    rename: 'Rename',
    addName: 'Add a name',
    merge: 'Merge…',
    mergeTitle: (name: string | null) =>
      name === null ? 'Who is this person?' : `Who else is ${name}?`,
    mergeHint: 'Choose the one who is the same person. You can undo it.',
    mergeFind: 'Find by name',
    hide: 'Hide',
    isHidden: 'Hidden',
    showAgain: 'Show again',
    hiddenElsewhere: 'Take back the hiding under Storage, in what you said.',
    gone: 'This person is no longer in the library: the faces now belong to others.',
    toPeople: 'Back to people',
    select: (count: number) =>
      count === 0 ? 'Choose faces to correct them.' : `${faces(count)} chosen`,
    notThisPerson: 'Not this person',
    oneSomebodyElse: 'All one other person',
    notFaces: (count: number) => (count === 1 ? 'Not a face' : 'Not faces'),
    clear: 'Clear',
    allChosen: 'If all of them are somebody else, rename or merge this person.',
    choose: (photo: string) => `Choose the face in ${photo}`,
    openPhoto: 'Open the photo',
    openPhotoCalled: (photo: string) => `Open the photo ${photo}`,
    noFaces: 'There are no faces of this person.',
    cancel: 'Cancel',
  },

  /** What a fact says back, in the toast that offers to undo it. */
  said: {
    named: (name: string) => `This is ${name}.`,
    merged: (name: string | null) =>
      name === null ? 'They are one person now.' : `They are both ${name} now.`,
    hidden: (name: string | null) => `${name ?? 'This person'} is hidden.`,
    split: (count: number) => `${faces(count)} moved to another person.`,
    confirmed: (name: string | null) => `Confirmed${name === null ? '' : `: ${name}`}.`,
    rejected: (count: number, name: string | null) =>
      `${faces(count)} taken from ${name ?? 'this person'}.`,
    notAFace: (count: number) =>
      count === 1 ? 'That is not a face.' : `${number(count)} are not faces.`,
    tagged: (name: string) => `${name} is tagged.`,
  },

  storage: {
    title: 'Storage and activity',
    headline: (count: number, library: number, device: number) =>
      `Your ${photos(count)} are ${bytes(library)}. This device holds ${bytes(device)}.`,
    nothing: 'The library is empty.',
    device: 'On this device',
    ofBudget: (used: number, budget: number) => `${bytes(used)} of the ${bytes(budget)} you allow`,
    free: 'Free up space',
    freeing: 'Freeing up space…',
    freeHint:
      'Originals that the cloud provably holds leave this device and come back when you open them.',
    freed: (size: number, count: number) =>
      count === 0
        ? `${bytes(size)} freed.`
        : `${bytes(size)} freed: ${originals(count)} ${count === 1 ? 'is' : 'are'} now in the cloud alone.`,
    freedNothing: 'There was nothing to free.',
    kept: (count: number, because: string) =>
      count === 1 ? `1 original stays: ${because}.` : `${originals(count)} stay: ${because}.`,
    noBudget: (used: number) => `${bytes(used)}; no limit is set`,
    deviceHolds: (count: number, all: boolean) => {
      const copies = all ? 'a small copy of every photo' : 'a small copy of what was looked at';
      return count === 0
        ? `${copies.charAt(0).toUpperCase()}${copies.slice(1)}, and no original`
        : `${originals(count)}, and ${copies}`;
    },
    cloud: 'In the cloud',
    cloudHolds: (count: number) => `${originals(count)}, sealed before they left`,
    offloaded: 'Offloaded',
    offloadedHolds: (count: number) =>
      count === 0
        ? 'Every original is still on this device.'
        : `${originals(count)} ${count === 1 ? 'is' : 'are'} in the cloud alone and ${count === 1 ? 'comes' : 'come'} back when you open ${count === 1 ? 'it' : 'them'}`,
    found: 'Found',
    foundFaces: (faceCount: number, personCount: number, named: number) =>
      `${faces(faceCount)} of ${counted(personCount, 'person', 'people')}, ${number(named)} of them named`,

    pending: 'To be done',
    nothingPending: 'Nothing waits. Everything is looked at, sealed and in its place.',
    work: {
      analyse: (count: number) => `${photos(count)} to be looked at for faces`,
      upload: (count: number) => `${originals(count)} to be sealed and stored in the cloud`,
      fetch: (count: number) => `${photos(count)} to be fetched, looked at and forgotten`,
      prepare: (count: number) => `${photos(count)} to be looked at by the model that is to come`,
      improve: (count: number) =>
        `${originals(count)} to be fetched, since the small copy shows too little`,
    },
    waitsBecause: (because: string) => `Waits because ${because}.`,
    takes: (seconds: number) => `Takes ${about(seconds)}.`,
    doneBy: (seconds: number, until: string) => `Takes ${about(seconds)}, until ${until}.`,
    toOffload: (count: number) =>
      `${originals(count)} to leave this device, so that it stays in its limit`,
    workNow: 'Work now',
    working: 'Working…',
    started: 'The night shift has started.',
    conditions: (now: string) =>
      `The computer is ${now}. When work may run is said by: latent policy`,
    /** What the night shift says it is at, in the server's words. */
    shift: {
      starting: 'Starting…',
      'emptying the trash': 'Emptying the trash of what has been there for 30 days',
      'reading and uploading': 'Looking for faces, sealing and storing originals',
      'fetching, reading and forgetting': 'Fetching photos, looking at them and forgetting them',
      'reading for the models to come': 'Looking at all photos by the model that is to come',
      'reading originals of which the previews show too little':
        'Fetching originals of which the small copy shows too little',
    } as Record<string, string>,
    progress: (done: number, total: number, left: number | null) =>
      `${number(done)} of ${number(total)}${left === null ? '' : `, ${about(left)} left`}`,

    moved: 'What has moved',
    movedNothing: 'Nothing has gone to the cloud or come from it.',
    up: 'To the cloud',
    down: 'From the cloud',
    objects: (count: number) => counted(count, 'object', 'objects'),
    factsAreFree:
      'Naming and correcting people never fetches a photo: people are worked out again from the numbers kept here.',

    facts: 'What you said',
    noFacts: 'Nothing yet. Names and corrections are listed here, and each can be taken back.',
    takenBack: 'taken back',
    moreFacts: (count: number) => `Show ${number(count)} more`,

    problems: 'Problems',
    noProblems: 'None. Every photo could be read.',
    problemCount: (count: number) =>
      `${photos(count)} could not be read. The originals are kept as they are.`,
  },

  /** What the sensors say; a reading without words here is shown as it came. */
  conditions: {
    power: { mains: 'plugged in', battery: 'on battery' } as Record<string, string>,
    battery: (charge: number) => `battery ${percent(charge / 100)}`,
    idle: (seconds: number) =>
      seconds < 60 ? 'in use' : `not used for ${about(seconds).replace(/^about /, '')}`,
    celsius: (degrees: number) => `its processor at ${Math.round(degrees)} °C`,
    metered: (metered: boolean) =>
      metered ? 'on a metered network' : 'on a network that is not metered',
    loadPerCore: (load: number) => (load < 0.3 ? 'hardly in use' : load < 0.8 ? 'in use' : 'busy'),
  },

  deviceUse: {
    originals: 'Originals',
    cache: 'Originals kept after opening',
    previews: 'Previews',
    thumbnails: 'Thumbnails',
    catalog: 'Catalog: faces, people, dates',
    rest: 'Settings and folders',
  } satisfies Record<keyof DeviceUse, string>,
};

/** What a line of the ledger means. */
export function ledgerSentence({ direction, reason }: LedgerEntry): string {
  const sentences: Record<string, string> = {
    'up upload': 'Originals, sealed and stored',
    'up preview': 'Small copies, so that another device can show the library',
    'up features': 'Numbers found in the photos, sealed',
    'up facts': 'What you said: names and corrections, sealed',
    'down upload': 'Looking up what is stored already',
    'down preview': 'Small copies brought to this device',
    'down features': 'Numbers brought to this device',
    'down facts': 'What you said on another device',
    'down view': 'Originals that you opened',
    'down analyse': 'Originals read for analysis, and not kept',
    'down verify': 'Checking that what is stored is whole',
    'up verify': 'Repairing what is stored',
  };
  return sentences[`${direction} ${reason}`] ?? reason;
}
