package latent.cli;

import java.io.IOException;
import java.nio.file.Path;
import latent.library.Equipment;
import latent.library.Flows;
import latent.library.Founder;
import latent.library.UploadLab;

/** The ways from the command line into the rest of the house; {@code Main} opens them. */
public interface Doors {

  /** Opens a library to look at it. */
  Flows look(Path library, Equipment.Passphrase passphrase);

  /** Opens a library to change it. */
  Flows work(Path library, Equipment.Passphrase passphrase);

  /** Makes libraries. */
  Founder founder(Equipment.Passphrase passphrase);

  /** Where models come from. */
  Equipment.ModelSource models();

  /**
   * The S3 client that puts files into that bucket as they are, for measuring.
   *
   * @throws IOException if that is no address of a bucket
   */
  UploadLab.Bare bare(String cloud) throws IOException;

  /** Where the sample pictures of the demo lie. */
  Path samples();

  /** Serves the web page of a library to this computer alone; closing it stops the serving. */
  Served serve(Flows flows, int port);

  /** What went wrong, in a sentence and an exit code. */
  Fault fault(Throwable thrown);

  /** A running web server. */
  interface Served extends AutoCloseable {

    /** Where a browser finds it. */
    String address();

    @Override
    void close();
  }

  /** A fault in words, and the exit code that goes with it. */
  record Fault(String sentence, int exitCode) {}
}
