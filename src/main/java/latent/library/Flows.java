package latent.library;

/** The flows of one opened library, joined. Closing them closes the library. */
public record Flows(
    Library library,
    Gallery gallery,
    Importer importer,
    NightShift nightShift,
    Offloader offloader,
    Recaller recaller,
    Witness witness,
    TrashCan trash,
    Checker checker,
    Rebuilder rebuilder,
    Locksmith locksmith,
    Outfitter outfitter,
    Outlook outlook,
    ImportWatch importWatch,
    Caretaker caretaker,
    Health health)
    implements AutoCloseable {

  @Override
  public void close() {
    library.close();
  }
}
