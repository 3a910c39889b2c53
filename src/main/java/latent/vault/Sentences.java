package latent.vault;

import java.util.Optional;
import latent.photo.PhotoId;

/** The words in which findings and exceptions speak of objects. */
final class Sentences {

  private Sentences() {}

  static String of(Kind kind, Optional<PhotoId> photo) {
    String of = photo.map(id -> " of photo " + id).orElse("");
    return switch (kind) {
      case KEY -> "The library's key file";
      case RECOVERY -> "The key file that the recovery key opens";
      case ORIGINAL -> (photo.isPresent() ? "The original" : "An original") + of;
      case COPIES -> (photo.isPresent() ? "The preview" : "A preview") + of;
      case FEATURES -> (photo.isPresent() ? "The features" : "A features object") + of;
      case FACTS -> "A part of what you said about people";
      case LEASE -> "A note of which device is at work";
    };
  }

  static String remedy(Kind kind) {
    return switch (kind) {
      case KEY ->
          "Any device that has the library keeps a copy; without one nothing can be opened.";
      case RECOVERY -> "Make a new recovery key: latent recovery-key.";
      case ORIGINAL ->
          "If a device still has this photo, it can be uploaded again from there; else look for an"
              + " older version in the bucket.";
      case COPIES -> "It can be made again from the original.";
      case FEATURES ->
          "They can be uploaded again by a device that has them, or read again from the original.";
      case FACTS -> "The device where it was said can upload it again.";
      case LEASE -> "It is not needed, and the next device that works replaces it.";
    };
  }
}
