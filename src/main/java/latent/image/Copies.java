package latent.image;

import java.util.Arrays;

/**
 * The two small picture files that stay on the device.
 *
 * @param preview long edge about 1600 pixels, for looking at a photo and for reading features again
 * @param thumbnail long edge about 360 pixels, for the grid
 */
public record Copies(byte[] preview, byte[] thumbnail) {

  @Override
  public boolean equals(Object other) {
    return other instanceof Copies that
        && Arrays.equals(preview, that.preview)
        && Arrays.equals(thumbnail, that.thumbnail);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(preview);
  }

  @Override
  public String toString() {
    return "Copies of " + preview.length + " and " + thumbnail.length + " bytes";
  }
}
