package latent.catalog;

/** The catalog's file can't be read or written. */
public final class CatalogException extends RuntimeException {

  CatalogException(String message, Throwable cause) {
    super(message, cause);
  }
}
