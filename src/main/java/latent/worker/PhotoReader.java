package latent.worker;

import java.nio.file.Path;
import java.util.List;
import latent.image.Copies;
import latent.image.CopyMaker;
import latent.image.Inspector;
import latent.image.Picture;
import latent.image.PictureDecoder;
import latent.image.UnreadablePictureException;
import latent.photo.Box;
import latent.photo.Face;
import latent.photo.Features;
import latent.photo.PhotoId;
import latent.vision.DetectorDescription;
import latent.vision.EmbedderDescription;
import latent.vision.FaceReader;
import latent.vision.ModelDescription;
import latent.vision.NetworkException;
import latent.vision.UnusableModelException;
import org.jspecify.annotations.Nullable;

/** Answers questions about originals, in the child. */
final class PhotoReader {

  private final Path detector;
  private final Path embedder;
  private @Nullable FaceReader faceReader;

  PhotoReader(Path detector, Path embedder) {
    this.detector = detector;
    this.embedder = embedder;
  }

  Answer answer(Question question) {
    try {
      return switch (question) {
        case Question.Inspect(byte[] original) -> new Answer.Inspected(Inspector.inspect(original));
        case Question.Analyse(PhotoId photo, byte[] original) -> analyse(photo, original);
        case Question.Look(PhotoId photo, Box box, byte[] preview) -> look(photo, box, preview);
        case Question.Survey(PhotoId photo, byte[] preview) -> survey(photo, preview);
        case Question.Reread(Features features) -> reread(features);
      };
    } catch (UnreadablePictureException unreadable) {
      return new Answer.Unreadable(sentence(unreadable));
    } catch (UnusableModelException unusable) {
      return new Answer.Unable(sentence(unusable));
    }
  }

  /** Decode, make the copies, detect, align, embed. */
  private Answer analyse(PhotoId photo, byte[] original) {
    FaceReader faceReader = faceReader();
    try (Picture picture = PictureDecoder.decode(original)) {
      Copies copies = CopyMaker.make(picture);
      List<Face> faces = faceReader.read(photo, picture);
      Features features =
          new Features(
              photo, faceReader.detector(), faceReader.embedder(), Features.Source.ORIGINAL, faces);
      return new Answer.Analysed(picture.width(), picture.height(), copies, features);
    }
  }

  private Answer look(PhotoId photo, Box box, byte[] preview) {
    FaceReader faceReader = faceReader();
    try (Picture picture = PictureDecoder.decode(preview)) {
      List<Face> faces = faceReader.look(photo, picture, box).stream().toList();
      return new Answer.Looked(
          new Features(
              photo, faceReader.detector(), faceReader.embedder(), Features.Source.TAGGED, faces));
    }
  }

  private Answer survey(PhotoId photo, byte[] preview) {
    FaceReader faceReader = faceReader();
    try (Picture picture = PictureDecoder.decode(preview)) {
      return new Answer.Surveyed(
          picture.width(),
          new Features(
              photo,
              faceReader.detector(),
              faceReader.embedder(),
              Features.Source.PREVIEW,
              faceReader.read(photo, picture)));
    }
  }

  /** The detector of the answer is the one that found the faces once. */
  private Answer reread(Features features) {
    FaceReader faceReader = faceReader();
    return new Answer.Reread(
        new Features(
            features.photo(),
            features.detector(),
            faceReader.embedder(),
            Features.Source.CROP,
            features.faces().stream().map(faceReader::readAgain).toList()));
  }

  /** Loads the models when the first photo needs them. */
  private FaceReader faceReader() {
    FaceReader loaded = faceReader;
    if (loaded == null) {
      loaded = load();
      faceReader = loaded;
    }
    return loaded;
  }

  private FaceReader load() {
    if (ModelDescription.read(detector) instanceof DetectorDescription finds
        && ModelDescription.read(embedder) instanceof EmbedderDescription embeds) {
      try {
        return new FaceReader(finds, embeds);
      } catch (NetworkException refused) {
        throw new UnusableModelException(sentence(refused), refused);
      }
    }
    throw new UnusableModelException("a detector and an embedder are needed, in this order");
  }

  private static String sentence(Exception exception) {
    String message = exception.getMessage();
    return message == null ? exception.getClass().getSimpleName() : message;
  }
}
