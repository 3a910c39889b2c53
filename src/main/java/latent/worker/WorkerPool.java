package latent.worker;

import latent.photo.PhotoId;

/** The processes that read photos. */
public interface WorkerPool extends AutoCloseable {

  InspectOutcome inspect(byte[] original);

  AnalyseOutcome analyse(PhotoId photo, byte[] original);

  @Override
  void close();
}
