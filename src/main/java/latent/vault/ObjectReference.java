package latent.vault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import latent.crypto.DamagedException;
import latent.photo.MalformedException;
import latent.photo.PhotoId;
import latent.store.ObjectExistsException;
import latent.store.ObjectMissingException;
import latent.store.StoreAddressException;
import latent.store.StoreDeniedException;
import latent.store.StoreException;
import latent.store.StoreFullException;
import latent.store.StoreMissingException;
import latent.store.StoreUnavailableException;
import latent.store.TransferDamagedException;

/** One object of the vault as exceptions and findings speak of it. */
record ObjectReference(Kind kind, String name, Optional<PhotoId> photo) {

  static ObjectReference of(Kind kind, String name, PhotoId photo) {
    return new ObjectReference(kind, name, Optional.of(photo));
  }

  static ObjectReference of(Kind kind, String name) {
    return new ObjectReference(kind, name, Optional.empty());
  }

  /** What the object is sealed for. */
  byte[] context() {
    return name.getBytes(StandardCharsets.US_ASCII);
  }

  /** A fault met while this object was stored or fetched, in the vault's words. */
  IOException named(IOException fault) {
    return switch (fault) {
      case StoreException store -> named(store);
      case DamagedException damaged -> tampered(damaged);
      default -> fault;
    };
  }

  private IOException named(StoreException fault) {
    return switch (fault) {
      case ObjectMissingException missing ->
          new MissingObjectException(new Finding.Missing(kind, name, photo), missing);
      default -> unavailable(fault);
    };
  }

  /** A fault that is the store's and not one object's. */
  static VaultUnavailableException unavailable(StoreException fault) {
    boolean passing =
        switch (fault) {
          case StoreUnavailableException unavailable -> true;
          case TransferDamagedException damaged -> true;
          case ObjectMissingException missing -> false;
          case ObjectExistsException exists -> false;
          case StoreAddressException address -> false;
          case StoreDeniedException denied -> false;
          case StoreFullException full -> false;
          case StoreMissingException missing -> false;
        };
    return new VaultUnavailableException(String.valueOf(fault.getMessage()), passing, fault);
  }

  TamperedException tampered(DamagedException damaged) {
    String detail = String.valueOf(damaged.getMessage());
    Finding finding =
        switch (damaged.damage()) {
          case TRUNCATED -> new Finding.Truncated(kind, name, photo, detail);
          case EXTENDED -> new Finding.Extended(kind, name, photo, detail);
          case ALTERED, UNKNOWN -> new Finding.Tampered(kind, name, photo, detail);
        };
    return new TamperedException(finding, damaged);
  }

  TamperedException tampered(String detail) {
    return new TamperedException(new Finding.Tampered(kind, name, photo, detail), null);
  }

  TamperedException malformed(MalformedException broken) {
    return new TamperedException(
        new Finding.Tampered(kind, name, photo, String.valueOf(broken.getMessage())), broken);
  }
}
