package latent.simulation;

/**
 * What a provider of storage takes.
 *
 * @param name short, as tables show it
 * @param terms which of the provider's offers
 * @param date the day on which the prices were true
 * @param page where the provider says so
 * @param confirmed how far the prices could be confirmed
 * @param bytesPerGigabyte 10^9 or 2^30, as the provider counts
 * @param storage by gigabytes stored for a month
 * @param egress by gigabytes sent to the internet
 * @param freeTimesStored what goes out for nothing, in multiples of what is stored, before {@code
 *     egress} begins
 * @param allowedTimesStored what may go out at all, likewise; infinite for no limit
 * @param classA by requests that write or list
 * @param classB by requests that read
 */
public record PriceTable(
    String name,
    String terms,
    String date,
    String page,
    String confirmed,
    double bytesPerGigabyte,
    Tariff storage,
    Tariff egress,
    double freeTimesStored,
    double allowedTimesStored,
    Tariff classA,
    Tariff classB) {

  /**
   * A month's bill in dollars.
   *
   * @param beyondTerms bytes sent that the provider's terms don't cover at any price
   */
  public record Bill(
      double storage, double egress, double classA, double classB, double beyondTerms) {}

  /**
   * The bill for a month.
   *
   * @param stored bytes, all month long
   * @param sent bytes to the internet
   * @param writes requests of class A
   * @param reads requests of class B
   */
  public Bill bill(double stored, double sent, double writes, double reads) {
    double charged = Math.max(0, sent - freeTimesStored * stored);
    return new Bill(
        storage.cost(stored / bytesPerGigabyte),
        egress.cost(charged / bytesPerGigabyte),
        classA.cost(writes),
        classB.cost(reads),
        Double.isInfinite(allowedTimesStored)
            ? 0
            : Math.max(0, sent - allowedTimesStored * stored));
  }
}
