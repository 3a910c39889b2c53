package latent.people;

import java.util.Arrays;

/**
 * Something for each row, in pages: a copy shares the pages with what it was copied from until one
 * of them is written in, so that copying costs little however many rows there are.
 */
final class Pages<T> {

  private static final int BITS = 10;
  private static final int SIZE = 1 << BITS;

  private final T nothing;
  private final Object[][] pages;
  private final boolean[] own;

  /** Nothing for no rows. */
  Pages(T nothing) {
    this(nothing, new Object[0][]);
  }

  private Pages(T nothing, Object[][] pages) {
    this.nothing = nothing;
    this.pages = pages;
    own = new boolean[pages.length];
  }

  /** A copy, with nothing for further rows if there are to be more. */
  Pages<T> copy(int rows) {
    Object[][] copy = Arrays.copyOf(pages, Math.max(pages.length, (rows + SIZE - 1) / SIZE));
    Object[] empty = new Object[SIZE];
    Arrays.fill(empty, nothing);
    Arrays.fill(copy, pages.length, copy.length, empty);
    return new Pages<>(nothing, copy);
  }

  /** What there is for a row. */
  @SuppressWarnings("unchecked")
  T get(int row) {
    return row >> BITS < pages.length ? (T) pages[row >> BITS][row & SIZE - 1] : nothing;
  }

  void set(int row, T value) {
    int page = row >> BITS;
    if (!own[page]) {
      pages[page] = pages[page].clone();
      own[page] = true;
    }
    pages[page][row & SIZE - 1] = value;
  }
}
