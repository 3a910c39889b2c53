package latent.vault;

import java.util.Optional;
import latent.photo.PhotoId;

/** A fault in the vault, named for what it is. */
public sealed interface Finding {

  /**
   * One word: missing, truncated, extended, tampered, foreign, leftover, rekeyed, withheld, or
   * forked.
   */
  String fault();

  /** The object's name in the store; the name of a device's chain for a fault between segments. */
  String object();

  /** The photo that it concerns, as far as that is known. */
  Optional<PhotoId> photo();

  /** What is wrong, for the user. */
  String statement();

  /** What can be done about it, for the user; empty if nothing needs to be done. */
  default String remedy() {
    return "";
  }

  /** What is wrong and what to do, for the user. */
  default String sentence() {
    return (statement() + " " + remedy()).strip();
  }

  /** One object that isn't what was stored. */
  sealed interface Damaged extends Finding permits Missing, Truncated, Extended, Tampered {

    Kind kind();

    @Override
    default String remedy() {
      return Sentences.remedy(kind());
    }
  }

  /** The store has no such object. */
  record Missing(Kind kind, String object, Optional<PhotoId> photo) implements Damaged {
    @Override
    public String fault() {
      return "missing";
    }

    @Override
    public String statement() {
      return Sentences.of(kind, photo) + " is missing from the cloud (object " + object + ").";
    }
  }

  /** The object ends too early. */
  record Truncated(Kind kind, String object, Optional<PhotoId> photo, String detail)
      implements Damaged {
    @Override
    public String fault() {
      return "truncated";
    }

    @Override
    public String statement() {
      return Sentences.of(kind, photo)
          + " was cut short in the cloud (object "
          + object
          + ": "
          + detail
          + ").";
    }
  }

  /** The object has more bytes than were sealed. */
  record Extended(Kind kind, String object, Optional<PhotoId> photo, String detail)
      implements Damaged {
    @Override
    public String fault() {
      return "extended";
    }

    @Override
    public String statement() {
      return Sentences.of(kind, photo)
          + " has bytes added to it in the cloud (object "
          + object
          + ": "
          + detail
          + ").";
    }
  }

  /** The object is not what was sealed under this name. */
  record Tampered(Kind kind, String object, Optional<PhotoId> photo, String detail)
      implements Damaged {
    @Override
    public String fault() {
      return "tampered";
    }

    @Override
    public String statement() {
      return Sentences.of(kind, photo)
          + " was changed in the cloud (object "
          + object
          + ": "
          + detail
          + ").";
    }
  }

  /** The vault has no names like this. */
  record Foreign(String object) implements Finding {
    @Override
    public String fault() {
      return "foreign";
    }

    @Override
    public Optional<PhotoId> photo() {
      return Optional.empty();
    }

    @Override
    public String statement() {
      return "The object " + object + " in the cloud is not Latent's; it is left alone.";
    }
  }

  /** The object belongs to a photo that left the trash for good. */
  record Leftover(Kind kind, String object, Optional<PhotoId> photo) implements Finding {
    @Override
    public String fault() {
      return "leftover";
    }

    @Override
    public String statement() {
      return Sentences.of(kind, photo)
          + " should be gone from the cloud, since the photo has left the trash (object "
          + object
          + ").";
    }

    @Override
    public String remedy() {
      return "The next shift removes what is left.";
    }
  }

  /** The key file is whole, but another than this device's copy. */
  record Rekeyed(String object) implements Finding {
    @Override
    public String fault() {
      return "rekeyed";
    }

    @Override
    public Optional<PhotoId> photo() {
      return Optional.empty();
    }

    @Override
    public String statement() {
      return "The library's key file in the cloud is another than this device's copy.";
    }

    @Override
    public String remedy() {
      return "If you changed the passphrase on another device, use the new one here once; if not, somebody put"
          + " another key file, or an older one, in its place, and this device's copy still opens the"
          + " library.";
    }
  }

  /** A device's facts have a gap: segments that must have been there are not. */
  record Withheld(String object, String device, long sequence) implements Finding {
    @Override
    public String fault() {
      return "withheld";
    }

    @Override
    public Optional<PhotoId> photo() {
      return Optional.empty();
    }

    @Override
    public String statement() {
      return "Part "
          + sequence
          + " of what was said on the device "
          + device
          + " is missing from the cloud; later parts refer to it.";
    }

    @Override
    public String remedy() {
      return Sentences.remedy(Kind.FACTS);
    }
  }

  /** A device's facts have two continuations, as after it was set back to an old state. */
  record Forked(String object, String device, long sequence) implements Finding {
    @Override
    public String fault() {
      return "forked";
    }

    @Override
    public Optional<PhotoId> photo() {
      return Optional.empty();
    }

    @Override
    public String statement() {
      return "What was said on the device "
          + device
          + " continues in two ways from part "
          + sequence
          + ", as when a device is restored from an old copy; both count.";
    }
  }
}
