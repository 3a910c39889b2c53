/** Justified rows: pictures of one height that fill the width, as on a contact sheet. */

export interface Cell {
  index: number;
  left: number;
  width: number;
}

export interface Row {
  top: number;
  height: number;
  cells: Cell[];
}

export interface Rows {
  rows: Row[];
  height: number;
}

export interface Sheet {
  width: number;
  /** The height that rows have about. */
  row: number;
  gap: number;
}

/** Very wide and very tall pictures are cut at the edges, so that they don't press their row. */
const NARROWEST = 0.55;
const WIDEST = 2.4;
/** What a picture is taken to be until its shape is known. */
const USUAL = 4 / 3;
/** The last row is not stretched by more than this. */
const STRETCH = 1.25;

export function shape(width: number, height: number): number {
  if (width <= 0 || height <= 0) {
    return USUAL;
  }
  return Math.min(WIDEST, Math.max(NARROWEST, width / height));
}

export function justify(shapes: number[], sheet: Sheet): Rows {
  const rows: Row[] = [];
  let top = 0;
  let first = 0;
  let across = 0;

  const close = (end: number, height: number) => {
    const cells: Cell[] = [];
    let left = 0;
    for (let index = first; index < end; index++) {
      const width = (shapes[index] ?? USUAL) * height;
      cells.push({ index, left, width });
      left += width + sheet.gap;
    }
    rows.push({ top, height, cells });
    top += height + sheet.gap;
    first = end;
    across = 0;
  };

  const fitting = (count: number) => (sheet.width - sheet.gap * (count - 1)) / across;

  for (let index = 0; index < shapes.length; index++) {
    const next = shapes[index] ?? USUAL;
    const count = index - first;
    if (count > 0) {
      // A row ends where its height comes nearest to the one that is wanted.
      const without = fitting(count);
      across += next;
      const withIt = fitting(count + 1);
      if (withIt < sheet.row && without / sheet.row < sheet.row / withIt) {
        across -= next;
        close(index, without);
        across = next;
      }
    } else {
      across = next;
    }
  }
  if (first < shapes.length) {
    close(shapes.length, Math.min(fitting(shapes.length - first), sheet.row * STRETCH));
  }
  return { rows, height: Math.max(0, top - sheet.gap) };
}

/** How high the rows of so many pictures will be, before their shapes are known. */
export function estimate(count: number, sheet: Sheet): number {
  const perRow = Math.max(1, (sheet.width + sheet.gap) / (USUAL * sheet.row + sheet.gap));
  const rows = Math.ceil(count / perRow);
  return rows * (sheet.row + sheet.gap) - sheet.gap;
}
