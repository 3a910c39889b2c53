package latent.store;

/** The rule for names: what every engine, and every file system, takes as it is. */
final class ObjectName {

  private static final int LONGEST = 200;

  private ObjectName() {}

  /**
   * @return {@code name}
   * @throws IllegalArgumentException if it breaks the rule
   */
  static String checked(String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException("not an object's name: " + name);
    }
    return name;
  }

  static boolean isName(String name) {
    return name.length() <= LONGEST && isPrefix(name) && !name.isEmpty() && !name.endsWith("/");
  }

  /** A name, or the beginning of one, or nothing. */
  static boolean isPrefix(String text) {
    char before = '/';
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      boolean plain =
          (letter >= 'a' && letter <= 'z')
              || (letter >= '0' && letter <= '9')
              || letter == '_'
              || letter == '-';
      boolean inner = (letter == '.' || letter == '/') && before != '/';
      if (!plain && !inner) {
        return false;
      }
      before = letter;
    }
    return true;
  }
}
